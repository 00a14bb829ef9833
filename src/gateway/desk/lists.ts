/** `GET /api/desk/dossiers` and `/board`: what the unit has to do, and how punctual it is. */
import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import { type Board, type DossierList, listView } from '../../contract/desk-lists.ts'
import { uuid } from '../../contract/envelope.ts'
import { dueTimes } from '../../domain/dossier/due-times.ts'
import { parseOfficialNumber } from '../../domain/dossier/official-number.ts'
import { may } from '../../domain/people/permissions.ts'
import { parseReceiptCode } from '../../domain/receipt/receipt-code.ts'
import { addDays } from '../../domain/time/civil-day.ts'
import { vietnamInstant } from '../../domain/time/vietnam-time.ts'
import type { GatewayContext } from '../context.ts'
import { parseRequest, sendProblem } from '../problem-reply.ts'
import type { Cursor } from '../storage/dossier-lists.ts'
import type { Staff } from '../storage/staff.ts'
import { summaryOf } from './dossier-summary.ts'
import { scopeOf } from './scope.ts'
import { forStaff } from './session.ts'

const pageSize = 50
const searchLength = 100

/** `<due date>~<id>`; the date is empty for a row without one. */
const cursor = v.pipe(
  v.string(),
  v.regex(/^[0-9TZ:.-]{0,30}~[0-9a-f-]{36}$/),
  v.transform((text): Cursor => {
    const [dueAt = '', id = ''] = text.split('~')
    return { dueAt: dueAt === '' ? null : dueAt, id }
  }),
  v.object({ dueAt: v.nullable(v.string()), id: uuid }),
)

const listQuery = v.object({
  view: v.optional(listView, 'all'),
  officer: v.optional(v.pipe(v.string(), v.maxLength(80))),
  procedure: v.optional(v.pipe(v.string(), v.maxLength(40))),
  after: v.optional(cursor),
})
const searchRequest = v.object({
  ...listQuery.entries,
  search: v.pipe(v.string(), v.maxLength(searchLength)),
})

const day = v.pipe(v.string(), v.isoDate())
const boardQuery = v.object({ from: day, until: day })

export function listRoutes(app: FastifyInstance, context: GatewayContext): void {
  const { storage, catalogue, now } = context

  async function list(
    staff: Staff,
    { view, officer, procedure, after, search }: v.InferOutput<typeof searchRequest>,
  ): Promise<DossierList> {
    const times = dueTimes(now().toISOString(), catalogue.calendar)
    const scope = await scopeOf(context, staff)
    const rows = await storage.lists.list(scope, {
      view,
      officer: view === 'mine' ? staff.username : (officer ?? null),
      procedure: procedure ?? null,
      search: wholeCode(search) ?? search,
      now: times,
      after: after ?? null,
      limit: pageSize + 1,
    })
    const counts = await storage.lists.counts(scope, times)
    const page = rows.slice(0, pageSize)
    const last = page.at(-1)
    const officers = new Set(page.flatMap(({ officer: username }) => username ?? []))
    return {
      dossiers: page.map(summaryOf),
      names: await storage.handlers.peopleNames([...officers]),
      next: rows.length > pageSize && last !== undefined ? `${last.due_at ?? ''}~${last.id}` : null,
      counts: {
        ...counts,
        quarantined: may(staff.role, 'read-quarantine') ? counts.quarantined : 0,
      },
      now: times.now,
    }
  }

  app.get(
    '/dossiers',
    forStaff(context, 'list-dossiers', async (staff, request, reply) => {
      const query = parseRequest(listQuery, request.query)
      if (!query.ok) return sendProblem(reply, 'request-malformed', query.details)
      return list(staff, { ...query.value, search: '' })
    }),
  )

  // What is searched for is a person's name as a rule: it has no place in an address.
  app.post(
    '/dossiers/search',
    forStaff(context, 'list-dossiers', async (staff, request, reply) => {
      const wanted = parseRequest(searchRequest, request.body)
      if (!wanted.ok) return sendProblem(reply, 'request-malformed', wanted.details)
      return list(staff, wanted.value)
    }),
  )

  app.get(
    '/board',
    forStaff(context, 'read-board', async (staff, request, reply) => {
      const query = parseRequest(boardQuery, request.query)
      if (!query.ok) return sendProblem(reply, 'request-malformed', query.details)
      const times = dueTimes(now().toISOString(), catalogue.calendar)
      const scope = await scopeOf(context, staff)
      // Whoever reads the board works in a unit or above units (permissions), never in a team.
      const units = 'units' in scope ? scope.units : [staff.unit]
      const loads = await storage.lists.loads(units, times)
      const named = loads.map(async ({ officer, ...load }) => ({
        ...load,
        officer,
        name: officer === null ? null : ((await storage.staff.find(officer))?.name ?? null),
      }))
      const from = vietnamInstant(query.value.from, 0)
      const until = vietnamInstant(addDays(query.value.until, 1), 0)
      return {
        loads: await Promise.all(named),
        finished: await storage.lists.punctuality(units, from, until),
      } satisfies Board
    }),
  )
}

/** A code or number as it is written, however it was typed; null for anything else. */
function wholeCode(typed: string): string | null {
  const receipt = parseReceiptCode(typed)
  if (receipt.ok) return receipt.code
  const official = parseOfficialNumber(typed)
  return official.ok ? official.number : null
}
