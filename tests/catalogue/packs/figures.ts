/** What a pack of these procedures costs on the wire, all of them taken for one province's. */
import { deflateRawSync } from 'node:zlib'
import type { ImportedProcedure } from '../../../src/catalogue/importing/imported-catalogue.ts'
import { deltaBetween, type Lines, textOfLines } from '../../../src/catalogue/packs/lines.ts'
import { packedLines } from '../../../src/catalogue/packs/packed.ts'

export interface PackFigures {
  readonly procedures: number
  readonly listBytes: number
  readonly detailsBytes: number
  /** Of twenty changed records, the longest of all. */
  readonly changedBytes: number
  /** Of twenty records that were not there before, of every length. */
  readonly addedBytes: number
}

const perDay = 20

export async function packFigures(procedures: readonly ImportedProcedure[]): Promise<PackFigures> {
  async function* everywhere() {
    for (const procedure of procedures)
      yield { ...procedure, isForCitizens: true, record: { ...procedure.record, reach: 'national' as const } }
  }
  const { list, details } = await packedLines(everywhere(), '15')
  const byLength = [...details.entries()].sort(([, a], [, b]) => b.length - a.length).map(([code]) => code)
  const longest = byLength.slice(0, perDay)
  const detailed = new Set(procedures.filter(({ isDetailed }) => isDetailed).map(({ code }) => code))
  const ofEveryLength = byLength
    .filter((code) => detailed.has(code))
    .filter((_, at, all) => at % Math.ceil(all.length / perDay) === 0)
  return {
    procedures: list.size,
    listBytes: zipped(textOfLines(list)),
    detailsBytes: zipped(textOfLines(details)),
    changedBytes: between(list, changed(list, longest)) + between(details, changed(details, longest)),
    addedBytes:
      between(without(list, ofEveryLength), list) + between(without(details, ofEveryLength), details),
  }
}

function zipped(text: string): number {
  return deflateRawSync(text, { level: 9 }).length
}

function between(before: Lines, after: Lines): number {
  return zipped(deltaBetween(before, after))
}

function without(lines: Lines, codes: readonly string[]): Lines {
  return new Map([...lines].filter(([code]) => !codes.includes(code)))
}

/** Its dates, and a word in every fifth sentence. */
function changed(lines: Lines, codes: readonly string[]): Lines {
  const after = new Map(lines)
  for (const code of codes) {
    let at = 0
    const line = lines.get(code) ?? ''
    after.set(
      code,
      line.replaceAll(/\b20\d\d-\d\d-\d\d\b/gu, '2026-11-27').replaceAll(/\.(?= )/gu, (stop) => {
        at += 1
        return at % 5 === 0 ? ` (đã sửa)${stop}` : stop
      }),
    )
  }
  return after
}
