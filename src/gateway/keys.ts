/**
 * The gateway's own keys, in files under `keys/` that only it may read: `identity-NNNN.txt` (age) opens dossiers,
 * `signing-NNNN.json` (JWK) signs acknowledgements. The highest number is used, all others still open and verify:
 * a rotation is one more file and a restart. Lost keys make every sealed dossier unreadable, hence the escrow.
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { identityToRecipient } from 'age-encryption'
import * as v from 'valibot'
import { publicKey, type VerificationKey } from '../contract/enrolment.ts'
import { sha256 } from '../vault/encoding.ts'
import { generateRecipient } from '../vault/seal.ts'
import { generateSigningKey } from '../vault/signature.ts'
import { bytesOf } from '../vault/text.ts'
import { createDurably, makeFolder } from './files/durable-file.ts'

export interface Keys {
  /** What devices seal to: the newest identity, and the escrow where there is one. */
  readonly recipients: readonly string[]
  /** All that may open what was sealed before. */
  readonly identities: readonly string[]
  readonly verificationKeys: readonly VerificationKey[]
  readonly signing: { readonly keyId: string; readonly privateKey: CryptoKey }
}

const privateKey = v.object({ ...publicKey.entries, d: v.string() })

/** @param escrow `age1…` recipient that a province keeps offline; null for none. */
export async function loadKeys(folder: string, escrow: string | null): Promise<Keys> {
  await makeFolder(folder, 0o700)
  await createFirstKeys(folder)
  const names = (await readdir(folder)).sort()
  const read = (pattern: RegExp) =>
    Promise.all(
      names.filter((name) => pattern.test(name)).map((name) => readFile(join(folder, name), 'utf8')),
    )

  const identities = (await read(/^identity-\d{4}\.txt$/)).map((text) => text.trim())
  const newest = identities.at(-1)
  if (newest === undefined) throw new Error(`no identity in ${folder}`)
  const recipient = await identityToRecipient(newest)

  const jwks = (await read(/^signing-\d{4}\.json$/)).map((text) => v.parse(privateKey, JSON.parse(text)))
  const verificationKeys = await Promise.all(
    jwks.map(async ({ kty, crv, x, y }) => ({
      keyId: await thumbprint({ kty, crv, x, y }),
      publicKey: { kty, crv, x, y },
    })),
  )
  const signingJwk = jwks.at(-1)
  const signingKeyId = verificationKeys.at(-1)?.keyId
  if (signingJwk === undefined || signingKeyId === undefined) throw new Error(`no signing key in ${folder}`)
  return {
    recipients: escrow === null ? [recipient] : [recipient, escrow],
    identities,
    verificationKeys,
    signing: {
      keyId: signingKeyId,
      privateKey: await crypto.subtle.importKey(
        'jwk',
        signingJwk,
        { name: 'ECDSA', namedCurve: 'P-256' },
        false,
        ['sign'],
      ),
    },
  }
}

async function createFirstKeys(folder: string): Promise<void> {
  const names = await readdir(folder)
  if (!names.some((name) => name.startsWith('identity-'))) {
    const { identity } = await generateRecipient()
    await createDurably(join(folder, 'identity-0001.txt'), `${identity}\n`, 0o600)
  }
  if (!names.some((name) => name.startsWith('signing-'))) {
    const pair = await generateSigningKey(true)
    const jwk = await crypto.subtle.exportKey('jwk', pair.privateKey)
    await createDurably(join(folder, 'signing-0001.json'), `${JSON.stringify(jwk)}\n`, 0o600)
  }
}

/** RFC 7638: members in this order. */
async function thumbprint({ kty, crv, x, y }: VerificationKey['publicKey']): Promise<string> {
  return sha256(bytesOf(JSON.stringify({ crv, kty, x, y })))
}
