import { unitName } from '../../../../domain/place/address.ts'
import type { Commune, Province } from '../../../../domain/place/unit.ts'
import { fold } from '../../../../domain/text/fold.ts'
import type { LocalizedText } from '../../../../domain/text/localized.ts'
import type { ListItem } from '../../../ui/list-picker/list-picker.tsx'

interface Entry {
  readonly item: ListItem
  readonly name: string
  readonly nameWords: readonly string[]
  /** Every word a person may type: kind and name of commune and province. */
  readonly words: readonly string[]
  readonly isNear: boolean
}

/** Where the device stands: its province's communes come first, its own commune before all. */
export interface Here {
  readonly province: string
  readonly commune: string | null
}

/** `Xã Tả Van, tỉnh Lào Cai`, as a name on its own. */
export function communeLabel(commune: Commune, province: Province, language: keyof LocalizedText): string {
  const label = `${unitName(commune, language)}, ${unitName(province, language)}`
  return label.charAt(0).toUpperCase() + label.slice(1)
}

/**
 * A search over communes, without marks and in any order of words: `ta van lao cai`, `xa ta van`. An empty
 * text gives the communes of the device's own province.
 */
export function createCommuneSearch(
  communes: readonly Commune[],
  provinces: readonly Province[],
  here: Here,
  language: keyof LocalizedText,
): (typed: string) => readonly ListItem[] {
  const provinceOf = new Map(provinces.map((province) => [province.code, province]))
  const entries: Entry[] = []
  for (const commune of communes) {
    const province = provinceOf.get(commune.provinceCode)
    if (province === undefined) continue
    const name = fold(commune.name)
    const words = fold(`${unitName(commune, 'vi')} ${unitName(province, 'vi')}`)
    entries.push({
      item: { id: commune.code, label: communeLabel(commune, province, language) },
      name,
      nameWords: wordsOf(name),
      words: wordsOf(words),
      isNear: commune.provinceCode === here.province,
    })
  }
  entries.sort((a, b) => rankHere(a, here) - rankHere(b, here))
  return (typed) => {
    const query = fold(typed.replaceAll(',', ' '))
    if (query === '') return entries.filter(({ isNear }) => isNear).map(({ item }) => item)
    const terms = wordsOf(query)
    return entries
      .filter(({ words }) => matches(words, terms))
      .map((entry, position) => ({ entry, position, rank: rankName(entry, query, terms) }))
      .sort(
        (a, b) =>
          rankHere(a.entry, here) - rankHere(b.entry, here) || a.rank - b.rank || a.position - b.position,
      )
      .map(({ entry }) => entry.item)
  }
}

function rankHere({ item, isNear }: Entry, here: Here): number {
  return item.id === here.commune ? 0 : isNear ? 1 : 2
}

/** The name itself, its beginning, all of the words in the name, or some of them in the province's. */
function rankName({ name, nameWords }: Entry, query: string, terms: readonly string[]): number {
  if (name === query) return 0
  if (name.startsWith(query) || query.startsWith(`${name} `)) return 1
  return matches(nameWords, terms) ? 2 : 3
}

function matches(words: readonly string[], terms: readonly string[]): boolean {
  return terms.every((term) => words.some((word) => word.startsWith(term)))
}

function wordsOf(folded: string): readonly string[] {
  return folded.split(/[\s,'’-]+/u)
}
