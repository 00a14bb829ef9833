/** The fee from what a record says of each way of filing. A zero that nothing explains is a placeholder, never "free". */
import type { Procedure } from '../schema.ts'
import { guideWords, inVietnamese, isVietnameseMoney, moneyWords } from './guide-words.ts'
import type { OfficialFee, OfficialWay } from './official-record.ts'
import type { Trap } from './trap.ts'

type FeeRule = Procedure['fee']['rules'][number]

export interface GuideFee {
  readonly fee: Procedure['fee']
  readonly traps: readonly Trap[]
}

const free =
  /^(không|không có|không thu|không mất phí|không thu phí|không thu phí, lệ phí|miễn phí|miễn lệ phí|0 đồng)\.?$/iu
const provincial = /hội đồng nhân dân|hđnd|nghị quyết của tỉnh/iu
const longestNote = 240

/** `known`: an amount; `unknown`: somebody knows it; `silent`: nothing is said. */
type Reading =
  | { readonly kind: 'known'; readonly amountVnd: number; readonly note: string | undefined }
  | { readonly kind: 'unknown'; readonly isProvincial: boolean; readonly note: string | undefined }

function readFee({ amount, currency, text }: OfficialFee, traps: Set<Trap>): Reading {
  const isProvincial = provincial.test(text ?? '')
  if (currency !== undefined && !isVietnameseMoney(currency)) {
    traps.add('fee-foreign-currency')
    const money = amount === undefined ? '' : moneyWords(amount, currency)
    return { kind: 'unknown', isProvincial, note: [money, text].filter(Boolean).join('. ') }
  }
  if ((amount === undefined || amount === 0) && free.test(text ?? '')) {
    return { kind: 'known', amountVnd: 0, note: undefined }
  }
  if (amount === undefined || amount === 0) {
    traps.add(amount === 0 ? 'fee-zero-unexplained' : 'fee-in-words')
    return { kind: 'unknown', isProvincial, note: text }
  }
  if (!Number.isInteger(amount)) return { kind: 'unknown', isProvincial, note: text ?? String(amount) }
  return { kind: 'known', amountVnd: amount, note: text }
}

/** One rule for one channel: the amount where there is one only, else what the record says. */
function ruleOf(fees: readonly OfficialFee[], traps: Set<Trap>): FeeRule {
  const unique = [
    ...new Map(fees.map((fee) => [JSON.stringify([fee.amount, fee.currency, fee.text]), fee])).values(),
  ]
  const read = unique.map((fee) => readFee(fee, traps))
  const [only] = read
  if (only === undefined) return {}
  if (read.length > 1) {
    traps.add('fees-differ')
    const isProvincial = read.every((each) => each.kind === 'unknown' && each.isProvincial)
    const words = unique.map((fee) => feeWords(fee)).join('; ')
    return { ...(isProvincial ? { setBy: 'province' } : {}), ...noteOf(words), confirm: true }
  }
  if (only.kind === 'known') return { amountVnd: only.amountVnd, ...noteOf(only.note), confirm: true }
  return { ...(only.isProvincial ? { setBy: 'province' } : {}), ...noteOf(only.note), confirm: true }
}

function noteOf(words: string | undefined): Pick<FeeRule, 'note'> {
  if (words === undefined || words === '') return {}
  const line = words.replaceAll('\n', ' ')
  return { note: line.length <= longestNote ? inVietnamese(line) : guideWords.feeInText }
}

/** A fee in the record's words: the amount first, then what it is for. */
export function feeWords({ amount, currency, text, document }: OfficialFee): string {
  const money = amount === undefined || amount === 0 ? [] : [moneyWords(amount, currency)]
  const words = [
    ...money,
    ...(text === undefined ? [] : [text]),
    ...(document === undefined ? [] : [document]),
  ]
  return words.join(': ').replaceAll('\n', ' ')
}

export function guideFee(ways: readonly OfficialWay[]): GuideFee {
  const traps = new Set<Trap>()
  const channels = new Set(ways.flatMap(({ channel }) => channel ?? []))
  const ofChannel = (channel: OfficialWay['channel']) =>
    ruleOf(
      ways.filter((way) => way.channel === channel || way.channel === undefined).flatMap(({ fees }) => fees),
      traps,
    )
  const rules = [...channels].map((channel) => ({ channel, rule: ofChannel(channel) }))
  const kinds = new Set(rules.map(({ rule }) => JSON.stringify(rule)))
  const [first] = rules
  const same = kinds.size === 1 ? first?.rule : channels.size === 0 ? ofChannel(undefined) : undefined
  const written = same === undefined ? rules.map(({ channel, rule }) => ({ channel, ...rule })) : [same]
  return {
    // An empty rule says nothing: without any, the fee is unknown.
    fee: { rules: written.filter((rule) => Object.keys(rule).length > 0), exemptions: [], confirm: true },
    traps: [...traps],
  }
}
