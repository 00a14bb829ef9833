/** Judges what a device hands over, entry by entry: one bad envelope never stops its neighbours. */
import { hash } from 'node:crypto'
import * as v from 'valibot'
import type { Outcome, UnsignedAcknowledgement } from '../../contract/acknowledgement.ts'
import { contractVersion, type Envelope, envelope, partsLimitBytes, uuidV7 } from '../../contract/envelope.ts'
import type { ProblemCode } from '../../contract/problem.ts'
import { canonicalText } from '../../vault/signature.ts'
import type { NewEnvelope, StoredEnvelope, Storing } from '../storage/envelopes.ts'
import type { GroupCommit } from './group-commit.ts'
import type { Sender, Senders } from './senders.ts'
import { isSignedBy, signedBytes } from './signatures.ts'

/** An acknowledgement without what is the same in all. */
type Answer = Omit<UnsignedAcknowledgement, 'version' | 'keyId'>

export interface Intake {
  /** One for each entry whose id can be read; the others cannot be answered for and are left out. */
  readonly answers: readonly Answer[]
  /** Those that were not here before. */
  readonly stored: readonly StoredEnvelope[]
  /** Devices whose signature was right. */
  readonly devices: readonly string[]
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
  { senders, commits }: { readonly senders: Senders; readonly commits: GroupCommit },
  entries: readonly unknown[],
): Promise<Intake> {
  const judgements = await Promise.all(entries.map((entry) => judge(senders, entry)))
  const acceptable = judgements.flatMap((judgement) =>
    judgement.verdict === 'acceptable' ? [judgement.entry] : [],
  )
  const storings = new Map(
    (await commits.store(acceptable)).map((storing, index) => [acceptable[index], storing]),
  )
  const answers = judgements.flatMap((judgement): Answer[] => {
    if (judgement.verdict === 'unreadable') return []
    if (judgement.verdict === 'refused') return [refusal(judgement.id, judgement.digest, judgement.problem)]
    return [answerFor(judgement.entry, storings.get(judgement.entry))]
  })
  return {
    answers,
    stored: acceptable.flatMap((entry) => {
      const storing = storings.get(entry)
      if (storing?.ok !== true || storing.outcome !== 'stored') return []
      return [{ id: entry.envelope.id, body: entry.body, receivedAt: storing.receivedAt }]
    }),
    devices: [...new Set(acceptable.map((entry) => entry.envelope.device))],
  }
}

async function judge(senders: Senders, entry: unknown): Promise<Judgement> {
  const named = v.safeParse(identified, entry)
  if (!named.success) return { verdict: 'unreadable' }
  const body = textOfEntry(named.output)
  if (body === null) return { verdict: 'unreadable' }
  const digest = hash('sha256', body, 'base64url')
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
  const problem = await fault(parsed.output, body, await senders.find(parsed.output.device))
  if (problem !== null) return refuse(problem)
  return { verdict: 'acceptable', entry: { envelope: parsed.output, digest, body } }
}

/** Null for what has no canonical form and so no digest to answer for: no device of ours can have signed it. */
function textOfEntry(entry: object): string | null {
  try {
    return canonicalText(entry)
  } catch {
    // RFC 8785 knows no infinite numbers (1e999) and no halves of surrogate pairs; it throws for nothing else.
    return null
  }
}

/** @param body the canonical text, signature included. */
async function fault(submitted: Envelope, body: string, sender: Sender): Promise<ProblemCode | null> {
  if (sender.problem !== null) return sender.problem
  const { signature } = submitted
  if (!(await isSignedBy(sender.key, signedBytes(body, signature), signature))) return 'signature-invalid'
  if (submitted.unit !== sender.unit) return 'unit-mismatch'
  const bytes = submitted.parts.reduce((sum, part) => sum + part.bytes, 0)
  return bytes > partsLimitBytes ? 'parts-too-large' : null
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
