/**
 * What people answered, as sums. An answer leaves no row of its own: it adds one to what is there, and whose step it was
 * is noted elsewhere, without it. What held both, the sealed envelope, is emptied in the same transaction.
 *
 * Whoever looks at the sums before and after somebody at the counter answers would see what it was. So a unit's running
 * month is told by ten people at a time; once it is over, all of it.
 */
import { sql, type Transaction } from 'kysely'
import { smallestSample } from '../../domain/survey/sample.ts'
import {
  type SurveyAnswers,
  type SurveyQuestion,
  type SurveyStep,
  surveyQuestions,
} from '../../domain/survey/scale.ts'
import { type Engine, inTransaction } from './engine.ts'
import type { Tables } from './tables.ts'

export interface SurveyAnswer {
  readonly unit: string
  /** `YYYY-MM` */
  readonly month: string
  readonly procedure: string | null
  readonly step: SurveyStep
  readonly answers: SurveyAnswers
  /** Of a dossier's step, which counts once; null where no dossier is known. */
  readonly mark: string | null
}

/** Whole months, both included, `YYYY-MM`. */
export interface SurveyedMonths {
  /** At least one. */
  readonly units: readonly string[]
  readonly from: string
  readonly until: string
  /** The month that goes on, `YYYY-MM`. */
  readonly running: string
}

const keys = { nothing: [], units: ['unit'], months: ['month'], procedures: ['procedure'] } as const

export interface SurveySum {
  /** Code of the unit or procedure (empty for none), or `YYYY-MM`; empty for the whole. */
  readonly key: string
  readonly step: SurveyStep
  readonly question: SurveyQuestion
  readonly face: number
  /** All. */
  readonly count: number
  /** Of these, what may be looked at. */
  readonly told: number
}

export function surveyStore(engine: Engine) {
  const { database } = engine
  return {
    /** Counts an answer that came without an envelope. A step that was answered before changes nothing. */
    async add(answer: SurveyAnswer): Promise<void> {
      await inTransaction(engine, (transaction) => addOnce(transaction, answer))
    },

    /**
     * Counts what was inside an envelope and empties it; one that is open already changes nothing. Its id, digest and
     * place in the numbering stay: delivered again it is still a duplicate.
     */
    async open(envelope: string, answer: SurveyAnswer): Promise<void> {
      await inTransaction(engine, async (transaction) => {
        const claimed = await transaction
          .updateTable('envelopes')
          .where('id', '=', envelope)
          .where('state', '=', 'stored')
          .set({ state: 'opened', body: '' })
          .executeTakeFirst()
        if (claimed.numUpdatedRows > 0n) await addOnce(transaction, answer)
      })
    },

    /** In no order; what nobody chose is not there. */
    async sums({ units, from, until, running }: SurveyedMonths, by: keyof typeof keys): Promise<SurveySum[]> {
      const [column] = keys[by]
      const rows = await database
        .selectFrom('survey_counts')
        .select(['step', 'question', 'face'])
        .select(({ fn, eb, ref }) => [
          fn.sum<number>('count').as('sum'),
          fn
            .sum<number>(
              eb.case().when('month', '<', monthNumber(running)).then(ref('count')).else(ref('told')).end(),
            )
            .as('toldSum'),
        ])
        .$if(column !== undefined, (query) => query.select(sql.ref<string | number>(column ?? '').as('key')))
        .where('unit', 'in', units)
        .where('month', '>=', monthNumber(from))
        .where('month', '<=', monthNumber(until))
        .groupBy(['step', 'question', 'face'])
        .$if(column !== undefined, (query) => query.groupBy(sql.ref(column ?? '')))
        .execute()
      return rows.map(({ step, question, face, sum: count, toldSum, key = '' }) => ({
        key: typeof key === 'number' ? monthText(key) : key,
        step,
        question,
        face,
        count: Number(count),
        told: Number(toldSum),
      }))
    },
  }
}

async function addOnce(transaction: Transaction<Tables>, answer: SurveyAnswer): Promise<void> {
  const { unit, month, procedure, step, answers, mark } = answer
  if (mark !== null) {
    const marked = await transaction
      .insertInto('survey_marks')
      .values({ mark })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (marked.numInsertedOrUpdatedRows === 0n) return
  }
  const rows = surveyQuestions.flatMap((question) => {
    const face = answers[question]
    return face === undefined
      ? []
      : [
          {
            unit,
            month: monthNumber(month),
            procedure: procedure ?? '',
            step,
            question,
            face,
            count: 1,
            told: 0,
          },
        ]
  })
  await transaction
    .insertInto('survey_counts')
    // In one order everywhere, so that two answers never wait for each other in a circle.
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['unit', 'month', 'procedure', 'step', 'question', 'face'])
        .doUpdateSet((eb) => ({ count: eb('survey_counts.count', '+', 1) })),
    )
    .execute()
  await tellByTens(transaction, unit, monthNumber(month))
}

async function tellByTens(transaction: Transaction<Tables>, unit: string, month: number): Promise<void> {
  const { untold } = await transaction
    .selectFrom('survey_counts')
    .select(({ fn, eb }) => fn.sum<number>(eb('count', '-', eb.ref('told'))).as('untold'))
    .where('unit', '=', unit)
    .where('month', '=', month)
    .where('question', '=', 'overall')
    .executeTakeFirstOrThrow()
  if (Number(untold) < smallestSample) return
  await transaction
    .updateTable('survey_counts')
    .where('unit', '=', unit)
    .where('month', '=', month)
    .set(({ ref }) => ({ told: ref('count') }))
    .execute()
}

function monthNumber(month: string): number {
  return Number(month.replace('-', ''))
}

function monthText(month: number): string {
  return `${Math.floor(month / 100)}-${String(month % 100).padStart(2, '0')}`
}
