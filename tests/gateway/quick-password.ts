/** Passwords of invented accounts, as the desk stores them but at a cost that hundreds of sign-ins can bear. */
import { randomBytes, scryptSync } from 'node:crypto'

const cost = { N: 2 ** 10, r: 8, p: 1 }

/** Read by `isPasswordRight` with the parameters that it carries. */
export function quickPasswordHash(password: string): string {
  const salt = randomBytes(16)
  const key = scryptSync(password.normalize('NFC'), salt, 32, cost)
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$')
}
