import type { TFunction } from 'i18next'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** A span in the one unit that people would say: 35 minutes, 3 hours, 12 days. @param ms positive */
export function durationText(ms: number, t: TFunction<'desk'>): string {
  if (ms < 2 * hourMs) return t('duration.minutes', { count: Math.round(ms / 60_000) })
  if (ms < 2 * dayMs) return t('duration.hours', { count: Math.round(ms / hourMs) })
  return t('duration.days', { count: Math.round(ms / dayMs) })
}
