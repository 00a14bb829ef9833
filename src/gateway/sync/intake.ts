/** Judges what a device hands over, entry by entry: one bad envelope never stops its neighbours. */
import * as v from 'valibot'
import type { Outcome, UnsignedAcknowledgement } from '../../contract/acknowledgement.ts'
import { publicKey } from '../../contract/enrolment.ts'
import { contractVersion, type Envelope, envelope, partsLimitBytes, uuidV7 } from '../../contract/envelope.ts'
import type { ProblemCode } from '../../contract/problem.ts'
import { sha256 } from '../../vault/encoding.ts'
import { isEnvelopeSignedBy } from '../../vault/envelope.ts'
import { canonicalBytes, importPublicKey } from '../../vault/signature.ts'
import { textOf } from '../../vault/text.ts'
import type { GatewayContext } from '../context.ts'
import type { NewEnvelope, Storing } from '../storage/envelopes.ts'

/** An acknowledgement without what is the same in all. */
type Answer = Omit<UnsignedAcknowledgement, 'version' | 'keyId'>

export interface Intake {
  /** One for each entry whose id can be read; the others cannot be answered for and are left out. */
  readonly answers: readonly Answer[]
  readonly stored: readonly NewEnvelope[]
  /** Devices whose signature was right. */
  readonly devices: readonly string[]
  readonly receivedAt: string
}

type Judgement =
  | { readonly verdict: 'unreadable' }
  | {
      readonly verdict: 'refused'
      readonly id: string
      readonly digest: string
      readonly problem: ProblemCode
    }
  | { readonly verdict: 'acceptable'; readonly entry: NewEnvelope }

const identified = v.looseObject({ id: uuidV7, version: v.optional(v.unknown()) })
/** Asks for patience when the database does not take an envelope now. */
const retryAfterSeconds = 30

/** Everything acceptable is durably stored when this returns. */
export async function takeIn(
  context: GatewayContext,
  entries: readonly unknown[],
  onStorageFault: (error: unknown) => void,
): Promise<Intake> {
  const receivedAt = context.now().toISOString()
  const judge = judgeWith(context)
  const judgements: Judgement[] = []
  for (const entry of entries) judgements.push(await judge(entry))

  const acceptable = judgements.flatMap((judgement) =>
    judgement.verdict === 'acceptable' ? [judgement.entry] : [],
  )
  const storings = await storeAll(context, acceptable, receivedAt, onStorageFault)
  const answers: Answer[] = []
  for (const judgement of judgements) {
    if (judgement.verdict === 'refused')
      answers.push(refusal(judgement.id, judgement.digest, judgement.problem))
    if (judgement.verdict === 'acceptable')
      answers.push(answerFor(judgement.entry, storings.get(judgement.entry)))
  }
  return {
    answers,
    stored: acceptable.filter((entry) => {
      const storing = storings.get(entry)
      return storing?.ok === true && storing.outcome === 'stored'
    }),
    devices: [...new Set(acceptable.map((entry) => entry.envelope.device))],
    receivedAt,
  }
}

function judgeWith({ storage }: GatewayContext): (entry: unknown) => Promise<Judgement> {
  const senders = new Map<string, Promise<Sender>>()

  async function find(id: string): Promise<Sender> {
    const device = await storage.devices.find(id)
    if (device === undefined) return { problem: 'device-unknown' }
    if (device.revoked_at !== null) return { problem: 'device-revoked' }
    const key = await importPublicKey(v.parse(publicKey, JSON.parse(device.public_key)))
    return { problem: null, key, unit: device.unit }
  }

  return async (entry) => {
    const named = v.safeParse(identified, entry)
    if (!named.success) return { verdict: 'unreadable' }
    const bytes = canonicalBytes(named.output)
    const digest = await sha256(bytes)
    const refuse = (problem: ProblemCode): Judgement => ({
      verdict: 'refused',
      id: named.output.id,
      digest,
      problem,
    })
    const parsed = v.safeParse(envelope, entry)
    if (!parsed.success) {
      const isOtherVersion = named.output.version !== contractVersion
      return refuse(isOtherVersion ? 'version-unsupported' : 'envelope-malformed')
    }
    const { device } = parsed.output
    const sender = senders.get(device) ?? find(device)
    senders.set(device, sender)
    const problem = await fault(parsed.output, await sender)
    if (problem !== null) return refuse(problem)
    return { verdict: 'acceptable', entry: { envelope: parsed.output, digest, body: textOf(bytes) } }
  }
}

type Sender =
  | { readonly problem: 'device-unknown' | 'device-revoked' }
  | { readonly problem: null; readonly key: CryptoKey; readonly unit: string }

async function fault(submitted: Envelope, sender: Sender): Promise<ProblemCode | null> {
  if (sender.problem !== null) return sender.problem
  if (!(await isEnvelopeSignedBy(sender.key, submitted))) return 'signature-invalid'
  if (submitted.unit !== sender.unit) return 'unit-mismatch'
  const bytes = submitted.parts.reduce((sum, part) => sum + part.bytes, 0)
  return bytes > partsLimitBytes ? 'parts-too-large' : null
}

/** In one transaction; when that fails, each alone, so that only the one at fault goes without. */
async function storeAll(
  { storage }: GatewayContext,
  entries: readonly NewEnvelope[],
  receivedAt: string,
  onStorageFault: (error: unknown) => void,
): Promise<ReadonlyMap<NewEnvelope, Storing>> {
  const storings = new Map<NewEnvelope, Storing>()
  const store = async (batch: readonly NewEnvelope[]): Promise<void> => {
    const results = await storage.envelopes.store(batch, receivedAt)
    for (const [index, entry] of batch.entries()) {
      const storing = results[index]
      if (storing !== undefined) storings.set(entry, storing)
    }
  }
  if (entries.length === 0) return storings
  try {
    await store(entries)
  } catch (error) {
    // Whatever it is (full disk, lost database, one impossible row), the devices keep theirs and ask again.
    onStorageFault(error)
    for (const entry of entries) {
      try {
        await store([entry])
      } catch (single) {
        onStorageFault(single)
      }
    }
  }
  return storings
}

function answerFor({ envelope: submitted, digest }: NewEnvelope, storing: Storing | undefined): Answer {
  const answer = { id: submitted.id, digest, missingParts: [], problem: null, retryAfterSeconds: null }
  if (storing === undefined) return { ...answer, outcome: 'retry-later', receivedAt: null, retryAfterSeconds }
  if (!storing.ok) return refusal(submitted.id, digest, storing.problem)
  const { receivedAt, missingParts } = storing
  const outcome: Outcome = missingParts.length > 0 ? 'awaiting-parts' : storing.outcome
  return { ...answer, outcome, receivedAt, missingParts: [...missingParts] }
}

function refusal(id: string, digest: string, problem: ProblemCode): Answer {
  return {
    id,
    outcome: 'rejected',
    digest,
    receivedAt: null,
    missingParts: [],
    problem,
    retryAfterSeconds: null,
  }
}
