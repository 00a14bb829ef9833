/** Adds a document to a dossier: its content is kept sealed, looked into, and only then does the register know it. */
import { createHash } from 'node:crypto'
import type { DocumentFromPhotos, DocumentUpload, DossierDocument } from '../../contract/documents.ts'
import { documentLimitBytes } from '../../contract/documents.ts'
import type { ProblemCode } from '../../contract/problem.ts'
import { canHoldDocument, mayAddDocument } from '../../domain/dossier/documents.ts'
import { may } from '../../domain/people/permissions.ts'
import { open } from '../../vault/seal.ts'
import type { GatewayContext } from '../context.ts'
import { TooLarge } from '../limited-body.ts'
import type { Dossier } from '../storage/dossiers.ts'
import type { Staff } from '../storage/staff.ts'
import { beginningBytes, mediaTypeOf } from './media-type.ts'
import { combineApart, inspectApart } from './pdf-work.ts'

export type Adding = { readonly ok: true } | { readonly ok: false; readonly problem: ProblemCode }

type Described = Omit<DocumentUpload, 'replaces'>
interface Content {
  /** Key of the sealed file. */
  readonly file: string
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly source: DossierDocument['source']
}

export class NoDocument extends Error {}

/** Whether this person may add it now; undefined when nothing is against it. */
export function whyNotAdd(
  staff: Staff,
  dossier: Dossier,
  kind: DocumentUpload['kind'],
): 'forbidden' | 'transition-not-allowed' | 'content-removed' | undefined {
  if (!mayAddDocument(kind, (permission) => may(staff.role, permission))) return 'forbidden'
  if (!canHoldDocument(kind, dossier.stage)) return 'transition-not-allowed'
  return dossier.content_removed_at === null ? undefined : 'content-removed'
}

/**
 * What is uploaded, sealed as it comes in.
 * @throws NoDocument as soon as its beginning is that of no document; `TooLarge`; the stream's own error.
 */
export async function addUpload(
  context: GatewayContext,
  staff: Staff,
  dossier: Dossier,
  { replaces, ...described }: DocumentUpload,
  body: AsyncIterable<Uint8Array>,
): Promise<Adding> {
  const file = await context.documents.keep(checkedBody(body))
  return keepIf(context, file, async () => {
    const bytes = await context.documents.read(file)
    return register(context, staff, dossier, described, replaces ?? null, {
      file,
      bytes,
      source: { type: 'upload' },
    })
  })
}

/** One PDF from photos that have arrived. */
export async function addFromPhotos(
  context: GatewayContext,
  staff: Staff,
  dossier: Dossier,
  { pages, replaces, ...described }: DocumentFromPhotos,
): Promise<Adding> {
  const photos = await photosOf(context, dossier, pages)
  if (photos === null) return { ok: false, problem: 'pages-missing' }
  const unit = await context.storage.units.find(dossier.unit)
  const combined = await combineApart(photos, {
    title: described.name,
    documentNumber: described.documentNumber,
    issuer: described.issuer,
    issuedOn: described.issuedOn,
    scannedBy: unit?.name ?? dossier.unit,
    source: pages.map((page) => `sha256:${page}`).join(' '),
    createdAt: context.now(),
  })
  if (combined === null) return { ok: false, problem: 'document-damaged' }
  const { bytes, isArchival } = combined
  if (bytes.length > documentLimitBytes) return { ok: false, problem: 'payload-too-large' }
  const file = await context.documents.keep(onePiece(bytes))
  return keepIf(context, file, () =>
    register(context, staff, dossier, { ...described, kind: 'component' }, replaces ?? null, {
      file,
      bytes,
      source: { type: 'scan', parts: [...pages], isArchival },
    }),
  )
}

/** The file of what the register does not know is of no use to anybody. */
async function keepIf(
  { documents }: GatewayContext,
  file: string,
  work: () => Promise<Adding>,
): Promise<Adding> {
  let isKept = false
  try {
    const added = await work()
    isKept = added.ok
    return added
  } finally {
    if (!isKept) await documents.remove(file)
  }
}

async function register(
  { storage, now }: GatewayContext,
  staff: Staff,
  dossier: Dossier,
  described: Described,
  replaces: number | null,
  { file, bytes, source }: Content,
): Promise<Adding> {
  const inspection = await inspectApart(bytes)
  if (!inspection.ok) return inspection
  return storage.documents.add(
    {
      dossier: dossier.id,
      kind: described.kind,
      component: described.component,
      name: described.name,
      document_number: described.documentNumber,
      issuer: described.issuer,
      issued_on: described.issuedOn,
      is_reusable: described.isReusable ? 1 : 0,
      media_type: inspection.mediaType,
      sha256: createHash('sha256').update(bytes).digest('base64url'),
      bytes: bytes.length,
      pages: inspection.pages,
      source: JSON.stringify(source),
      signatures: JSON.stringify(inspection.signatures),
      file,
      created_at: now().toISOString(),
      created_by: staff.username,
    },
    replaces,
  )
}

/** Null when one of them is not of this dossier, or has not come yet. */
async function photosOf(
  { storage, parts, keys }: GatewayContext,
  dossier: Dossier,
  pages: readonly string[],
): Promise<Uint8Array<ArrayBuffer>[] | null> {
  const arrived = (await storage.dossiers.parts(dossier)).filter((part) => part.arrivedAt !== null)
  if (!pages.every((page) => arrived.some(({ sha256 }) => sha256 === page))) return null
  const photos: Uint8Array<ArrayBuffer>[] = []
  for (const page of pages) photos.push(await open(await parts.read(page), keys.identities))
  return photos
}

async function* onePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield bytes
}

/** Refused at its first bytes, and not after fifty megabytes; ended where it becomes too large. */
async function* checkedBody(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  let beginning: Uint8Array | null = new Uint8Array(0)
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.length
    if (bytes > documentLimitBytes) throw new TooLarge()
    if (beginning === null) {
      yield chunk
      continue
    }
    beginning = Buffer.concat([beginning, chunk])
    if (beginning.length < beginningBytes) continue
    if (mediaTypeOf(beginning) === null) throw new NoDocument()
    yield beginning
    beginning = null
  }
  if (beginning !== null) throw new NoDocument()
}
