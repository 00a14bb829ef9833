/** Citizens' feedback: every change, its event and the device's notice are one transaction, as with dossiers. */
import { type Selectable, sql, type Transaction } from 'kysely'
import type { FeedbackView } from '../../contract/feedback.ts'
import { sha256 } from '../../vault/encoding.ts'
import { canonicalBytes } from '../../vault/signature.ts'
import { textOf } from '../../vault/text.ts'
import { nextChange } from './dossier-history.ts'
import { type Engine, inTransaction } from './engine.ts'
import type { FeedbackTable } from './tables/service.ts'
import type { Tables } from './tables.ts'

export type Feedback = Selectable<FeedbackTable>

/** What the gateway knows when it arrives. */
export type NewFeedback = Omit<
  Feedback,
  | 'duplicate_of'
  | 'state'
  | 'officer'
  | 'excluded'
  | 'reply'
  | 'replied_at'
  | 'question'
  | 'publication'
  | 'published_at'
  | 'paused_at'
  | 'closed_at'
  | 'is_content'
  | 'content_removed_at'
  | 'files_removed_at'
  | 'revision'
>

/** A decision on one revision. */
export interface FeedbackTransition {
  readonly feedback: string
  readonly revision: number
  readonly type: string
  readonly at: string
  /** User name, device or `citizen`. */
  readonly by: string
  /** Why, in the words of whoever decided. */
  readonly note: string | null
  readonly changes: Partial<Feedback>
}

export interface FeedbackChange {
  readonly sequence: number
  readonly feedback: Feedback
}

/** The same text within this time is marked as said before. */
const duplicateWithinMs = 30 * 86_400_000
const listLimit = 500

export function feedbackStore(engine: Engine) {
  const { database } = engine
  return {
    /** Opens an envelope's feedback; opening twice leaves one. */
    async open(feedback: NewFeedback): Promise<void> {
      const isNew = await inTransaction(engine, async (transaction) => {
        const claimed = await transaction
          .updateTable('envelopes')
          .where('id', '=', feedback.envelope)
          .where('state', '=', 'stored')
          .set({ state: 'opened' })
          .executeTakeFirst()
        if (claimed.numUpdatedRows === 0n) return false
        await transaction
          .insertInto('feedback')
          .values({
            ...feedback,
            duplicate_of: await earlierCode(transaction, feedback),
            state: 'received',
            officer: null,
            excluded: '[]',
            reply: null,
            replied_at: null,
            question: null,
            publication: null,
            published_at: null,
            paused_at: null,
            closed_at: null,
            is_content: null,
            content_removed_at: null,
            files_removed_at: null,
            revision: 1,
          })
          .execute()
        await appendFeedbackEvent(transaction, {
          feedback: feedback.id,
          type: 'arrive',
          at: feedback.arrived_at,
          by: feedback.device,
          note: null,
          changes: {},
        })
        await noteFeedbackChange(transaction, feedback.device, feedback.id)
        return true
      })
      if (isNew) await engine.news.tell([feedback.handler_unit])
    },

    /** @returns false when it is no longer at that revision; then nothing has changed. */
    async change(transition: FeedbackTransition): Promise<boolean> {
      const units = await inTransaction(engine, async (transaction) => {
        const before = await transaction
          .selectFrom('feedback')
          .select('handler_unit')
          .where('id', '=', transition.feedback)
          .executeTakeFirst()
        // Locks the row, and with it its chain of events.
        const changed = await transaction
          .updateTable('feedback')
          .where('id', '=', transition.feedback)
          .where('revision', '=', transition.revision)
          .set({ ...transition.changes, revision: transition.revision + 1 })
          .returning(['device', 'handler_unit'])
          .executeTakeFirst()
        if (before === undefined || changed === undefined) return null
        await appendFeedbackEvent(transaction, transition)
        await noteFeedbackChange(transaction, changed.device, transition.feedback)
        return [...new Set([before.handler_unit, changed.handler_unit])]
      })
      if (units !== null) await engine.news.tell(units)
      return units !== null
    },

    async find(id: string): Promise<Feedback | undefined> {
      return database.selectFrom('feedback').selectAll().where('id', '=', id).executeTakeFirst()
    },

    async findByCode(receiptCode: string): Promise<Feedback | undefined> {
      return database
        .selectFrom('feedback')
        .selectAll()
        .where('receipt_code', '=', receiptCode)
        .orderBy('arrived_at')
        .executeTakeFirst()
    },

    /** Of one unit: open ones with what is due first, the others with the newest first. */
    async list(unit: string, view: FeedbackView): Promise<Feedback[]> {
      const query = database
        .selectFrom('feedback')
        .selectAll()
        .where('handler_unit', '=', unit)
        .limit(listLimit)
      if (view === 'open') {
        const rows = await query.where('closed_at', 'is', null).orderBy('arrived_at').execute()
        const due = ({ step_due_at, due_at }: Feedback) => step_due_at ?? due_at ?? '9'
        return rows.toSorted((a, b) => (due(a) < due(b) ? -1 : due(a) > due(b) ? 1 : 0))
      }
      return query
        .where('closed_at', 'is not', null)
        .where('state', view === 'spam' ? '=' : '!=', 'spam')
        .orderBy('closed_at', 'desc')
        .execute()
    },

    async events(feedback: string) {
      return database
        .selectFrom('feedback_events')
        .selectAll()
        .where('feedback', '=', feedback)
        .orderBy('number')
        .execute()
    },

    async parts({ envelope }: Pick<Feedback, 'envelope'>) {
      return database
        .selectFrom('parts')
        .select(['sha256', 'media_type as mediaType', 'arrived_at as arrivedAt'])
        .where('envelope', '=', envelope)
        .execute()
    },

    /** What a device has not heard yet, in the order of commit. */
    async changes(device: string, cursor: number, limit: number): Promise<FeedbackChange[]> {
      const rows = await database
        .selectFrom('feedback_changes')
        .innerJoin('feedback', 'feedback.id', 'feedback_changes.feedback')
        .selectAll('feedback')
        .select('feedback_changes.sequence')
        .where('feedback_changes.device', '=', device)
        .where('feedback_changes.sequence', '>', cursor)
        .orderBy('feedback_changes.sequence')
        .limit(limit)
        .execute()
      return rows.map(({ sequence, ...feedback }) => ({ sequence, feedback }))
    },

    /** Of one unit, newest first. */
    async published(unit: string, limit: number): Promise<Feedback[]> {
      return database
        .selectFrom('feedback')
        .selectAll()
        .where('handler_unit', '=', unit)
        .where('published_at', 'is not', null)
        .orderBy('published_at', 'desc')
        .limit(limit)
        .execute()
    },

    /**
     * For the index: of what arrived on these days (both included) and is no spam. What is neither answered nor late
     * counts nowhere yet.
     * @param units at least one
     */
    async counts(
      period: { readonly units: readonly string[]; readonly from: string; readonly until: string },
      asOf: string,
      by: 'nothing' | 'units' | 'months',
    ): Promise<PetitionCounts[]> {
      const key = {
        nothing: sql<string | null>`null`,
        units: sql<string | null>`unit`,
        months: sql<string | null>`substr(arrived_day, 1, 7)`,
      }[by]
      const inTime = sql`closed_at is not null and (due_at is null or closed_at <= due_at)`
      // While the citizen is waited for, the clock stands still.
      const late = sql`due_at < ${asOf} and paused_at is null`
      const { rows } = await sql<
        Record<'decided' | 'inTime' | 'rated' | 'content', number> & { key: string | null }
      >`
        select key,
          count(*) filter (where closed_at is not null or ${late}) as decided,
          count(*) filter (where ${inTime}) as ${sql.ref('inTime')},
          count(is_content) as rated,
          count(*) filter (where is_content = 1) as content
        from (
          select ${key} as key, closed_at, due_at, paused_at, is_content from feedback
          where unit in (${sql.join(period.units)}) and arrived_day between ${period.from} and ${period.until}
            and state != 'spam'
        ) as counted group by key`.execute(database)
      return rows.map(({ key: group, decided, inTime: intime, rated, content }) => ({
        unit: by === 'units' ? group : null,
        month: by === 'months' ? group : null,
        decided: Number(decided),
        inTime: Number(intime),
        rated: Number(rated),
        content: Number(content),
      }))
    },
  }
}

async function earlierCode(
  transaction: Transaction<Tables>,
  { unit, handler_unit: handler, body_digest: digest, arrived_at: arrivedAt }: NewFeedback,
): Promise<string | null> {
  if (digest === null) return null
  const since = new Date(Date.parse(arrivedAt) - duplicateWithinMs).toISOString()
  const earlier = await transaction
    .selectFrom('feedback')
    .select('receipt_code')
    .where('unit', '=', unit)
    // What another unit was told about this one's leaders is not theirs to know.
    .where('handler_unit', '=', handler)
    .where('body_digest', '=', digest)
    .where('arrived_at', '>=', since)
    .orderBy('arrived_at')
    .executeTakeFirst()
  return earlier?.receipt_code ?? null
}

/** Its row is locked before, so that the chain has no forks. */
async function appendFeedbackEvent(
  transaction: Transaction<Tables>,
  { feedback, type, at, by, note, changes }: Omit<FeedbackTransition, 'revision'>,
): Promise<void> {
  const last = await transaction
    .selectFrom('feedback_events')
    .select(['number', 'digest'])
    .where('feedback', '=', feedback)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  const number = (last?.number ?? 0) + 1
  const previous = last?.digest ?? null
  const event = { feedback, number, type, at, by, note, data: { changes }, previous }
  await transaction
    .insertInto('feedback_events')
    .values({
      ...event,
      data: textOf(canonicalBytes(event.data)),
      digest: await sha256(canonicalBytes(event)),
    })
    .execute()
}

async function noteFeedbackChange(
  transaction: Transaction<Tables>,
  device: string,
  feedback: string,
): Promise<void> {
  const sequence = await nextChange(transaction, device)
  await transaction.insertInto('feedback_changes').values({ device, sequence, feedback }).execute()
}

export interface PetitionCounts {
  readonly unit: string | null
  /** `YYYY-MM`; null when not counted by months. */
  readonly month: string | null
  /** Answered or refused, or late without. */
  readonly decided: number
  readonly inTime: number
  readonly rated: number
  readonly content: number
}
