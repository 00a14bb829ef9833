/** What an import did with every record: taken, changed, refused with its reason and line, doubtful with its trap. */
import type { Refusal } from './raw-record.ts'
import { isDoubtful, type Trap, traps } from './trap.ts'

export interface RefusedRecord {
  readonly file: string
  readonly line: number
  readonly problem: Refusal
  readonly code?: string | undefined
  /** In the source's own words. */
  readonly said?: string | undefined
}

export interface DoubtfulRecord {
  readonly code: string
  /** Where it was read; absent for what was found out by comparing records. */
  readonly file?: string | undefined
  readonly line?: number | undefined
  readonly traps: readonly Trap[]
}

export interface ImportReport {
  /** Records read, of all files. */
  readonly read: number
  readonly taken: number
  readonly refused: number
  /** Procedures, compared with the catalogue before. */
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  /** Taken out: no longer public, or missing in a complete import. */
  readonly withdrawn: number
  /** In the catalogue now. */
  readonly procedures: number
  /** Procedures in which something asks for a person. */
  readonly doubtful: number
  readonly refusals: readonly RefusedRecord[]
  readonly doubts: readonly DoubtfulRecord[]
  /** Procedures by what was met in them, the harmless ones too. */
  readonly traps: Readonly<Partial<Record<Trap, number>>>
  /** Some refusals or doubts are counted only: there were too many to list. */
  readonly isShortened: boolean
}

const mostListed = 20_000

export interface ReportBuilder {
  take(
    place: { readonly code: string; readonly file: string; readonly line: number },
    found: readonly Trap[],
  ): void
  refuse(record: RefusedRecord): void
  withdraw(count: number): void
  compare(outcome: 'added' | 'changed' | 'unchanged'): void
  /** What was found out about a procedure after reading. */
  doubt(code: string, found: readonly Trap[]): void
  hasChanges(): boolean
  finish(): ImportReport
}

export function startReport(): ReportBuilder {
  const counts = { read: 0, taken: 0, refused: 0, added: 0, changed: 0, unchanged: 0, withdrawn: 0 }
  const refusals: RefusedRecord[] = []
  const doubts: DoubtfulRecord[] = []
  const codesByTrap = new Map<Trap, Set<string>>()
  const doubtfulCodes = new Set<string>()
  let isShortened = false
  function list<T>(items: T[], item: T): void {
    if (items.length < mostListed) items.push(item)
    else isShortened = true
  }
  function note(found: readonly Trap[], code: string, place: Partial<DoubtfulRecord>): void {
    for (const trap of found) codesByTrap.set(trap, (codesByTrap.get(trap) ?? new Set()).add(code))
    const asking = found.filter(isDoubtful)
    if (asking.length === 0) return
    doubtfulCodes.add(code)
    list(doubts, { ...place, code, traps: asking })
  }
  return {
    take({ code, file, line }, found) {
      counts.read += 1
      counts.taken += 1
      note(found, code, { file, line })
    },
    refuse(record) {
      counts.read += 1
      counts.refused += 1
      list(refusals, record)
    },
    withdraw(count) {
      counts.withdrawn += count
    },
    compare(outcome) {
      counts[outcome] += 1
    },
    doubt: (code, found) => note(found, code, {}),
    hasChanges: () => counts.added + counts.changed + counts.withdrawn > 0,
    finish: () => ({
      ...counts,
      procedures: counts.added + counts.changed + counts.unchanged,
      doubtful: doubtfulCodes.size,
      refusals,
      doubts,
      traps: Object.fromEntries(
        traps.flatMap((trap) => {
          const codes = codesByTrap.get(trap)
          return codes === undefined ? [] : [[trap, codes.size] as const]
        }),
      ),
      isShortened,
    }),
  }
}
