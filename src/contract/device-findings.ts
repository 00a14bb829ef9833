/** What the ledger of a device says to people: the same judgement for the desk's screen and for `npm run ledger`. */

export interface LedgerEntry {
  readonly lastContactAt: string | null
  readonly missingSequences: readonly number[]
  readonly brokenLinks: readonly number[]
  /** Dossiers that the device says it still has to send; null when it has not said so. */
  readonly queueLength: number | null
  /** Milliseconds to add to the device's clock to get the gateway's. */
  readonly clockOffsetMs: number | null
  readonly storeLostAt: string | null
  readonly revokedAt: string | null
}

export type DeviceFinding =
  /** Numbers the gateway lacks and the device no longer has, as far as it says. */
  | { readonly kind: 'lost'; readonly sequences: readonly number[] }
  /** Numbers the gateway lacks, while the device has dossiers to send. */
  | { readonly kind: 'missing'; readonly sequences: readonly number[]; readonly queueLength: number | null }
  /** Something was removed, reordered, or comes from a copied store. */
  | { readonly kind: 'chain-broken'; readonly sequences: readonly number[] }
  /** The gateway knew more of the device's dossiers than the device did. */
  | { readonly kind: 'store-lost'; readonly at: string }
  | { readonly kind: 'clock-off'; readonly offsetMs: number }
  | { readonly kind: 'silent'; readonly since: string }

/** Beyond this a clock misleads people. */
const clockToleranceMs = 10 * 60_000
const silentMs = 7 * 24 * 3_600_000

/** The gravest first. */
export function deviceFindings(entry: LedgerEntry, now: Date): DeviceFinding[] {
  const { missingSequences: sequences, brokenLinks, queueLength, clockOffsetMs, storeLostAt } = entry
  const findings: DeviceFinding[] = []
  if (sequences.length > 0) {
    const isLost = queueLength !== null && queueLength < sequences.length
    findings.push(isLost ? { kind: 'lost', sequences } : { kind: 'missing', sequences, queueLength })
  }
  if (storeLostAt !== null) findings.push({ kind: 'store-lost', at: storeLostAt })
  if (brokenLinks.length > 0) findings.push({ kind: 'chain-broken', sequences: brokenLinks })
  if (entry.revokedAt !== null) return findings
  if (clockOffsetMs !== null && Math.abs(clockOffsetMs) > clockToleranceMs)
    findings.push({ kind: 'clock-off', offsetMs: clockOffsetMs })
  const since = entry.lastContactAt
  if (since !== null && now.getTime() - Date.parse(since) > silentMs) findings.push({ kind: 'silent', since })
  return findings
}

/** `3, 5–7, 12` of `[3, 5, 6, 7, 12]`. @param sequences ascending */
export function sequenceRanges(sequences: readonly number[]): string {
  const ranges: [number, number][] = []
  for (const sequence of sequences) {
    const last = ranges.at(-1)
    if (last !== undefined && sequence === last[1] + 1) last[1] = sequence
    else ranges.push([sequence, sequence])
  }
  return ranges.map(([first, last]) => (first === last ? String(first) : `${first}–${last}`)).join(', ')
}
