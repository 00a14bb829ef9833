/** `/api/desk/dossiers/:id`: one dossier with its answers and papers, and what is decided on it. */
import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import type { DossierDetail } from '../../contract/desk.ts'
import { dossierAction } from '../../contract/dossier-action.ts'
import { sha256Digest, uuid } from '../../contract/envelope.ts'
import { answers, filedPaper } from '../../contract/payload.ts'
import type { GatewayContext } from '../context.ts'
import { parseRequest, sendProblem } from '../problem-reply.ts'
import type { Dossier, DossierEvent } from '../storage/dossiers.ts'
import type { Staff } from '../storage/staff.ts'
import { assistedByOf } from './assisted-by.ts'
import { act } from './dossier-actions.ts'
import { summaryOf } from './dossier-summary.ts'
import { ownDossier } from './own-dossier.ts'
import { sendPaper } from './paper.ts'
import { forStaff } from './session.ts'
import { stepDuesOf } from './step-shares.ts'

/** Events of an earlier version say nothing beside their changes. */
const eventData = v.object({ details: v.optional(v.record(v.string(), v.unknown()), {}) })
const namedInDetails = v.object({
  officer: v.optional(v.string()),
  to: v.optional(v.object({ unit: v.optional(v.string()) })),
})
const partParameters = v.object({ id: uuid, sha256: sha256Digest })

export function dossierRoutes(app: FastifyInstance, context: GatewayContext): void {
  const { storage } = context

  /** The dossier with its content, once it is written down who is about to see it and in which state. */
  async function read(staff: Staff, dossier: Dossier): Promise<DossierDetail> {
    const events = await storage.dossiers.events(dossier.id)
    const last = events.at(-1)
    await context.audit.record({
      unit: dossier.unit,
      who: staff.username,
      action: 'read-dossier',
      subject: dossier.id,
      detail: { event: last?.number ?? 0, digest: last?.digest ?? '' },
    })
    return detailOf(context, dossier, events)
  }

  app.get(
    '/dossiers/:id',
    forStaff(context, 'read-dossier', async (staff, request, reply) => {
      const dossier = await ownDossier(context, staff, request.params)
      return dossier === undefined ? sendProblem(reply, 'not-found') : read(staff, dossier)
    }),
  )

  app.get(
    '/dossiers/:id/parts/:sha256',
    forStaff(context, 'read-dossier', async (staff, request, reply) => {
      const wanted = v.safeParse(partParameters, request.params)
      const dossier = wanted.success ? await ownDossier(context, staff, request.params) : undefined
      if (!wanted.success || dossier === undefined) return sendProblem(reply, 'not-found')
      return sendPaper(context, staff, dossier, wanted.output.sha256, reply)
    }),
  )

  app.post(
    '/dossiers/:id/events',
    forStaff(context, 'read-dossier', async (staff, request, reply) => {
      const action = parseRequest(dossierAction, request.body)
      if (!action.ok) return sendProblem(reply, 'request-malformed', action.details)
      const dossier = await ownDossier(context, staff, request.params)
      if (dossier === undefined) return sendProblem(reply, 'not-found')
      const acted = await act(context, staff, dossier, action.value)
      return acted.ok ? read(staff, acted.dossier) : sendProblem(reply, acted.problem)
    }),
  )
}

async function detailOf(
  { storage }: GatewayContext,
  dossier: Dossier,
  events: readonly DossierEvent[],
): Promise<DossierDetail> {
  const parts = await storage.dossiers.parts(dossier)
  const { name, createdAt, clockOffsetMs } = await storage.dossiers.origin(dossier)
  const told = events.map(({ type, at, by, note, data }) => ({
    type,
    at,
    by,
    note,
    details: v.parse(eventData, JSON.parse(data)).details,
  }))
  return {
    summary: summaryOf({
      ...dossier,
      partsExpected: parts.length,
      partsPresent: parts.filter((part) => part.arrivedAt !== null).length,
      portalNumber: (await storage.portalDossiers.find(dossier.id))?.number ?? null,
    }),
    form: { name: dossier.form_name, version: dossier.form_version },
    answers: v.parse(answers, JSON.parse(dossier.answers)),
    papers: v.parse(v.array(filedPaper), JSON.parse(dossier.papers)),
    assistedBy: assistedByOf(dossier),
    doubts: v.parse(v.array(v.string()), JSON.parse(dossier.doubts)),
    dueReason: dossier.due_reason,
    stepDues: stepDuesOf(dossier),
    device: { name, createdAt, clockOffsetMs },
    unit: dossier.unit,
    handlerUnit: dossier.handler_unit,
    supplements: dossier.supplements,
    supplementUntil: dossier.supplement_until,
    extensions: dossier.extensions,
    returnWay: dossier.return_way,
    contentRemovedAt: dossier.content_removed_at,
    events: told,
    names: await namesIn(storage, dossier, told),
  }
}

/** Whoever and whatever unit the dossier or its events name. */
async function namesIn(
  { handlers }: GatewayContext['storage'],
  dossier: Dossier,
  events: DossierDetail['events'],
): Promise<DossierDetail['names']> {
  const people = new Set(events.map(({ by }) => by))
  const units = new Set([dossier.unit, dossier.handler_unit])
  if (dossier.officer !== null) people.add(dossier.officer)
  for (const { details } of events) {
    const named = v.parse(namedInDetails, details)
    if (named.officer !== undefined) people.add(named.officer)
    if (named.to?.unit !== undefined) units.add(named.to.unit)
  }
  return {
    people: await handlers.peopleNames([...people]),
    units: await handlers.unitNames([...units]),
  }
}
