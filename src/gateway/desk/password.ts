/** Passwords as scrypt hashes that carry their own parameters, so that these may rise later. */
import { randomBytes, randomInt, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'

export interface Passwords {
  /** What is stored of a new one. */
  hash(password: string): Promise<string>
  /** @param stored null for an unknown user: takes as long as for a known one and is never right. */
  isRight(password: string, stored: string | null): Promise<boolean>
}

/** Of scrypt. */
export interface PasswordCost {
  readonly N: number
  readonly r: number
  readonly p: number
}

/** OWASP's second choice (32 MiB): a desk's small machine checks several at once. */
const usualCost: PasswordCost = { N: 2 ** 15, r: 8, p: 3 }
const keyBytes = 32

/** @param cost of new ones; another than the usual one only where a test signs in hundreds of times. */
export function createPasswords(cost: PasswordCost = usualCost): Passwords {
  let dummyHash: Promise<string> | undefined
  const dummy = () => {
    dummyHash ??= hash(randomBytes(16).toString('hex'))
    return dummyHash
  }
  async function hash(password: string): Promise<string> {
    const salt = randomBytes(16)
    const key = await derive(password, salt, cost)
    return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$')
  }
  return {
    hash,
    async isRight(password, stored) {
      const [, N, r, p, salt, key] = (stored ?? (await dummy())).split('$')
      if (salt === undefined || key === undefined) throw new Error('not a stored password')
      const derived = await derive(password, Buffer.from(salt, 'base64url'), {
        N: Number(N),
        r: Number(r),
        p: Number(p),
      })
      return timingSafeEqual(derived, Buffer.from(key, 'base64url')) && stored !== null
    },
  }
}

function derive(password: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, keyBytes, { ...options, maxmem: 128 * 2 ** 20 }, (error, key) => {
      if (error === null) resolve(key)
      else reject(error)
    })
  })
}

/** 16 symbols without look-alikes (about 78 bits), in groups of four for copying by hand. */
export function randomPassword(): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'
  const group = () => Array.from({ length: 4 }, () => alphabet.charAt(randomInt(alphabet.length))).join('')
  return [group(), group(), group(), group()].join('-')
}
