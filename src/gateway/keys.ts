/**
 * The gateway's own keys, in files under `keys/` that only it may read: `identity-NNNN.txt` (age) opens dossiers,
 * `signing-NNNN.json` (JWK) signs acknowledgements, `accounts-NNNN.txt` seals the secrets of second factors. The highest number is used, all others still open and verify:
 * a rotation is one more file and a restart. Lost keys make every sealed dossier unreadable, hence the escrow.
 */
import { createPrivateKey, type KeyObject, randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { identityToRecipient } from 'age-encryption'
import * as v from 'valibot'
import { publicKey, type VerificationKey } from '../contract/enrolment.ts'
import { sha256 } from '../vault/encoding.ts'
import { generateRecipient, isPostQuantum, seal } from '../vault/seal.ts'
import { generateSigningKey } from '../vault/signature.ts'
import { bytesOf } from '../vault/text.ts'
import { createDurably, makeFolder } from './files/durable-file.ts'
import type { Storage } from './storage/storage.ts'

export interface Keys {
  /** What devices seal to: the newest identity, and the escrow where there is one. */
  readonly recipients: readonly string[]
  /** All that may open what was sealed before. */
  readonly identities: readonly string[]
  readonly verificationKeys: readonly VerificationKey[]
  /** 32 bytes for what accounts keep secret (`desk/account-seal.ts`). */
  readonly accounts: Buffer
  /** The same private key twice: Node's own form for what is signed many times a second. */
  readonly signing: { readonly keyId: string; readonly privateKey: CryptoKey; readonly key: KeyObject }
}

const patterns = {
  identity: /^identity-\d{4}\.txt$/,
  accounts: /^accounts-\d{4}\.txt$/,
  signing: /^signing-\d{4}\.json$/,
} as const
const accountKeyBytes = 32

const privateKey = v.object({ ...publicKey.entries, d: v.string() })

/**
 * @param escrow `age1…` recipient that a province keeps offline; null for none.
 * @throws Error for a key or a recipient that is none, and for a mixture that would weaken the seal.
 */
export async function loadKeys(folder: string, escrow: string | null): Promise<Keys> {
  await makeFolder(folder, 0o700)
  await createFirstKeys(folder)
  const names = (await readdir(folder)).sort()
  const read = (pattern: RegExp) =>
    Promise.all(
      names.filter((name) => pattern.test(name)).map((name) => readFile(join(folder, name), 'utf8')),
    )

  const identities = (await read(patterns.identity)).flatMap(identitiesIn)
  const newest = identities.at(-1)
  if (newest === undefined) throw new Error(`no identity in ${folder}`)
  const recipients = [await identityToRecipient(newest), ...(escrow === null ? [] : [escrow])]
  await checkRecipients(recipients)

  const accounts = Buffer.from((await read(patterns.accounts)).at(-1)?.trim() ?? '', 'base64url')
  if (accounts.length !== accountKeyBytes) throw new Error(`no key for accounts in ${folder}`)

  const jwks = (await read(patterns.signing)).map((text) => v.parse(privateKey, JSON.parse(text)))
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
    recipients,
    identities,
    verificationKeys,
    accounts,
    signing: {
      keyId: signingKeyId,
      key: createPrivateKey({ key: signingJwk, format: 'jwk' }),
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

/**
 * Several processes over one database must have the same keys, and a database that was restored its own: another
 * process's devices seal to what this one must be able to open.
 * @throws Error before anything could be sealed to keys that the others do not have.
 */
export async function checkKeysBelong(
  { identities }: Keys,
  settings: Pick<Storage['settings'], 'findOrSet'>,
): Promise<void> {
  const recipients = await Promise.all(identities.map((identity) => identityToRecipient(identity)))
  const first = await settings.findOrSet('first-recipient', recipients[0] ?? '')
  if (!recipients.includes(first))
    throw new Error(
      `the keys are not those of this database, which has dossiers sealed to ${first}: put its keys into the folder keys`,
    )
}

/** `age-keygen` writes comments around them. */
export function identitiesIn(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
}

/** @throws Error before any device could fail to seal to them, or seal with less than it seems. */
async function checkRecipients(recipients: readonly string[]): Promise<void> {
  if (new Set(recipients.map(isPostQuantum)).size > 1)
    throw new Error(
      'the escrow recipient and the newest identity must both be post-quantum (age1pq1…) or neither',
    )
  await seal(new Uint8Array(1), recipients).catch((error: unknown) => {
    throw new Error('a recipient cannot be sealed to', { cause: error })
  })
}

async function createFirstKeys(folder: string): Promise<void> {
  const names = await readdir(folder)
  // By the whole pattern: what another process has begun to write is not there yet.
  const isMissing = (pattern: RegExp) => !names.some((name) => pattern.test(name))
  if (isMissing(patterns.identity)) {
    const { identity } = await generateRecipient()
    await createDurably(join(folder, 'identity-0001.txt'), `${identity}\n`, 0o600)
  }
  if (isMissing(patterns.accounts)) {
    const key = randomBytes(accountKeyBytes).toString('base64url')
    await createDurably(join(folder, 'accounts-0001.txt'), `${key}\n`, 0o600)
  }
  if (isMissing(patterns.signing)) {
    const pair = await generateSigningKey(true)
    const jwk = await crypto.subtle.exportKey('jwk', pair.privateKey)
    await createDurably(join(folder, 'signing-0001.json'), `${JSON.stringify(jwk)}\n`, 0o600)
  }
}

/** What a key is called: RFC 7638, members in this order. */
export async function thumbprint({ kty, crv, x, y }: VerificationKey['publicKey']): Promise<string> {
  return sha256(bytesOf(JSON.stringify({ crv, kty, x, y })))
}
