/**
 * A signed note, outside the database, of where each unit's log ends: who removes the last entries would have to
 * alter it too, and cannot sign it. It never goes back: where the log no longer has what was signed, the note stays as
 * the evidence, and `npm run audit:verify` says so.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import type { VerificationKey } from '../../contract/enrolment.ts'
import { canonicalBytes, importPublicKey, isSignedBy, sign } from '../../vault/signature.ts'
import { replaceDurably } from '../files/durable-file.ts'
import type { Keys } from '../keys.ts'
import type { ChainHead } from '../storage/audit-chain.ts'

const content = v.strictObject({
  kind: v.literal('motcua-audit-checkpoint'),
  at: v.string(),
  keyId: v.string(),
  heads: v.array(v.strictObject({ unit: v.string(), number: v.number(), digest: v.string() })),
})
const checkpoint = v.strictObject({ ...content.entries, signature: v.string() })
export type Checkpoint = v.InferOutput<typeof content>

export type CheckpointReading =
  | { readonly ok: true; readonly checkpoint: Checkpoint | null }
  | { readonly ok: false; readonly problem: 'checkpoint-not-genuine' }

export function checkpointPath(dataDir: string): string {
  return join(dataDir, 'audit-checkpoint.json')
}

/** Null when there is none yet. */
export async function readCheckpoint(
  path: string,
  keys: readonly VerificationKey[],
): Promise<CheckpointReading> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return { ok: true, checkpoint: null }
    throw error
  }
  const parsed = v.safeParse(checkpoint, parse(text))
  if (!parsed.success) return { ok: false, problem: 'checkpoint-not-genuine' }
  const { signature, ...signed } = parsed.output
  const key = keys.find(({ keyId }) => keyId === signed.keyId)
  const isGenuine =
    key !== undefined &&
    (await isSignedBy(await importPublicKey(key.publicKey), canonicalBytes(signed), signature))
  return isGenuine ? { ok: true, checkpoint: signed } : { ok: false, problem: 'checkpoint-not-genuine' }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Whoever altered it left something that is no JSON.
    return undefined
  }
}

export interface Checkpoints {
  /** Signed within a second. */
  note(heads: readonly ChainHead[]): void
  /** Signs what has not been signed yet. */
  flush(): Promise<void>
}

export interface CheckpointOptions {
  readonly path: string
  readonly keys: Keys
  /** Digest of an entry; undefined when there is none. */
  digestOf(unit: string, number: number): Promise<string | undefined>
  now(): Date
  /** The log no longer has what was signed, or the note was altered. */
  onTampering(unit: string | null): void
  onFault(error: unknown): void
}

const writeEveryMs = 1000

export function createCheckpoints(options: CheckpointOptions): Checkpoints {
  const { path, keys, digestOf, now, onTampering, onFault } = options
  const noted = new Map<string, ChainHead>()
  let timer: NodeJS.Timeout | null = null
  let writing: Promise<void> = Promise.resolve()

  async function write(): Promise<void> {
    const heads = [...noted.values()]
    noted.clear()
    if (heads.length === 0) return
    // Another process of this machine may have written meanwhile: what is there counts too.
    const before = await readCheckpoint(path, keys.verificationKeys)
    if (!before.ok) return onTampering(null)
    const merged = new Map(before.checkpoint?.heads.map((head) => [head.unit, head]))
    let isNewer = false
    for (const head of heads) {
      const signed = merged.get(head.unit)
      if (signed !== undefined && (await digestOf(signed.unit, signed.number)) !== signed.digest) {
        onTampering(signed.unit)
        continue
      }
      if (signed !== undefined && signed.number >= head.number) continue
      merged.set(head.unit, head)
      isNewer = true
    }
    if (!isNewer) return
    const { keyId, privateKey } = keys.signing
    const next: Checkpoint = {
      kind: 'motcua-audit-checkpoint',
      at: now().toISOString(),
      keyId,
      heads: [...merged.values()].toSorted((a, b) => (a.unit < b.unit ? -1 : 1)),
    }
    const signature = await sign(privateKey, canonicalBytes(next))
    await replaceDurably(path, `${JSON.stringify({ ...next, signature }, null, 2)}\n`, 0o600)
  }

  function flush(): Promise<void> {
    if (timer !== null) clearTimeout(timer)
    timer = null
    // Whatever it is (full disk), the next entry is a new occasion.
    writing = writing.then(write).catch(onFault)
    return writing
  }

  return {
    note(heads) {
      for (const head of heads) {
        const known = noted.get(head.unit)
        if (known === undefined || known.number < head.number) noted.set(head.unit, head)
      }
      timer ??= setTimeout(() => void flush(), writeEveryMs).unref()
    },
    flush,
  }
}
