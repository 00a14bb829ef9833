/** `/api/desk/dossiers/:id/documents`: electronic documents, made from photos or uploaded, never overwritten. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import * as v from 'valibot'
import {
  type DossierDocument,
  type DossierDocuments,
  documentFromPhotos,
  documentHeader,
  documentLimitBytes,
  documentMediaType,
  documentUpload,
  dossierDocument,
  pdfSignature,
} from '../../contract/documents.ts'
import { uuid } from '../../contract/envelope.ts'
import { tarOf } from '../archive/bag-place.ts'
import { dossierBag } from '../archive/dossier-bag.ts'
import type { GatewayContext } from '../context.ts'
import { type Adding, addFromPhotos, addUpload, NoDocument, whyNotAdd } from '../documents/add.ts'
import { sendDocument } from '../documents/send.ts'
import { isDiskFull } from '../files/disk-full.ts'
import { isCutOff, TooLarge } from '../limited-body.ts'
import { parseRequest, sendProblem } from '../problem-reply.ts'
import type { StoredDocument } from '../storage/documents.ts'
import type { Dossier } from '../storage/dossiers.ts'
import type { Staff } from '../storage/staff.ts'
import { ownDossier } from './own-dossier.ts'
import { noteReading } from './read-note.ts'
import { forStaff } from './session.ts'

/** At a time: each is in memory as a whole while it is looked into. */
const atOnceLimit = 2
const retryAfterSeconds = 15

const documentParameters = v.object({
  id: uuid,
  number: v.pipe(v.string(), v.regex(/^[1-9]\d{0,6}$/), v.transform(Number)),
})

export function documentRoutes(app: FastifyInstance, context: GatewayContext): void {
  let atOnce = 0
  // Left in the socket until it is known who sends it.
  app.addContentTypeParser(
    [...documentMediaType.options, 'application/octet-stream'],
    (_request, _payload, done) => done(null),
  )

  app.get(
    '/dossiers/:id/documents',
    forStaff(context, 'read-dossier', async (staff, request, reply) => {
      const dossier = await ownDossier(context, staff, request.params)
      if (dossier === undefined) return sendProblem(reply, 'not-found')
      await noteReading(context, staff, dossier, 'read-documents')
      return documentsOf(context, dossier.id)
    }),
  )

  app.get(
    '/dossiers/:id/documents/:number/content',
    forStaff(context, 'read-dossier', async (staff, request, reply) => {
      const wanted = v.safeParse(documentParameters, request.params)
      const dossier = wanted.success ? await ownDossier(context, staff, request.params) : undefined
      if (!wanted.success || dossier === undefined) return sendProblem(reply, 'not-found')
      const document = await context.storage.documents.find(dossier.id, wanted.output.number)
      if (document === undefined) return sendProblem(reply, 'not-found')
      if (dossier.content_removed_at !== null) return sendProblem(reply, 'content-removed')
      await noteReading(context, staff, dossier, 'read-paper', { document: document.number })
      return sendDocument(context, document, reply)
    }),
  )

  app.get(
    '/dossiers/:id/archive',
    forStaff(context, 'read-dossier', async (staff, request, reply) => {
      const dossier = await ownDossier(context, staff, request.params)
      if (dossier === undefined) return sendProblem(reply, 'not-found')
      if (dossier.content_removed_at !== null) return sendProblem(reply, 'content-removed')
      const bag = await dossierBag(context, dossier.id)
      if (bag === undefined) return sendProblem(reply, 'not-found')
      await noteReading(context, staff, dossier, 'export-archive')
      return reply
        .type('application/x-tar')
        .header('content-disposition', `attachment; filename="${bag.name}.tar"`)
        .send(tarOf(bag.name, bag.files))
    }),
  )

  /** Two at a time, whatever they are made of. */
  async function taken(
    staff: Staff,
    reply: FastifyReply,
    dossier: Dossier,
    add: () => Promise<Adding>,
  ): Promise<unknown> {
    if (atOnce >= atOnceLimit)
      return sendProblem(
        reply.header('retry-after', retryAfterSeconds).header('connection', 'close'),
        'unavailable',
      )
    atOnce += 1
    try {
      const added = await add()
      if (!added.ok) return sendProblem(reply, added.problem)
      await noteReading(context, staff, dossier, 'read-documents')
      return await documentsOf(context, dossier.id)
    } catch (error) {
      const closing = reply.header('connection', 'close')
      if (error instanceof NoDocument) return sendProblem(closing, 'document-type-refused')
      if (error instanceof TooLarge) return sendProblem(closing, 'payload-too-large')
      if (isDiskFull(error)) return sendProblem(closing, 'server-full')
      if (isCutOff(error)) return sendProblem(closing, 'request-malformed', { detail: 'half a file' })
      throw error
    } finally {
      atOnce -= 1
    }
  }

  app.post(
    '/dossiers/:id/documents',
    forStaff(context, 'read-dossier', async (staff, request, reply) => {
      const dossier = await ownDossier(context, staff, request.params)
      if (dossier === undefined) return sendProblem(reply, 'not-found')
      const body = parseRequest(documentFromPhotos, request.body)
      if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
      const why = whyNotAdd(staff, dossier, 'component')
      if (why !== undefined) return sendProblem(reply, why)
      return taken(staff, reply, dossier, () => addFromPhotos(context, staff, dossier, body.value))
    }),
  )

  app.post(
    '/dossiers/:id/documents/upload',
    forStaff(context, 'read-dossier', async (staff, request, reply) => {
      const closing = reply.header('connection', 'close')
      const dossier = await ownDossier(context, staff, request.params)
      if (dossier === undefined) return sendProblem(closing, 'not-found')
      const described = parseRequest(documentUpload, describedIn(request.headers[documentHeader]))
      if (!described.ok) return sendProblem(closing, 'request-malformed', described.details)
      const why = whyNotAdd(staff, dossier, described.value.kind)
      if (why !== undefined) return sendProblem(closing, why)
      if (Number(request.headers['content-length'] ?? 0) > documentLimitBytes)
        return sendProblem(closing, 'payload-too-large')
      reply.removeHeader('connection')
      // Not ended with the upload: who is refused half-way must still hear why.
      const body = request.raw.iterator({ destroyOnReturn: false })
      return taken(staff, reply, dossier, () => addUpload(context, staff, dossier, described.value, body))
    }),
  )
}

/** Null for what is no base64url of JSON. */
function describedIn(header: string | string[] | undefined): unknown {
  try {
    return JSON.parse(Buffer.from(String(header), 'base64url').toString('utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** Of one dossier in the order they were added, without their bytes. */
export async function documentsOf(
  { storage }: Pick<GatewayContext, 'storage'>,
  dossier: string,
): Promise<DossierDocuments> {
  return { documents: (await storage.documents.all(dossier)).map(documentOf) }
}

function documentOf(stored: StoredDocument): DossierDocument {
  return {
    number: stored.number,
    kind: stored.kind,
    component: stored.component,
    name: stored.name,
    documentNumber: stored.document_number,
    issuer: stored.issuer,
    issuedOn: stored.issued_on,
    isReusable: stored.is_reusable === 1,
    mediaType: stored.media_type,
    sha256: stored.sha256,
    bytes: stored.bytes,
    pages: stored.pages,
    source: v.parse(dossierDocument.entries.source, JSON.parse(stored.source)),
    signatures: v.parse(v.array(pdfSignature), JSON.parse(stored.signatures)),
    createdAt: stored.created_at,
    createdBy: stored.created_by,
    replacedBy: stored.replaced_by,
  }
}
