/**
 * The gateway's signature in a bag, a tag file beside the manifest: over the manifest's digest, and so over the whole
 * payload. What the digests alone cannot show is that somebody wrote all of them anew.
 */
import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { publicKey } from '../../contract/enrolment.ts'
import { canonicalBytes, importPublicKey, isSignedBy, sign } from '../../vault/signature.ts'
import { bytesOf } from '../../vault/text.ts'
import { type Keys, thumbprint } from '../keys.ts'
import type { BagFile } from './bag.ts'

export const signatureName = 'motcua-signature.json'

const content = v.strictObject({
  format: v.literal('motcua-bag-signature'),
  version: v.literal(1),
  /** SHA-256 of `manifest-sha256.txt`, hexadecimal. */
  manifest: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  signedAt: v.string(),
  keyId: v.string(),
  /** So that whoever has only the bag can look whether it fits together. */
  publicKey,
})
const signatureFile = v.strictObject({ ...content.entries, signature: v.string() })

export type BagSignature =
  /** By a key of this gateway. */
  | { readonly state: 'own'; readonly keyId: string }
  /** In itself right, by a key that is not known here: of another gateway, or of anybody. */
  | { readonly state: 'unknown-key'; readonly keyId: string }
  | { readonly state: 'unsigned' }
  | { readonly state: 'wrong' }

export async function signatureOf(
  { signing, verificationKeys }: Pick<Keys, 'signing' | 'verificationKeys'>,
  manifest: Uint8Array,
  signedAt: string,
): Promise<BagFile> {
  const own = verificationKeys.find(({ keyId }) => keyId === signing.keyId)
  if (own === undefined) throw new Error('the signing key has no public half')
  const signed: v.InferOutput<typeof content> = {
    format: 'motcua-bag-signature',
    version: 1,
    manifest: digestOf(manifest),
    signedAt,
    keyId: own.keyId,
    publicKey: own.publicKey,
  }
  const signature = await sign(signing.privateKey, canonicalBytes(signed))
  return { path: signatureName, bytes: bytesOf(`${JSON.stringify({ ...signed, signature }, null, 2)}\n`) }
}

/** @param file null where the bag has none. */
export async function checkSignature(
  { verificationKeys }: Pick<Keys, 'verificationKeys'>,
  manifest: Uint8Array,
  file: Uint8Array | null,
): Promise<BagSignature> {
  if (file === null) return { state: 'unsigned' }
  const read = v.safeParse(
    v.pipe(v.string(), v.parseJson(), signatureFile),
    Buffer.from(file).toString('utf8'),
  )
  if (!read.success) return { state: 'wrong' }
  const { signature, ...signed } = read.output
  if (signed.manifest !== digestOf(manifest)) return { state: 'wrong' }
  if ((await thumbprint(signed.publicKey)) !== signed.keyId) return { state: 'wrong' }
  const isRight = await importPublicKey(signed.publicKey).then(
    (key) => isSignedBy(key, canonicalBytes(signed), signature),
    // A point that is not on the curve.
    () => false,
  )
  if (!isRight) return { state: 'wrong' }
  const isOwn = verificationKeys.some(({ keyId }) => keyId === signed.keyId)
  return { state: isOwn ? 'own' : 'unknown-key', keyId: signed.keyId }
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
