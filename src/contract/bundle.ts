/**
 * Carried by hand: sealed envelopes, their parts and the gateway's signed answers in one file (README "Bundle").
 * A bundle is a ustar archive with these records, each named by its content:
 *
 *     motcua.json                        the manifest, first
 *     <envelope id>/envelope-<digest>.json   the signed envelope
 *     <envelope id>/part-<digest>            a sealed part
 *     <envelope id>/answer-<digest>.json     a signed acknowledgement, on its way home
 *
 * The digest is the SHA-256 of the record's bytes, base64url. It tells damage from a whole record without any key;
 * against intent stand the signatures and the seal of what is inside.
 */
import * as v from 'valibot'
import { acknowledgement, outcome } from './acknowledgement.ts'
import { instant, uuidV7 } from './envelope.ts'

/** Raised when a reader of the version before could no longer take what it knows out of the file. */
export const bundleVersion = 1
export const bundleMediaType = 'application/x-tar'
/** What the desk's door takes in one file. */
export const bundleLimitBytes = 2_000_000_000
export const bundleItemsLimit = 20_000

export const manifestName = 'motcua.json'

/** Not signed: it names what should be there, and decides nothing else. */
export const bundleManifest = v.object({
  product: v.literal('motcua'),
  kind: v.literal('bundle'),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  createdAt: instant,
  /** Of the gateway that the envelopes are sealed to: another one could neither open nor answer them. */
  gateway: v.pipe(v.string(), v.maxLength(80)),
  /** Envelopes in the file, so that what a cut took away can be named. */
  envelopes: v.pipe(v.array(uuidV7), v.maxLength(bundleItemsLimit)),
  /** Envelopes that the file brings an answer for. */
  answers: v.pipe(v.array(uuidV7), v.maxLength(bundleItemsLimit)),
})
export type BundleManifest = v.InferOutput<typeof bundleManifest>

export const recordKinds = ['envelope', 'part', 'answer'] as const
export type RecordKind = (typeof recordKinds)[number]

/** Largest content of each kind, in bytes; what claims to be larger is none of ours. */
export const recordLimitBytes = {
  manifest: 2_000_000,
  envelope: 1_000_000,
  part: 20_000_000,
  answer: 20_000,
} as const satisfies Record<RecordKind | 'manifest', number>

export interface RecordName {
  readonly kind: RecordKind
  /** Of the envelope. */
  readonly id: string
  readonly sha256: string
}

export function recordName({ kind, id, sha256 }: RecordName): string {
  return `${id}/${kind}-${sha256}${kind === 'part' ? '' : '.json'}`
}

const recordPattern = /^([^/]+)\/(envelope|part|answer)-([A-Za-z0-9_-]{43})(\.json)?$/

/** Null for a name that this version does not know. */
export function parseRecordName(name: string): RecordName | null {
  const [, id, word, sha256, ending] = recordPattern.exec(name) ?? []
  const kind = recordKinds.find((candidate) => candidate === word)
  if (kind === undefined || sha256 === undefined || !v.is(uuidV7, id)) return null
  return (ending === undefined) === (kind === 'part') ? { kind, id, sha256 } : null
}

/** Why an envelope of a bundle was not taken in. */
export const bundleProblem = v.picklist([
  /** The file ends before it does. */
  'cut-off',
  /** Its bytes are not those that were written. */
  'damaged',
  /** The envelope is whole, one of its parts is not there. */
  'parts-missing',
  'version-unsupported',
  /** Sealed to the gateway of another province. */
  'other-gateway',
  /** The gateway's signed word; its code is in the acknowledgement. */
  'rejected',
  'retry-later',
  /** The gateway's disk is full: hand the file in again when there is room. */
  'server-full',
])
export type BundleProblem = v.InferOutput<typeof bundleProblem>

/** `POST /api/desk/bundles` (body: the file) is answered with this. */
export const bundleReport = v.object({
  items: v.array(
    v.object({
      id: uuidV7,
      /** As on the citizen's slip. */
      receiptCode: v.string(),
      outcome: v.nullable(outcome),
      problem: v.nullable(bundleProblem),
      /** The gateway's reason for `rejected`. */
      detail: v.nullable(v.string()),
    }),
  ),
  /** Final answers, to take home. */
  acknowledgements: v.array(acknowledgement),
  gateway: v.string(),
  /** Nothing may be missing in the list above only if the file was whole. */
  isWhole: v.boolean(),
})
export type BundleReport = v.InferOutput<typeof bundleReport>
