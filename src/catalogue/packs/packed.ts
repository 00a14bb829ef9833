/** The imported catalogue as the lines of a pack. Node only. */
import type { ImportedProcedure } from '../importing/imported-catalogue.ts'
import type { Lines } from './lines.ts'

export interface PackedLines {
  readonly list: Lines
  readonly details: Lines
}

/** After so many the event loop gets its turn: a gateway serves people meanwhile. */
const breathAfter = 50

/** @param province of the devices: what other provinces decided, and what is done between agencies, is left out. */
export async function packedLines(
  procedures: AsyncIterable<ImportedProcedure>,
  province: string,
): Promise<PackedLines> {
  const list = new Map<string, string>()
  const details = new Map<string, string>()
  let read = 0
  for await (const procedure of procedures) {
    read += 1
    if (read % breathAfter === 0) await new Promise((next) => setImmediate(next))
    const { code, summary, record, takenOn, isForCitizens } = procedure
    const isElsewhere = record.reach === 'province' && record.province !== province
    if (!isForCitizens || isElsewhere) continue
    list.set(code, JSON.stringify(summary))
    details.set(code, JSON.stringify({ code, takenOn, record }))
  }
  return { list, details }
}
