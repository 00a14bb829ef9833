/** Passwords of invented accounts, as the desk stores them but at a cost that hundreds of sign-ins can bear. */
import { randomBytes, scryptSync } from 'node:crypto'

/** Of gateways in tests; what the product itself takes is seen in `serve.test.ts`. */
export const quickCost = { N: 2 ** 10, r: 8, p: 1 }

/** Read by `Passwords.isRight` with the parameters that it carries. */
export function quickPasswordHash(password: string): string {
  const salt = randomBytes(16)
  const key = scryptSync(password.normalize('NFC'), salt, 32, quickCost)
  return [
    'scrypt',
    quickCost.N,
    quickCost.r,
    quickCost.p,
    salt.toString('base64url'),
    key.toString('base64url'),
  ].join('$')
}
