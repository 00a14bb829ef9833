/** What the reports tell, in their order. */
import type { Measure } from '../../../domain/service-index/measures.ts'

export const channelMeasures = [
  'received',
  'online',
  'kiosk',
  'counter',
  'post',
] as const satisfies readonly Measure[]
export const progressMeasures = [
  'received',
  'finished',
  'early',
  'on-the-day',
  'finished-late',
  'open',
  'late',
  'undated',
  'supplemented',
  'supplemented-again',
] as const satisfies readonly Measure[]

export type ReportMeasure = (typeof channelMeasures)[number] | (typeof progressMeasures)[number]
export const reportMeasures = [...channelMeasures, ...progressMeasures.slice(1)] as readonly ReportMeasure[]
