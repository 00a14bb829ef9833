/** `GET /api/desk/dossiers` and `GET /api/desk/board`: what there is to do, and how it goes. */
import * as v from 'valibot'
import { dossierSummary } from './desk.ts'

/** `new`, `supplemented`, `awaiting-citizen`, `to-hand-over`, `closed` and `all`: of what the unit received; the others: of what it works on. */
export const listView = v.picklist([
  'new',
  'supplemented',
  'open',
  'late',
  'step-late',
  'due-today',
  'due-soon',
  'mine',
  'unassigned',
  'awaiting-citizen',
  'to-hand-over',
  'closed',
  'all',
])
export type ListView = v.InferOutput<typeof listView>

const count = v.number()

export const deskCounts = v.object({
  fresh: count,
  supplemented: count,
  late: count,
  /** In time as a whole, with a step that is over its own. */
  stepLate: v.optional(count, 0),
  dueToday: count,
  dueSoon: count,
  open: count,
  toHandOver: count,
  quarantined: count,
})
export type DeskCounts = v.InferOutput<typeof deskCounts>

/** `GET …/dossiers?view=&officer=&procedure=&after=`, and `POST …/dossiers/search` with `search` beside; 50 a page. */
export const dossierList = v.object({
  dossiers: v.array(dossierSummary),
  /** Names of the officers by their user names; older gateways give none. */
  names: v.optional(v.record(v.string(), v.string()), {}),
  /** To be given as `after`; null on the last page. */
  next: v.nullable(v.string()),
  counts: deskCounts,
  /** The gateway's clock when it looked: what is late is late by this. */
  now: v.string(),
})
export type DossierList = v.InferOutput<typeof dossierList>

/** `GET /api/desk/board?from=&until=`, days as `YYYY-MM-DD`. */
export const board = v.object({
  loads: v.array(
    v.object({
      /** Null for what nobody has been given. */
      officer: v.nullable(v.string()),
      name: v.nullable(v.string()),
      open: count,
      late: count,
      stepLate: v.optional(count, 0),
      dueToday: count,
    }),
  ),
  finished: v.object({ early: count, onTime: count, late: count, withoutDate: count }),
})
export type Board = v.InferOutput<typeof board>
