/**
 * What is published of a province: the procedures that ship with the gateway, and those of the imported catalogue. A new
 * import is taken up by itself, without a restart.
 */
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { importedFile, readImportedCatalogue } from '../../catalogue/importing/imported-catalogue.ts'
import type { Procedure } from '../../catalogue/schema.ts'
import { buildIndex } from '../../catalogue/search/index-build.ts'
import { openKnowledge } from '../../catalogue/search/knowledge.ts'
import { toSearchRecord } from '../../catalogue/search/record.ts'
import { type CatalogueSearch, openSearch } from '../../catalogue/search/search.ts'
import { summarise } from '../../catalogue/summary.ts'
import type { LocalizedText } from '../../domain/text/localized.ts'

export interface PublishedProvince {
  /** Hand-made ones first, then by name. */
  readonly procedures: readonly Procedure[]
  /** Each once, by name. */
  readonly fields: readonly LocalizedText[]
  find(code: string): Procedure | undefined
  /** Best first, forty at most. */
  search(query: string): Promise<readonly Procedure[]>
}

export interface Published {
  /** @param province two digits. */
  of(province: string): Promise<PublishedProvince>
}

export interface PublishedParts {
  readonly handMade: readonly Procedure[]
  /** Where the imported catalogue lies. */
  readonly folder: string
  /** The imported catalogue cannot be read: what was known before goes on being shown. */
  onFault(error: unknown): void
}

/** Between two looks at whether there is a new import. */
const lookEveryMs = 5000

export function createPublished({ handMade, folder, onFault }: PublishedParts): Published {
  let version: string | null = null
  let lookedAt = Number.NEGATIVE_INFINITY
  let loading: Promise<void> | null = null
  let all: readonly Procedure[] = handMade
  let provinces = new Map<string, PublishedProvince>()

  async function refresh(): Promise<void> {
    const found = await versionOf(join(folder, importedFile))
    if (found === version) return
    version = found
    try {
      all = await readAll(handMade, folder)
      provinces = new Map()
    } catch (error) {
      onFault(error)
    }
  }

  return {
    async of(province) {
      if (performance.now() - lookedAt > lookEveryMs) {
        lookedAt = performance.now()
        loading = refresh().finally(() => {
          loading = null
        })
      }
      if (loading !== null) await loading
      const known = provinces.get(province) ?? publishedIn(all, province)
      provinces.set(province, known)
      return known
    },
  }
}

/** Another file, or another state of it; `none` before the first import. */
async function versionOf(file: string): Promise<string> {
  try {
    const { ino, mtimeMs, size } = await stat(file)
    return `${ino} ${mtimeMs} ${size}`
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'none'
    throw error
  }
}

async function readAll(handMade: readonly Procedure[], folder: string): Promise<readonly Procedure[]> {
  const byCode = new Map(handMade.map((procedure) => [procedure.code, procedure]))
  for await (const { code, procedure, isForCitizens } of readImportedCatalogue(folder, handMade))
    if (isForCitizens || byCode.has(code)) byCode.set(code, procedure)
  return [...byCode.values()]
}

/** Was it written for this product, whatever record stands beside it? */
export function isHandMade({ official }: Procedure): boolean {
  return official?.guide !== 'from-record'
}

function publishedIn(all: readonly Procedure[], province: string): PublishedProvince {
  const here = all.filter((procedure) => {
    const only = toSearchRecord(summarise(procedure)).province
    return only === undefined || only === province
  })
  const compare = new Intl.Collator('vi').compare
  const procedures = here.sort(
    (a, b) =>
      Number(isHandMade(b)) - Number(isHandMade(a)) ||
      compare(a.name.vi, b.name.vi) ||
      compare(a.code, b.code),
  )
  const byCode = new Map(procedures.map((procedure) => [procedure.code, procedure]))
  const fields = new Map<string, LocalizedText>()
  for (const { field } of procedures) if (!fields.has(field.vi)) fields.set(field.vi, field)
  let searching: Promise<CatalogueSearch> | null = null
  return {
    procedures,
    fields: [...fields.values()].sort((a, b) => compare(a.vi, b.vi)),
    find: (code) => byCode.get(code),
    async search(query) {
      // Made when somebody first searches: most only read.
      searching ??= openKnowledge(async () => {}).then((knowledge) =>
        openSearch(buildIndex(procedures.map((procedure) => toSearchRecord(summarise(procedure)))), {
          province,
          knowledge,
        }),
      )
      return (await searching).search(query).flatMap(({ code }) => byCode.get(code) ?? [])
    },
  }
}
