/**
 * What lets fetch one document for a while: dossier, document and end, signed by the gateway. Nothing is stored,
 * and any process knows it. Short enough for a QR code that a cheap telephone reads.
 */

import { fromBase64Url, toBase64Url } from '../../vault/encoding.ts'
import { importPublicKey, isSignedBy, sign } from '../../vault/signature.ts'
import { bytesOf } from '../../vault/text.ts'
import type { GatewayContext } from '../context.ts'

/** Whom it is for: the citizen (a result, for minutes) or the national portal (whatever a message names, for days). */
type Purpose = 'result' | 'portal'

export interface ResultPass {
  readonly dossier: string
  readonly number: number
  readonly expires: Date
}

const claimBytes = 16 + 4 + 4

/** @returns two segments of a path: the claim, and its signature. */
export async function passFor(
  { keys }: Pick<GatewayContext, 'keys'>,
  pass: ResultPass,
  purpose: Purpose = 'result',
): Promise<string> {
  const claim = new Uint8Array(claimBytes)
  claim.set(Buffer.from(pass.dossier.replaceAll('-', ''), 'hex'))
  const data = new DataView(claim.buffer)
  data.setUint32(16, pass.number)
  data.setUint32(20, Math.floor(pass.expires.getTime() / 1000))
  return `${toBase64Url(claim)}/${await sign(keys.signing.privateKey, signedBytes(toBase64Url(claim), purpose))}`
}

/** Null for one that ran out or that this gateway did not make. */
export async function passIn(
  { keys, now }: Pick<GatewayContext, 'keys' | 'now'>,
  claimText: string,
  signature: string,
  purpose: Purpose = 'result',
): Promise<ResultPass | null> {
  if (!/^[A-Za-z0-9_-]{32}$/.test(claimText)) return null
  for (const { publicKey } of keys.verificationKeys) {
    const signed = signedBytes(claimText, purpose)
    if (!(await isSignedBy(await importPublicKey(publicKey), signed, signature))) continue
    const claim = fromBase64Url(claimText)
    const data = new DataView(claim.buffer)
    const expires = new Date(data.getUint32(20) * 1000)
    if (expires <= now()) return null
    const hex = Buffer.from(claim.subarray(0, 16)).toString('hex')
    return {
      dossier: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
      number: data.getUint32(16),
      expires,
    }
  }
  return null
}

/** Its purpose is signed along, so that no other signature of the gateway passes for one. */
function signedBytes(claim: string, purpose: Purpose): Uint8Array<ArrayBuffer> {
  return bytesOf(`motcua ${purpose} pass\n${claim}`)
}
