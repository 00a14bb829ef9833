/**
 * What leaves the desk about one dossier: `prints`, written down before the printer is asked, and `exports`,
 * everything that is held about it, for the person concerned.
 */
import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import { type DossierExport, exportRequest, printNote } from '../../contract/audit.ts'
import { answers, filedPaper } from '../../contract/payload.ts'
import type { GatewayContext } from '../context.ts'
import { parseRequest, sendProblem } from '../problem-reply.ts'
import type { Dossier } from '../storage/dossiers.ts'
import type { Staff } from '../storage/staff.ts'
import { assistedByOf } from './assisted-by.ts'
import { documentsOf } from './documents.ts'
import { ownDossier } from './own-dossier.ts'
import { forStaff } from './session.ts'

export function disclosureRoutes(app: FastifyInstance, context: GatewayContext): void {
  const { audit } = context

  app.post(
    '/dossiers/:id/prints',
    forStaff(context, 'read-dossier', async (staff, request, reply) => {
      const dossier = await ownDossier(context, staff, request.params)
      if (dossier === undefined) return sendProblem(reply, 'not-found')
      const note = parseRequest(printNote, request.body)
      if (!note.ok) return sendProblem(reply, 'request-malformed', note.details)
      await audit.record({
        unit: dossier.unit,
        who: staff.username,
        action: 'print-dossier',
        subject: dossier.id,
        detail: note.value,
      })
      return reply.code(204).send()
    }),
  )

  app.post(
    '/dossiers/:id/exports',
    forStaff(context, 'read-dossier', async (staff, request, reply) => {
      const dossier = await ownDossier(context, staff, request.params)
      if (dossier === undefined) return sendProblem(reply, 'not-found')
      const wanted = parseRequest(exportRequest, request.body)
      if (!wanted.ok) return sendProblem(reply, 'request-malformed', wanted.details)
      await audit.record({
        unit: dossier.unit,
        who: staff.username,
        action: 'export-dossier',
        subject: dossier.id,
        detail: wanted.value,
      })
      return exportOf(context, staff, dossier)
    }),
  )
}

async function exportOf(context: GatewayContext, staff: Staff, dossier: Dossier): Promise<DossierExport> {
  const { storage, now } = context
  const unit = await storage.units.find(dossier.unit)
  const { name, createdAt } = await storage.dossiers.origin(dossier)
  const events = await storage.dossiers.events(dossier.id)
  const access = await storage.audit.ofDossier(dossier.id, dossier.unit)
  return {
    kind: 'motcua-dossier-export',
    version: 1,
    madeAt: now().toISOString(),
    madeBy: staff.username,
    unit: { code: dossier.unit, name: unit?.name ?? dossier.unit },
    dossier: {
      id: dossier.id,
      receiptCode: dossier.receipt_code,
      officialNumber: dossier.official_number,
      procedure: dossier.procedure,
      form: { name: dossier.form_name, version: dossier.form_version },
      state: dossier.state,
      applicantName: dossier.applicant_name,
      applicantLastFour: dossier.applicant_last_four,
      subjectName: dossier.subject_name,
      language: dossier.language,
      filedOn: dossier.filed_on,
      arrivedAt: dossier.arrived_at,
      receivedAt: dossier.received_at,
      dueAt: dossier.due_at,
      contentRemovedAt: dossier.content_removed_at,
    },
    device: { name, createdAt },
    answers: v.parse(answers, JSON.parse(dossier.answers)),
    papers: v.parse(v.array(filedPaper), JSON.parse(dossier.papers)),
    assistedBy: assistedByOf(dossier),
    files: await storage.dossiers.parts(dossier),
    documents: (await documentsOf(context, dossier.id)).documents,
    doubts: v.parse(v.array(v.string()), JSON.parse(dossier.doubts)),
    events: events.map(({ number, type, at, by, note, data }) => ({
      number,
      type,
      at,
      by,
      note,
      data: JSON.parse(data),
    })),
    access: access.map(({ at, who, staffName, deviceName, action }) => ({
      at,
      who,
      whoName: staffName ?? deviceName,
      action,
    })),
  }
}
