/** Whether the rows of a dossier are what its events lead to: a chain proves its own order, not what stands beside it. */
import * as v from 'valibot'
import type { DossierRows, Row } from '../storage/dossier-rows.ts'
import { initialColumns } from '../storage/dossiers.ts'

const value = v.union([v.string(), v.number(), v.null()])
/** Of any version: what an event changed in the row, and what it tells beside. */
const eventData = v.object({
  changes: v.optional(v.record(v.string(), value), {}),
  details: v.optional(v.record(v.string(), v.unknown()), {}),
})
const told = v.object({ envelope: v.optional(v.string()) })
const toldDocument = v.object({ number: v.number(), sha256: v.string(), name: v.string(), kind: v.string() })
const toldFees = v.object({
  fees: v.array(v.object({ number: v.number(), amountVnd: v.number(), state: v.string() })),
})

type EventData = v.InferOutput<typeof eventData> & { readonly type: string }

/** @returns what is not as the events say: a column of the dossier, `documents` or `fees`; empty when all is. */
export function differencesFromEvents(rows: DossierRows): string[] {
  const [dossier] = rows.dossiers
  if (dossier === undefined) return ['dossier']
  const events: EventData[] = []
  for (const event of rows.dossier_events) {
    const read = v.safeParse(v.pipe(v.string(), v.parseJson(), eventData), event.data)
    if (!read.success) return ['events']
    events.push({ ...read.output, type: String(event.type) })
  }
  return [
    ...columnsThatDiffer(dossier, events),
    ...(isBeginning(rows, dossier, events) ? [] : ['arrival']),
    ...(areDocumentsTold(rows, events) ? [] : ['documents']),
    ...(areFeesTold(rows, events) ? [] : ['fees']),
    ...(dossier.revision === rows.dossier_events.length ? [] : ['revision']),
  ]
}

function columnsThatDiffer(dossier: Row, events: readonly EventData[]): string[] {
  // Which papers it began with no event says; those added later replace them all.
  const replayed: Record<string, string | number | null> = Object.assign(
    { ...initialColumns({ unit: String(dossier.unit), papers: String(dossier.papers) }) },
    ...events.map(({ changes }) => changes),
  )
  // A bag of before has no column that came later: nothing was in it.
  return Object.keys(replayed).filter((column) => (dossier[column] ?? null) !== replayed[column])
}

function isBeginning(rows: DossierRows, dossier: Row, [arrival]: readonly EventData[]): boolean {
  const [row] = rows.dossier_events
  if (arrival?.type !== 'arrive' || row === undefined) return false
  const read = v.safeParse(told, arrival.details)
  return (
    read.success &&
    (read.output.envelope ?? dossier.envelope) === dossier.envelope &&
    row.at === dossier.arrived_at &&
    row.by === dossier.device
  )
}

function areDocumentsTold(rows: DossierRows, events: readonly EventData[]): boolean {
  const added = events.filter(({ type }) => type === 'document-added' || type === 'document-replaced')
  return (
    added.length === rows.dossier_documents.length &&
    added.every(({ details }, index) => {
      const read = v.safeParse(toldDocument, details)
      const row = rows.dossier_documents[index]
      return (
        read.success &&
        row !== undefined &&
        row.number === read.output.number &&
        row.sha256 === read.output.sha256 &&
        row.name === read.output.name &&
        row.kind === read.output.kind
      )
    })
  )
}

function areFeesTold(rows: DossierRows, events: readonly EventData[]): boolean {
  const fees = events
    .filter(({ type }) => type.startsWith('fee-'))
    .map(({ details }) => v.safeParse(toldFees, details))
  if (!fees.every(({ success }) => success)) return false
  const all = fees.flatMap((read) => (read.success ? read.output.fees : []))
  return (
    all.length === rows.dossier_fees.length &&
    all.every(({ number, amountVnd, state }, index) => {
      const row = rows.dossier_fees[index]
      return row?.number === number && row.amount_vnd === amountVnd && row.state === state
    })
  )
}
