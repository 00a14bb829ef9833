/** When a dossier was filed, by a clock that may be wrong, beside when it arrived (bug case 39). */
import type { DossierDetail } from '../../../contract/desk.ts'
import { vietnamDay } from '../../../domain/time/vietnam-time.ts'

/** Beyond this, staff are told. */
const toleranceMs = 10 * 60_000

export interface FilingTime {
  /** How far the device's clock is ahead (positive) or behind, ms; null when it is right enough or not known. */
  readonly clockAheadMs: number | null
  /**
   * From filing to arrival, ms, by the gateway's clock as far as it is known; negative: filed "after" it arrived.
   * Null when it came at once.
   */
  readonly delayMs: number | null
}

export function filingTime({ summary, device }: DossierDetail): FilingTime {
  const offsetMs = device.clockOffsetMs ?? 0
  const delayMs = Date.parse(summary.arrivedAt) - (Date.parse(device.createdAt) + offsetMs)
  return { clockAheadMs: beyondTolerance(-offsetMs), delayMs: beyondTolerance(delayMs) }
}

function beyondTolerance(ms: number): number | null {
  return Math.abs(ms) > toleranceMs ? ms : null
}

/** The day that the form's conditions were decided on; a device whose clock runs ahead is not believed. */
export function filingDay({ summary, device }: DossierDetail): string {
  const [filed, arrived] = [vietnamDay(device.createdAt), vietnamDay(summary.arrivedAt)]
  if (filed < arrived) return filed
  return arrived
}
