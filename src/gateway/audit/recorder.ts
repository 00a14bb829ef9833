/**
 * Writes the log before what it tells of is answered. What is recorded while the disk is busy shares the next
 * commit, so that looking through a dossier of thirty pages costs a few fsyncs, not thirty.
 */
import type { AuditRecord, ChainHead } from '../storage/audit-chain.ts'

export interface AuditLog {
  /**
   * Durable when it resolves: only then may the content be sent.
   * @throws when it could not be written; what was to be recorded must then not happen.
   */
  record(entry: Omit<AuditRecord, 'at' | 'detail'> & { readonly detail?: object }): Promise<void>
  /** Finishes what is being written. */
  settled(): Promise<void>
}

export interface AuditLogOptions {
  append(records: readonly AuditRecord[]): Promise<readonly ChainHead[]>
  onWritten(heads: readonly ChainHead[]): void
  now(): Date
}

interface Waiting {
  readonly record: AuditRecord
  resolve(): void
  reject(error: unknown): void
}

const groupSize = 500

export function createAuditLog({ append, onWritten, now }: AuditLogOptions): AuditLog {
  const waiting: Waiting[] = []
  let running: Promise<void> | null = null

  async function write(group: readonly Waiting[]): Promise<void> {
    try {
      onWritten(await append(group.map(({ record }) => record)))
      for (const { resolve } of group) resolve()
    } catch (error) {
      const [only, another] = group
      // Whatever it is, it is for the one who asked; the others are tried without it.
      if (only !== undefined && another === undefined) only.reject(error)
      else for (const one of group) await write([one])
    }
  }

  async function work(): Promise<void> {
    while (waiting.length > 0) await write(waiting.splice(0, groupSize))
    running = null
  }

  return {
    record(entry) {
      const record = { ...entry, at: now().toISOString(), detail: entry.detail ?? {} }
      return new Promise((resolve, reject) => {
        waiting.push({ record, resolve, reject })
        running ??= work()
      })
    },
    async settled() {
      await running
    },
  }
}
