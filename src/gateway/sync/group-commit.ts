/**
 * Group commit: what arrives while the disk is busy with one commit shares the next. Each waits for the commit that
 * holds its own envelopes, none for more than that, and no fsync is spared: a hundred envelopes cost one together.
 */
import type { NewEnvelope, Storing } from '../storage/envelopes.ts'

export interface GroupCommit {
  /**
   * Durable when it resolves; never rejects.
   * @returns one answer per entry, in order; undefined for one that the database does not take now.
   */
  store(entries: readonly NewEnvelope[]): Promise<readonly (Storing | undefined)[]>
}

export interface GroupCommitOptions {
  /** Stores all or throws and stores none; durable when it resolves. */
  store(entries: readonly NewEnvelope[]): Promise<readonly Storing[]>
  /** Rejects when the database does not answer at all. */
  ping(): Promise<void>
  onFault(error: unknown): void
}

/** One group at most, so that the first of it does not wait for ever and a statement stays below the engines' limits. */
const groupEntries = 400
const groupCharacters = 8_000_000

interface Waiting {
  readonly entry: NewEnvelope
  resolve(storing: Storing | undefined): void
}

export function createGroupCommit({ store, ping, onFault }: GroupCommitOptions): GroupCommit {
  const waiting: Waiting[] = []
  let isRunning = false

  function nextGroup(): Waiting[] {
    let characters = 0
    const end = waiting.findIndex(({ entry }, index) => {
      characters += entry.body.length
      return index >= groupEntries || (index > 0 && characters > groupCharacters)
    })
    return waiting.splice(0, end === -1 ? waiting.length : end)
  }

  /** All in one transaction; when that fails, halves of it, until only those at fault go without. */
  async function commit(group: readonly Waiting[]): Promise<void> {
    try {
      const storings = await store(group.map(({ entry }) => entry))
      // The disk first: what waits is on its way there before these answers are signed.
      setImmediate(() => {
        for (const [index, { resolve }] of group.entries()) resolve(storings[index])
      })
    } catch (error) {
      // Whatever it is (full disk, lost database, one impossible row), the devices keep theirs and ask again.
      onFault(error)
      if (group.length === 1 || !(await isReachable())) {
        for (const { resolve } of group) resolve(undefined)
        return
      }
      const middle = group.length >> 1
      await commit(group.slice(0, middle))
      await commit(group.slice(middle))
    }
  }

  async function isReachable(): Promise<boolean> {
    try {
      await ping()
      return true
    } catch {
      // The fault that led here has been told of; this one is the same.
      return false
    }
  }

  async function work(): Promise<void> {
    isRunning = true
    while (waiting.length > 0) await commit(nextGroup())
    isRunning = false
  }

  return {
    store(entries) {
      if (entries.length === 0) return Promise.resolve([])
      const stored = entries.map(
        (entry) => new Promise<Storing | undefined>((resolve) => waiting.push({ entry, resolve })),
      )
      if (!isRunning) void work()
      return Promise.all(stored)
    },
  }
}
