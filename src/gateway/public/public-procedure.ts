/** A procedure as it is made known at one unit: every case in words, nothing left out for want of an answer. */
import { loadProvincialRules, mountainStatusOf, provincialFeesOf } from '../../catalogue/provincial-rules.ts'
import type { Procedure } from '../../catalogue/schema.ts'
import type { PublicProcedure, PublicProcedureSummary } from '../../contract/public.ts'
import { withProvincialFees } from '../../domain/guidance/fee.ts'
import { isCivilDay } from '../../domain/time/civil-day.ts'
import type { Unit } from '../storage/units.ts'
import { conditionText } from './condition-text.ts'
import { procedurePath } from './paths.ts'
import { isHandMade } from './published.ts'

/** The day on which what is shown changed last: by its publisher, or by our own check where that came later. */
export function changedOn({ official, record, verifiedOn }: Procedure): string {
  const published = [official?.updatedOn, record.updated].filter(
    (day) => day !== undefined && isCivilDay(day),
  )
  // Made by machine, it was checked by nobody: the day on which it was taken says nothing.
  const own = official?.guide === 'from-record' && published.length > 0 ? [] : [verifiedOn]
  return [...published, ...own].toSorted().at(-1) ?? verifiedOn
}

/** @param base of the gateway, with slashes at both ends. */
export function publicSummary(procedure: Procedure, unit: Unit, base: string): PublicProcedureSummary {
  const { code, name, plainName, field, level } = procedure
  return {
    code,
    name,
    plainName,
    field,
    level,
    changedOn: changedOn(procedure),
    origin: isHandMade(procedure) ? 'hand-made' : 'official-record',
    page: procedurePath(base, unit.code, code),
  }
}

export async function publicProcedureOf(
  procedure: Procedure,
  unit: Unit,
  base: string,
): Promise<PublicProcedure> {
  const { cases = [], timeLimit, official } = procedure
  const rules = await loadProvincialRules(unit.province)
  const fee = withProvincialFees(procedure.fee, provincialFeesOf(rules, procedure.code))
  const { mountainExtension, variants = [], ...usual } = timeLimit
  const limits = [...variants, { ...usual, when: undefined }]
  return {
    ...publicSummary(procedure, unit, base),
    unit: { code: unit.code, name: unit.name },
    publishedBy: procedure.publishedBy ?? null,
    decision: procedure.record.decision ?? null,
    channels: procedure.channels,
    who: procedure.who,
    where: [
      ...(procedure.whereVariants ?? []).map(({ text, when }) => ({
        text,
        when: conditionText(when, cases),
      })),
      { text: procedure.where, when: null },
    ],
    result: procedure.result,
    timeLimits: limits.map(({ value, unit: countedIn, sameDay, when, note, cutOff }) => ({
      value: value ?? null,
      unit: countedIn,
      sameDay: sameDay ?? false,
      when: conditionText(when, cases),
      note: note ?? null,
      cutOff: cutOff ?? null,
    })),
    mountainExtension:
      mountainExtension === undefined
        ? null
        : { ...mountainExtension, holdsHere: mountainStatusOf(rules, unit.commune) === 'mountain' },
    fees: fee.rules.map((rule) => ({
      amountVnd: rule.amountVnd ?? null,
      per: rule.per ?? 'case',
      channel: rule.channel ?? null,
      when: conditionText(rule.when, cases),
      isSetByProvince: rule.setBy === 'province',
      from: rule.from ?? null,
      until: rule.until ?? null,
      note: rule.note ?? null,
      source: rule.source ?? null,
    })),
    exemptions: fee.exemptions.map(({ ground, name, percent, until }) => ({
      ground,
      name,
      percent: percent ?? 100,
      until: until ?? null,
    })),
    papers: procedure.components.map((paper) => ({
      name: paper.name,
      originals: paper.originals,
      copies: paper.copies,
      handling: paper.handling,
      when: paper.condition ?? conditionText(paper.appliesWhen, cases),
      note: paper.note ?? null,
      form: paper.formCode ?? null,
    })),
    notes: procedure.notes,
    legalBasis: procedure.legalBasis,
    supersedes: procedure.supersedes ?? [],
    sources: procedure.sources,
    isToBeConfirmed:
      procedure.confidence !== 'high' ||
      procedure.possiblyOutdated ||
      timeLimit.confirm === true ||
      procedure.fee.confirm === true,
    official:
      official === undefined
        ? null
        : {
            takenOn: official.takenOn,
            updatedOn: official.updatedOn ?? null,
            steps: official.steps.map(({ title, lines }) => ({ title: title ?? null, lines })),
            conditions: official.conditions,
            text: official.text,
          },
  }
}
