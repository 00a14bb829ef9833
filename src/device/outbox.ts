/**
 * Filing: the draft, of a dossier or of papers for one, becomes a sealed, signed envelope in the outbox, in one strict transaction. Only after it may
 * the screen say "đã lưu" (DESIGN G1, G2, G3). Loads the sealing code, so the first screen must not import this.
 */
import type { Envelope, PartReference, UnsignedEnvelope } from '../contract/envelope.ts'
import type { SubmissionPayload, SupplementPayload } from '../contract/payload.ts'
import type { Answers } from '../domain/form/definition.ts'
import { receiptCodeOf } from '../domain/receipt/receipt-code.ts'
import { sha256 } from '../vault/encoding.ts'
import { envelopeDigest, signEnvelope } from '../vault/envelope.ts'
import { sealPayload } from '../vault/payload.ts'
import { seal } from '../vault/seal.ts'
import { type DeviceRow, database, type ReceiptRow } from './database.ts'
import { wakeDelivery } from './delivery/wake.ts'
import { listDraftPhotos, readDraftPhoto } from './draft-photos.ts'
import { type AnyDraft, ensureEnvelopeId, readDraft } from './drafts.ts'
import { readDeviceRow } from './identity.ts'
import { type SealedPage, submissionPayloadOf, supplementPayloadOf } from './payloads.ts'
import { hasRoomFor } from './persistence.ts'
import { type Receipt, receiptQrText, withoutSession } from './receipts.ts'
import { destroySession, leaveSession, type Session, sessionTables } from './session.ts'
import { attempt, type StorageProblem } from './storage-state.ts'

export interface Submission {
  readonly session: Session
  /** Of the draft's answers those to file: not those to questions that no longer apply (`domain/form/stored.ts`). */
  readonly answersToSend: (answers: Answers) => Answers
  readonly consent: SubmissionPayload['consent']
  /** BCP 47 */
  readonly language: string
  readonly now: Date
}

export type Submitted = Filed<never>

/**
 * Files the session's declaration with its photos and ends the session. A second tap, or a second tab, gets the same
 * receipt. On any problem draft and session are as they were.
 */
export function submit({ session, now, ...submission }: Submission): Promise<Submitted> {
  const { answersToSend, consent, language } = submission
  return fileDraft({
    session,
    now,
    contentOf(draft, pages) {
      if (draft.kind === 'supplement') return { ok: false, problem: 'draft-missing' }
      const facts = { answers: answersToSend(draft.answers), consent, language, filedOn: localDay(now) }
      return { ok: true, kind: 'submission', payload: submissionPayloadOf(draft, pages, facts) }
    },
  })
}

export type SupplementSubmitted = Filed<'photos-missing'>

/** Files the session's papers for a dossier of before, in the same way. Without a photo there is nothing to file. */
export function submitSupplement({
  session,
  language,
  now,
}: Pick<Submission, 'session' | 'language' | 'now'>): Promise<SupplementSubmitted> {
  return fileDraft({
    session,
    now,
    contentOf(draft, pages) {
      if (draft.kind !== 'supplement') return { ok: false, problem: 'draft-missing' }
      if (pages.length === 0) return { ok: false, problem: 'photos-missing' }
      const facts = { language, filedOn: localDay(now) }
      return { ok: true, kind: 'supplement', payload: supplementPayloadOf(draft, pages, facts) }
    },
  })
}

type Content<Problem> =
  | { readonly ok: true; readonly kind: 'submission'; readonly payload: SubmissionPayload }
  | { readonly ok: true; readonly kind: 'supplement'; readonly payload: SupplementPayload }
  | { readonly ok: false; readonly problem: Problem | 'draft-missing' }

interface Filing<Problem> {
  readonly session: Session
  readonly now: Date
  /** @param pages in the order taken */
  readonly contentOf: (draft: AnyDraft, pages: readonly SealedPage[]) => Content<Problem>
}

type Filed<Problem> =
  | { readonly ok: true; readonly receipt: Receipt }
  | { readonly ok: false; readonly problem: Problem | 'not-enrolled' | 'draft-missing' | StorageProblem }

async function fileDraft<Problem>(filing: Filing<Problem>): Promise<Filed<Problem>> {
  const filed = await navigator.locks.request('motcua-enqueue', () => attempt(() => enqueue(filing)))
  if (!filed.ok) return filed
  if (filed.value.ok) {
    leaveSession()
    wakeDelivery('enqueued')
  }
  return filed.value
}

/**
 * The receipt, when another tab has filed this session's draft or is doing so now: that tab's filing is the reason
 * why this one can no longer save. Null when the draft has not been filed.
 */
export async function receiptFiledElsewhere(session: Session): Promise<Receipt | null> {
  const filed = await navigator.locks.request('motcua-enqueue', () =>
    attempt(() => database.receipts.get({ session: session.id })),
  )
  if (!filed.ok || filed.value === undefined) return null
  leaveSession()
  return withoutSession(filed.value)
}

/** Everything of an envelope but its place in the device's chain. */
type Unplaced = Omit<UnsignedEnvelope, 'sequence' | 'previous' | 'clockOffsetMs'>

interface SealedPart {
  readonly reference: PartReference
  readonly sealed: Uint8Array<ArrayBuffer>
}

async function enqueue<Problem>(filing: Filing<Problem>): Promise<Filed<Problem>> {
  const { session, now } = filing
  const filed = await database.receipts.get({ session: session.id })
  if (filed !== undefined) return { ok: true, receipt: withoutSession(filed) }

  const device = await readDeviceRow()
  if (device === undefined) return { ok: false, problem: 'not-enrolled' }
  const read = await readDraft(session)
  if (!read.ok) return { ok: false, problem: missing(read.problem) }
  const given = await ensureEnvelopeId(session)
  if (!given.ok) return { ok: false, problem: missing(given.problem) }

  const photos = await listDraftPhotos(session)
  const photoBytes = photos.reduce((sum, photo) => sum + photo.bytes, 0)
  if (!(await hasRoomFor(photoBytes))) return { ok: false, problem: 'storage-full' }
  const parts = new Map<string, SealedPart>()
  const pages: SealedPage[] = []
  for (const photo of photos) {
    const plain = await readDraftPhoto(session, photo.id)
    if (!plain.ok) return { ok: false, problem: missing(plain.problem) }
    const sealed = await seal(plain.bytes, device.gateway.recipients)
    const reference = { sha256: await sha256(sealed), bytes: sealed.length, mediaType: photo.mediaType }
    parts.set(photo.id, { reference, sealed })
    const { id, component, position } = photo
    pages.push({ photo: id, component, position, sha256: reference.sha256 })
  }

  const content = filing.contentOf(read.draft, pages)
  if (!content.ok) return content
  const unplaced: Unplaced = {
    version: 1,
    id: given.envelopeId,
    device: device.id,
    kind: content.kind,
    createdAt: now.toISOString(),
    unit: device.unit.code,
    sealed: await sealPayload(content.payload, device.gateway.recipients),
    parts: [...parts.values()].map((part) => part.reference),
  }
  const receipt = await receiptOf(device, session, unplaced, read.draft)

  for (;;) {
    const head = await readDeviceRow()
    if (head?.id !== device.id) return { ok: false, problem: 'not-enrolled' }
    const envelope = await signEnvelope(head.signingKey, {
      ...unplaced,
      sequence: head.sequence + 1,
      clockOffsetMs: head.clockOffsetMs,
      previous: head.previous,
    })
    const committed = await commit({
      head,
      envelope,
      digest: await envelopeDigest(envelope),
      revision: read.revision,
      parts,
      receipt,
    })
    if (committed === 'head-moved') continue
    if (committed === 'draft-changed') return enqueue(filing)
    return { ok: true, receipt: withoutSession(receipt) }
  }
}

interface Commit {
  readonly head: DeviceRow
  readonly envelope: Envelope
  readonly digest: string
  /** Of the draft that was sealed. */
  readonly revision: number
  /** Photos that were sealed, by photo id. */
  readonly parts: ReadonlyMap<string, SealedPart>
  readonly receipt: ReceiptRow
}

/** The one transaction that makes a draft a filed dossier. */
function commit({ head, envelope, digest, revision, parts, receipt }: Commit) {
  const { device, outbox, outboxBodies, outboxParts, outboxPartBytes, receipts, drafts, draftPhotos } =
    database
  const tables = [device, outbox, outboxBodies, outboxParts, outboxPartBytes, receipts, ...sessionTables]
  return database.transaction('rw', tables, async () => {
    const [current, draft, photos] = await Promise.all([
      device.get(1),
      drafts.get(receipt.session),
      draftPhotos.where({ session: receipt.session }).primaryKeys(),
    ])
    if (current?.sequence !== head.sequence || current.previous !== head.previous)
      return 'head-moved' as const
    // Another tab saved once more while we sealed: what the citizen sees is what must be filed.
    if (draft?.revision !== revision) return 'draft-changed' as const
    if (photos.length !== parts.size || !photos.every((id) => parts.has(id))) return 'draft-changed' as const

    const json = JSON.stringify(envelope)
    // All asked for at once: they are carried out in this order, and one round trip less each is felt on a phone.
    // The number first; none of these may wait for a reading or for a transaction within.
    await Promise.all([
      device.put({ ...current, sequence: envelope.sequence, previous: digest }),
      outbox.add({
        id: envelope.id,
        sequence: envelope.sequence,
        procedure: receipt.procedure,
        state: 'queued',
        attempts: 0,
        nextAttemptAt: 0,
        reason: null,
        createdAt: envelope.createdAt,
        bytes: json.length,
      }),
      outboxBodies.add({ id: envelope.id, json }),
      ...[...parts.values()].flatMap(({ reference: { sha256: digestOfPart, bytes }, sealed }) => {
        const part = { id: `${envelope.id}/${digestOfPart}`, envelope: envelope.id }
        return [
          outboxParts.add({ ...part, sha256: digestOfPart, bytes, state: 'unsent', uploadUrl: null }),
          outboxPartBytes.add({ ...part, sealed }),
        ]
      }),
      receipts.add(receipt),
    ])
    await destroySession(receipt.session)
    return 'committed' as const
  })
}

async function receiptOf(
  device: DeviceRow,
  session: Session,
  { id, createdAt }: Unplaced,
  draft: AnyDraft,
): Promise<ReceiptRow> {
  const { procedure } = draft
  const supplementFor = draft.kind === 'supplement' ? draft.receiptCode : undefined
  const receiptCode = receiptCodeOf(id)
  return {
    envelopeId: id,
    session: session.id,
    receiptCode,
    procedure,
    ...(supplementFor === undefined ? {} : { supplementFor }),
    createdAt,
    qrText: await receiptQrText(device.signingKey, {
      // Whoever scans the slip of a supplement looks for its dossier.
      receiptCode: supplementFor ?? receiptCode,
      procedure,
      createdAt,
      device: device.id,
    }),
    delivery: 'queued',
    deliveredAt: null,
    reason: null,
    status: null,
  }
}

/** The day on the wall calendar where the device stands, `YYYY-MM-DD`. */
function localDay(now: Date): string {
  const month = String(now.getMonth() + 1).padStart(2, '0')
  return `${now.getFullYear()}-${month}-${String(now.getDate()).padStart(2, '0')}`
}

function missing(
  problem: StorageProblem | 'draft-missing' | 'session-ended' | 'photo-missing',
): 'draft-missing' | StorageProblem {
  return problem === 'storage-full' || problem === 'storage-unavailable' ? problem : 'draft-missing'
}
