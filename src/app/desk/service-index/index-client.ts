/** How a unit stands: the index, the reports, the dossiers behind their figures. */
import {
  type DossiersBehind,
  dossiersBehind,
  type IndexEntryInput,
  type Report,
  report,
  type ServiceIndex,
  serviceIndex,
} from '../../../contract/service-index.ts'
import type { Measure } from '../../../domain/service-index/measures.ts'
import { type Answer, ask, nothing } from '../desk-client.ts'

/** Days of reception, both included; one's own unit when null. */
export interface AskedPeriod {
  readonly unit: string | null
  readonly from: string
  readonly until: string
}

/** The dossiers that a figure counts. */
export interface Behind extends AskedPeriod {
  readonly measure: Measure
  /** Of one officer; null for all. */
  readonly officer: string | null
}

export function readServiceIndex(period: AskedPeriod): Promise<Answer<ServiceIndex>> {
  return ask(`service-index?${parametersOf(period)}`, serviceIndex)
}

export function readReport(period: AskedPeriod): Promise<Answer<Report>> {
  return ask(`reports?${parametersOf(period)}`, report)
}

/** @param after the `next` of the page before; null for the first. */
export function readBehind(
  { measure, officer, ...period }: Behind,
  after: string | null,
): Promise<Answer<DossiersBehind>> {
  const parameters = parametersOf(period)
  parameters.set('measure', measure)
  if (officer !== null) parameters.set('officer', officer)
  if (after !== null) parameters.set('after', after)
  return ask(`service-index/dossiers?${parameters}`, dossiersBehind)
}

export function enterFigures(entry: IndexEntryInput): Promise<Answer<undefined>> {
  return ask('service-index/entries', nothing, { method: 'POST', body: entry })
}

function parametersOf({ unit, from, until }: AskedPeriod): URLSearchParams {
  return new URLSearchParams({ from, until, ...(unit === null ? {} : { unit }) })
}
