/**
 * Filing: the draft, of a dossier, of papers for one or of feedback, becomes a sealed, signed envelope in the outbox, in one strict transaction. Only after it may
 * the screen say "đã lưu" (DESIGN G1, G2, G3). Loads the sealing code, so the first screen must not import this.
 */
import type { PartReference } from '../contract/envelope.ts'
import type { FeedbackPayload } from '../contract/feedback.ts'
import type { SubmissionPayload, SupplementPayload } from '../contract/payload.ts'
import type { Answers } from '../domain/form/definition.ts'
import { receiptCodeOf } from '../domain/receipt/receipt-code.ts'
import { vietnamDay } from '../domain/time/vietnam-time.ts'
import { sealPayload } from '../vault/payload.ts'
import { atEndOfChain, chainTables, isStill, type Place, placed, type Unplaced } from './chain.ts'
import { type DeviceRow, database, type ReceiptRow } from './database.ts'
import { wakeDelivery } from './delivery/wake.ts'
import { type DraftPhoto, listDraftPhotos, type PhotoRead, readDraftPhoto } from './draft-photos.ts'
import { type AnyDraft, ensureEnvelopeId, readDraft } from './drafts.ts'
import { readDeviceRow } from './identity.ts'
import { feedbackPayloadOf, type SealedPage, submissionPayloadOf, supplementPayloadOf } from './payloads.ts'
import { hasRoomFor } from './persistence.ts'
import { type Receipt, receiptQrText, withoutSession } from './receipts.ts'
import { partBytesRow, partId, sealedReference, sealPhoto } from './sealed-photos.ts'
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
  /** Where the citizen wants to be told how it goes; absent when not asked for. */
  readonly contact?: SubmissionPayload['contact'] | undefined
}

export type Submitted = Filed<never>

/**
 * Files the session's declaration with its photos and ends the session. A second tap, or a second tab, gets the same
 * receipt. On any problem draft and session are as they were.
 */
export function submit({ session, now, ...submission }: Submission): Promise<Submitted> {
  const { answersToSend, consent, language, contact } = submission
  return fileDraft({
    session,
    now,
    contentOf(draft, pages) {
      if (draft.kind !== undefined) return { ok: false, problem: 'draft-missing' }
      const facts = {
        answers: answersToSend(draft.answers),
        consent,
        language,
        contact,
        filedOn: vietnamDay(now.getTime()),
      }
      return { ok: true, kind: 'submission', payload: submissionPayloadOf(draft, pages, facts) }
    },
  })
}

export type SupplementSubmitted = Filed<'photos-missing'>

/** Files the session's papers for a dossier of before, in the same way. Without a photo there is nothing to file. */
export function submitSupplement({
  session,
  consent,
  language,
  now,
}: Omit<Submission, 'answersToSend' | 'contact'>): Promise<SupplementSubmitted> {
  return fileDraft({
    session,
    now,
    contentOf(draft, pages) {
      if (draft.kind !== 'supplement') return { ok: false, problem: 'draft-missing' }
      if (pages.length === 0) return { ok: false, problem: 'photos-missing' }
      const facts = { consent, language, filedOn: vietnamDay(now.getTime()) }
      return { ok: true, kind: 'supplement', payload: supplementPayloadOf(draft, pages, facts) }
    },
  })
}

export type FeedbackSubmitted = Filed<'feedback-incomplete'>

/** Files what the session's person tells the unit. Nothing said, or nothing chosen, is not filed. */
export function submitFeedback({
  session,
  consent,
  language,
  now,
}: Omit<Submission, 'answersToSend' | 'contact'>): Promise<FeedbackSubmitted> {
  return fileDraft({
    session,
    now,
    contentOf(draft, pages) {
      if (draft.kind !== 'feedback') return { ok: false, problem: 'draft-missing' }
      const facts = { consent, language, filedOn: vietnamDay(now.getTime()) }
      const payload = feedbackPayloadOf(draft, pages, facts)
      if (payload === null) return { ok: false, problem: 'feedback-incomplete' }
      return { ok: true, kind: 'feedback', payload }
    },
  })
}

type Content<Problem> =
  | { readonly ok: true; readonly kind: 'submission'; readonly payload: SubmissionPayload }
  | { readonly ok: true; readonly kind: 'supplement'; readonly payload: SupplementPayload }
  | { readonly ok: true; readonly kind: 'feedback'; readonly payload: FeedbackPayload }
  | { readonly ok: false; readonly problem: Problem | 'draft-missing' }

interface Filing<Problem> {
  readonly session: Session
  readonly now: Date
  /** @param pages in the order taken */
  readonly contentOf: (draft: AnyDraft, pages: readonly SealedPage[]) => Content<Problem>
}

type Filed<Problem> =
  | { readonly ok: true; readonly receipt: Receipt }
  /** `practice`: the session is over and nothing was filed, as it should be. */
  | {
      readonly ok: false
      readonly problem: Problem | 'practice' | 'not-enrolled' | 'draft-missing' | StorageProblem
    }

async function fileDraft<Problem>(filing: Filing<Problem>): Promise<Filed<Problem>> {
  const filed = await navigator.locks.request('motcua-enqueue', () => attempt(() => enqueue(filing)))
  if (!filed.ok) return filed
  if (filed.value.ok) {
    leaveSession()
    wakeDelivery('enqueued')
  } else if (filed.value.problem === 'practice') leaveSession()
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

async function enqueue<Problem>(filing: Filing<Problem>): Promise<Filed<Problem>> {
  const { session, now } = filing
  // None of these needs another's answer: the person waits for the slowest, not for all in turn.
  const [filed, begun, device, read, photos] = await Promise.all([
    database.receipts.get({ session: session.id }),
    database.sessions.get(session.id),
    readDeviceRow(),
    readDraft(session),
    listDraftPhotos(session),
  ])
  if (filed !== undefined) return { ok: true, receipt: withoutSession(filed) }
  if (begun?.isPractice) {
    await destroySession(session.id)
    return { ok: false, problem: 'practice' }
  }
  if (device === undefined) return { ok: false, problem: 'not-enrolled' }
  if (!read.ok) return { ok: false, problem: missing(read.problem) }
  const given =
    read.envelopeId === null
      ? await ensureEnvelopeId(session)
      : { ok: true as const, envelopeId: read.envelopeId }
  if (!given.ok) return { ok: false, problem: missing(given.problem) }
  const { recipients } = device.gateway
  const unsealed = photos.filter((photo) => sealedReference(photo, recipients) === null)
  if (!(await hasRoomFor(unsealed.reduce((sum, { bytes }) => sum + bytes, 0))))
    return { ok: false, problem: 'storage-full' }
  const sealing = await sealPhotos(session, given.envelopeId, photos, recipients)
  if (!sealing.ok) return { ok: false, problem: missing(sealing.problem) }
  const { parts, pages } = sealing

  const content = filing.contentOf(read.draft, pages)
  if (!content.ok) return content
  const unplaced: Unplaced = {
    version: 1,
    id: given.envelopeId,
    device: device.id,
    kind: content.kind,
    createdAt: now.toISOString(),
    unit: device.unit.code,
    sealed: await sealPayload(content.payload, recipients),
    parts: [...parts.values()].map(({ reference }) => reference),
  }
  const receipt = await receiptOf(device, session, unplaced, read.draft)

  const committed = await atEndOfChain(device, unplaced, (place) =>
    commit({ ...place, revision: read.revision, parts, receipt }),
  )
  if (committed === 'draft-changed') return enqueue(filing)
  return committed === 'not-enrolled'
    ? { ok: false, problem: committed }
    : { ok: true, receipt: withoutSession(receipt) }
}

interface FiledPart {
  readonly reference: PartReference
  /** Null for those that are where the outbox looks for them. */
  readonly sealed: Uint8Array<ArrayBuffer> | null
}

type SealedPhotos =
  | {
      readonly ok: true
      readonly parts: ReadonlyMap<string, FiledPart>
      readonly pages: readonly SealedPage[]
    }
  | { readonly ok: false; readonly problem: Extract<PhotoRead, { ok: false }>['problem'] }

/** Those that were sealed when they were taken, and now what was not. */
async function sealPhotos(
  session: Session,
  envelope: string,
  photos: readonly DraftPhoto[],
  recipients: readonly string[],
): Promise<SealedPhotos> {
  const there = new Set(await database.outboxPartBytes.where({ envelope }).primaryKeys())
  const parts = new Map<string, FiledPart>()
  const pages: SealedPage[] = []
  for (const photo of photos) {
    const { id, component, position, mediaType, info } = photo
    const reference = sealedReference(photo, recipients)
    let part: FiledPart
    if (reference !== null && there.has(partId(envelope, reference.sha256)))
      part = { reference, sealed: null }
    else {
      const plain = await readDraftPhoto(session, id)
      if (!plain.ok) return plain
      part = await sealPhoto(plain.bytes, mediaType, recipients)
    }
    parts.set(id, part)
    const seconds = typeof info.seconds === 'number' ? info.seconds : null
    pages.push({ photo: id, component, position, seconds, sha256: part.reference.sha256 })
  }
  return { ok: true, parts, pages }
}

interface Commit extends Place {
  /** Of the draft that was sealed. */
  readonly revision: number
  /** Photos that were sealed, by photo id. */
  readonly parts: ReadonlyMap<string, FiledPart>
  readonly receipt: ReceiptRow
}

/** The one transaction that makes a draft a filed dossier. */
function commit({ head, envelope, digest, revision, parts, receipt }: Commit) {
  const { device, outboxParts, outboxPartBytes, receipts, drafts, draftPhotos } = database
  const tables = [...chainTables, outboxParts, outboxPartBytes, receipts, ...sessionTables]
  return database.transaction('rw', tables, async () => {
    const [current, draft, photos, sealedBefore] = await Promise.all([
      device.get(1),
      drafts.get(receipt.session),
      draftPhotos.where({ session: receipt.session }).primaryKeys(),
      outboxPartBytes.where({ envelope: envelope.id }).primaryKeys(),
    ])
    if (!isStill(current, head)) return 'head-moved' as const
    // Another tab saved once more while we sealed: what the citizen sees is what must be filed.
    if (draft?.revision !== revision) return 'draft-changed' as const
    if (photos.length !== parts.size || !photos.every((id) => parts.has(id))) return 'draft-changed' as const

    const filed = new Set(envelope.parts.map((part) => partId(envelope.id, part.sha256)))
    const sealedInVain = sealedBefore.filter((id) => !filed.has(id))
    // All asked for at once: they are carried out in this order, and one round trip less each is felt on a phone.
    // The number first; none of these may wait for a reading or for a transaction within.
    await Promise.all([
      ...placed(current, { envelope, digest }, receipt.procedure),
      ...[...parts.values()].flatMap(({ reference, sealed }) => {
        const { sha256: digestOfPart, bytes } = reference
        const part = { id: partId(envelope.id, digestOfPart), envelope: envelope.id }
        const noted = outboxParts.add({
          ...part,
          sha256: digestOfPart,
          bytes,
          state: 'unsent',
          uploadUrl: null,
        })
        if (sealed === null) return [noted]
        return [noted, outboxPartBytes.add(partBytesRow(envelope.id, { reference, sealed }))]
      }),
      outboxPartBytes.bulkDelete(sealedInVain),
      receipts.add(receipt),
    ])
    await destroySession(receipt.session, true)
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
    ...(draft.kind === 'feedback' ? { feedback: null } : {}),
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

function missing(
  problem: StorageProblem | 'draft-missing' | 'session-ended' | 'photo-missing',
): 'draft-missing' | StorageProblem {
  return problem === 'storage-full' || problem === 'storage-unavailable' ? problem : 'draft-missing'
}
