/** A unit or month without a dossier. */
import { type DossierCounts, type Measure, measures } from '../../domain/service-index/measures.ts'

export const noCounts: DossierCounts = {
  // The keys are all measures.
  ...(Object.fromEntries(measures.map((measure) => [measure, 0])) as Record<Measure, number>),
  procedures: { online: 0, 'with-fee': 0, 'paid-online': 0 },
  limitDays: 0,
  savedDays: 0,
}
