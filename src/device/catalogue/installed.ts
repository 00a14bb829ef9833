/** The catalogue pack that this device uses, beside the catalogue that every build carries. */
import { loadProcedure } from '../../catalogue/built-in.ts'
import { linesOfText, recordIn, summaryIn } from '../../catalogue/packs/lines.ts'
import type { Procedure, ProcedureSummary } from '../../catalogue/schema.ts'
import { type CataloguePackRow, database } from '../database.ts'
import { attempt } from '../storage-state.ts'

/** For `useLiveQuery`: null when none is installed for where this device stands, or the store is out of reach. */
export async function currentPack(): Promise<CataloguePackRow | null> {
  const read = await attempt(() =>
    database.transaction('r', [database.device, database.cataloguePacks], readInstalled),
  )
  return read.ok ? (read.value ?? null) : null
}

/** Joins a transaction over `device` and `cataloguePacks` where there is one. */
export async function readInstalled(): Promise<CataloguePackRow | undefined> {
  const device = await database.device.get(1)
  if (device === undefined) return undefined
  const packs = await database.cataloguePacks.toArray()
  return packs.find(
    ({ state, province, gatewayId }) =>
      state === 'installed' && province === device.unit.province && gatewayId === device.gateway.gatewayId,
  )
}

/**
 * Every procedure of the installed pack in short; none without a pack.
 *
 * @param pause awaited after each slice of a few milliseconds, so that no tap waits.
 */
export async function loadInstalledSummaries(
  pause: () => Promise<void>,
): Promise<readonly ProcedureSummary[]> {
  const tables = [database.device, database.cataloguePacks, database.catalogueLists]
  const read = await attempt(() =>
    database.transaction('r', tables, async () => {
      const pack = await readInstalled()
      return pack === undefined ? undefined : database.catalogueLists.get(pack.version)
    }),
  )
  if (!read.ok || read.value === undefined) return []
  const summaries: ProcedureSummary[] = []
  for (const line of linesOfText(read.value.text).values()) {
    summaries.push(summaryIn(line))
    if (summaries.length % sliceSize === 0) await pause()
  }
  return summaries
}

const sliceSize = 200

/**
 * The whole of a procedure: what was made by hand stands over what the pack has, field by field. Undefined when neither
 * has this code.
 */
export async function loadGuide(code: string): Promise<Procedure | undefined> {
  const [handMade, line] = await Promise.all([loadProcedure(code), lineOf(code)])
  const packed = line === undefined ? undefined : recordIn(line)
  if (packed === undefined) return handMade
  const [{ plainGuide }, { withOfficialRecord }] = await Promise.all([
    import('../../catalogue/importing/plain-guide.ts'),
    import('../../catalogue/importing/hand-made.ts'),
  ])
  const { procedure } = plainGuide(packed.record, packed.takenOn)
  return handMade === undefined ? procedure : withOfficialRecord(handMade, procedure)
}

async function lineOf(code: string): Promise<string | undefined> {
  const tables = [database.device, database.cataloguePacks, database.catalogueRecords]
  const read = await attempt(() =>
    database.transaction('r', tables, async () => {
      const pack = await readInstalled()
      return pack === undefined ? undefined : database.catalogueRecords.get([pack.version, code])
    }),
  )
  return read.ok ? read.value?.line : undefined
}
