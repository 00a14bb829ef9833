/** Lock-out after wrong passwords and codes, by name: the same for names that nobody has. */
import { createHmac } from 'node:crypto'
import type { GatewayContext } from '../context.ts'

const failureLimit = 5
const lockOutMs = 15 * 60_000
const forgetMs = 24 * 3_600_000

export interface Attempts {
  /** Seconds until the next attempt; null when one may try. */
  lockedFor(): Promise<number | null>
  failed(): Promise<void>
  succeeded(): Promise<void>
}

/** @param username in its normal form */
export function attemptsOf({ storage, keys, now }: GatewayContext, username: string): Attempts {
  const nameHash = createHmac('sha256', keys.accounts).update(`sign-in ${username}`).digest('base64url')
  return {
    async lockedFor() {
      const lockedUntil = await storage.signInFailures.lockedUntil(nameHash)
      if (lockedUntil === null) return null
      const ms = Date.parse(lockedUntil) - now().getTime()
      return ms > 0 ? Math.ceil(ms / 1000) : null
    },
    async failed() {
      const time = now().getTime()
      await storage.signInFailures.note(nameHash, {
        now: new Date(time).toISOString(),
        limit: failureLimit,
        lockedUntil: new Date(time + lockOutMs).toISOString(),
        forgetBefore: new Date(time - forgetMs).toISOString(),
      })
    },
    succeeded: () => storage.signInFailures.clear(nameHash),
  }
}
