/** What a person pays: dated rules, differences by way of filing, exemptions (rules.md §6). */
import type { Condition } from '../form/definition.ts'
import type { LocalizedText } from '../text/localized.ts'
import type { CivilDay } from '../time/civil-day.ts'
import { type Applies, applies, type CaseAnswers, type CaseQuestion } from './cases.ts'

export type Channel = 'online' | 'postal' | 'in-person'

/** The case question "Nộp bằng cách nào?": reserved by its id; its options are channels, and its answer is `channel`. */
export const channelCase = 'channel'

/** Who may pay nothing or less. Claimed by the person, with proof, decided by staff. */
export const exemptionGrounds = [
  'poor-household',
  'near-poor-household',
  'merit',
  'disability',
  'child',
  'elderly',
  'ethnic-minority',
  'border-commune',
  'orphan',
  'other',
] as const
export type ExemptionGround = (typeof exemptionGrounds)[number]

/** Valid from and until, both days included; without one, always. */
interface Dated {
  readonly from?: CivilDay | undefined
  readonly until?: CivilDay | undefined
}

export interface FeeRule extends Dated {
  /** Whole đồng; absent where the amount is set by the province or not known: it is never guessed. */
  readonly amountVnd?: number | undefined
  /** What the amount is for; a case unless said otherwise. */
  readonly per?: 'case' | 'copy' | 'page' | 'person' | undefined
  /** Only for this way of filing. */
  readonly channel?: Channel | undefined
  readonly when?: Condition | undefined
  /** The amount is set by the provincial council. */
  readonly setBy?: 'province' | undefined
  /** What the amount includes or how it grows, in one short sentence. */
  readonly note?: LocalizedText | undefined
  /** Document number and article. */
  readonly source?: string | undefined
  readonly confirm?: boolean | undefined
}

export interface Exemption extends Dated {
  readonly ground: ExemptionGround
  readonly name: LocalizedText
  /** Part of the fee that falls away, in percent; all of it unless said otherwise. */
  readonly percent?: number | undefined
  readonly channel?: Channel | undefined
  readonly when?: Condition | undefined
  readonly source?: string | undefined
  readonly confirm?: boolean | undefined
}

export interface FeeRules {
  /** The first rule that holds decides: special ones before general ones. */
  readonly rules: readonly FeeRule[]
  readonly exemptions: readonly Exemption[]
}

export interface FeeQuestion {
  readonly cases: readonly CaseQuestion[]
  readonly answers: CaseAnswers
  readonly channel: Channel
  /** Claimed by the person; none while nothing was said. */
  readonly grounds: readonly ExemptionGround[]
  readonly today: CivilDay
}

export type Fee =
  | {
      readonly kind: 'known'
      /** Whole đồng to pay, after the exemption. */
      readonly amountVnd: number
      readonly per: NonNullable<FeeRule['per']>
      readonly rule: FeeRule
      /** The one that lowers it most, where a claimed ground does. */
      readonly exemption: Exemption | undefined
    }
  /** What was answered so far leaves several amounts open; each rule that may still hold. */
  | { readonly kind: 'depends'; readonly rules: readonly FeeRule[] }
  /** Set by the province and not in our data, or not known at all. A claimed full exemption is `known` as 0. */
  | { readonly kind: 'unknown'; readonly setBy: 'province' | undefined; readonly rule: FeeRule | undefined }

/** The fee for one way of filing on one day. */
export function feeOf(fee: FeeRules, question: FeeQuestion): Fee {
  const { cases, answers, channel, today } = question
  const open: FeeRule[] = []
  let decided: FeeRule | undefined
  for (const rule of fee.rules) {
    if (!isValidOn(rule, today) || (rule.channel !== undefined && rule.channel !== channel)) continue
    const held: Applies = applies(rule.when, cases, answers, today)
    if (held === 'no') continue
    open.push(rule)
    if (held === 'yes') {
      decided = rule
      break
    }
  }
  const [rule] = open
  const isDecided = decided !== undefined && open.every((other) => isSameAmount(other, decided))
  if (rule === undefined) return { kind: 'unknown', setBy: undefined, rule }
  const exemption = bestExemption(fee.exemptions, question)
  const percent = exemption === undefined ? 0 : percentOf(exemption)
  // Whoever pays nothing need not know which rule it is.
  if (open.length > 1 && !isDecided && percent < 100) return { kind: 'depends', rules: open }
  if (rule.amountVnd === undefined && percent < 100) return { kind: 'unknown', setBy: rule.setBy, rule }
  const amountVnd = Math.round(((rule.amountVnd ?? 0) * (100 - percent)) / 100)
  return { kind: 'known', amountVnd, per: rule.per ?? 'case', rule, exemption }
}

/** The grounds to ask about: those of exemptions that may apply on this day, each once, in the order of the data. */
export function groundsToAsk(fee: FeeRules, question: Omit<FeeQuestion, 'grounds'>): readonly Exemption[] {
  const asked = new Map<string, Exemption>()
  for (const exemption of fee.exemptions) {
    if (!mayHold(exemption, question)) continue
    const key = exemption.ground === 'other' ? exemption.name.vi : exemption.ground
    if (!asked.has(key)) asked.set(key, exemption)
  }
  return [...asked.values()]
}

/** The rules of a province stand before the national ones; its exemptions are added. */
export function withProvincialFees(national: FeeRules, provincial: FeeRules | undefined): FeeRules {
  if (provincial === undefined) return national
  return {
    rules: [...provincial.rules, ...national.rules],
    exemptions: [...provincial.exemptions, ...national.exemptions],
  }
}

function bestExemption(exemptions: readonly Exemption[], question: FeeQuestion): Exemption | undefined {
  return exemptions
    .filter(({ ground }) => ground !== 'other' && question.grounds.includes(ground))
    .filter((exemption) => mayHold(exemption, question))
    .sort((a, b) => percentOf(b) - percentOf(a))[0]
}

function mayHold(
  exemption: Exemption,
  { cases, answers, channel, today }: Omit<FeeQuestion, 'grounds'>,
): boolean {
  if (!isValidOn(exemption, today)) return false
  if (exemption.channel !== undefined && exemption.channel !== channel) return false
  return applies(exemption.when, cases, answers, today) !== 'no'
}

function percentOf({ percent }: Exemption): number {
  return percent ?? 100
}

function isValidOn({ from, until }: Dated, day: CivilDay): boolean {
  return (from === undefined || from <= day) && (until === undefined || day <= until)
}

function isSameAmount(a: FeeRule, b: FeeRule): boolean {
  return a.amountVnd !== undefined && a.amountVnd === b.amountVnd && a.per === b.per
}
