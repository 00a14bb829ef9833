/** Today's communes for what a person has typed so far, by today's names or those of before July 2025. */

import type { Commune, Province } from '../../domain/place/unit.ts'
import { fold } from '../../domain/text/fold.ts'
import { findTodaysUnits } from './former-address.ts'
import type { FormerCommunePlace, PlaceIndex, TodaysUnit } from './place-index.ts'
import { placeWords } from './place-words.ts'

export interface FoundCommune {
  readonly commune: Commune
  readonly province: Province
  /** The former unit that was typed, `xã Bản Hồ, thị xã Sa Pa, tỉnh Lào Cai`; undefined when today's was, or several fit. */
  readonly formerly: string | undefined
  /** `formerly` is a former commune, not only a district that it belonged to. */
  readonly isNamed: boolean
  /** That commune became part of several of today, and which one only the person or staff can say. */
  readonly isPart: boolean
  /** What the commune of today was made of. */
  readonly formerCommunes: readonly FormerCommunePlace[]
  /** Village or street, when a whole address was typed. */
  readonly detail: string
}

/** What is likelier than the rest of the country. */
export interface Nearby {
  /** Codes of the communes given in other answers, the last one first. */
  readonly earlier: readonly string[]
  /** Where the device stands. */
  readonly commune: string | null
  readonly province: string
}

export type CommuneSearch = (typed: string, nearby: Nearby) => readonly FoundCommune[]

interface Entry {
  readonly unit: TodaysUnit | FormerCommunePlace
  /** Every word that may be typed, each after a space: kinds and names of all levels. */
  readonly words: string
  /** Only its kind and name. */
  readonly own: string
  /** Only those of the levels above. */
  readonly above: string
}

/** How well an entry fits, best first. Today's name goes before a former one that fits as well. */
const fits = { name: 0, beginning: 1, inName: 2, district: 3, scattered: 4 } as const

interface Candidate {
  readonly rank: number
  formerly: string | undefined
  /** By its own name, not only by those of its district and province. */
  readonly isNamed: boolean
}

/** Nobody reads more, and typing one more letter is quicker. */
const foundAtMost = 30

/**
 * Words in any order, without marks, the last ones not yet complete: `ban ho sa pa`, `ta v`, `muong khuong`. An
 * empty text gives the communes given before and those of the device's own province. A text that fits nowhere
 * as it is, is read as an address (`findTodaysUnits`): `Thôn 3, x. Bản Hồ, h. Sa Pa`.
 */
export function createCommuneSearch(places: PlaceIndex): CommuneSearch {
  const { todayOf } = places
  const entries = entriesOf(places)

  function found(code: string, formerly: string | undefined, detail = ''): readonly FoundCommune[] {
    const unit = todayOf.get(code)
    if (unit === undefined) return []
    const { formerCommunes } = unit
    const isNamed = formerCommunes.some((former) => former.formerly === formerly)
    const isPart = formerly !== undefined && isSplit(unit, formerly)
    return unit.places.map((place) => ({ ...place, formerly, isNamed, isPart, formerCommunes, detail }))
  }

  return (typed, nearby) => {
    const rankHere = createHereRank(nearby, todayOf)
    // A `k` alone is the beginning of a word yet, not the end of one.
    const terms = typed.endsWith('k') && typed.length === 1 ? ['k'] : placeWords(typed)
    if (terms.length === 0) {
      const near = [...todayOf.keys()].filter((code) => rankHere(code) < elsewhere)
      return inOrder(near, rankHere).flatMap((code) => found(code, undefined))
    }
    const candidates = match(entries, typed, terms)
    if (candidates.size === 0) {
      return inOrder(findTodaysUnits(typed, places), ({ commune }) => rankHere(commune.code)).flatMap(
        ({ commune, formerly, detail }) => found(commune.code, formerly, detail),
      )
    }
    return inOrder([...candidates], ([code, { rank }]) => orderOf(rank, rankHere(code))).flatMap(
      ([code, { formerly }]) => found(code, formerly),
    )
  }
}

/** Near ones first; but the very name of a far one goes before a near one that only has the words in it. */
function orderOf(rank: number, here: number): number {
  const fit = Math.floor(rank / 2)
  if (fit === fits.scattered) return 1000 + here * 100 + rank
  if (here === elsewhere) return (fit === fits.name ? 250 : 300) + rank
  return fit === fits.inName ? 260 + here * 10 + rank : here * 100 + rank
}

const ownProvince = 2
const elsewhere = 3

function createHereRank(
  { earlier, commune, province }: Nearby,
  todayOf: ReadonlyMap<string, TodaysUnit>,
): (code: string) => number {
  const given = new Set(earlier)
  return (code) => {
    if (given.has(code)) return 0
    if (code === commune) return 1
    return todayOf.get(code)?.places.some((place) => place.province.code === province)
      ? ownProvince
      : elsewhere
  }
}

/** The first few by rank; equal ones keep their order. */
function inOrder<Item>(items: readonly Item[], rankOf: (item: Item) => number): readonly Item[] {
  return items
    .map((item) => ({ item, rank: rankOf(item) }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, foundAtMost)
    .map(({ item }) => item)
}

function entriesOf(places: PlaceIndex): readonly Entry[] {
  const prepared = new Map<string, string>()
  function wordsOf(name: string): string {
    const known = prepared.get(name)
    if (known !== undefined) return known
    const words = placeWords(name).join(' ')
    prepared.set(name, words)
    return words
  }
  function entry(unit: Entry['unit'], upper: string): Entry {
    const own = ` ${unit.kind} ${unit.words} `
    return { unit, words: `${own}${upper} `, own, above: ` ${upper} ` }
  }
  const kinds = { province: 'tinh', city: 'thanh pho' } as const
  const upperOf = ({ province }: TodaysUnit['places'][number]) =>
    `${kinds[province.type]} ${wordsOf(province.name)}`
  return [
    ...places.todays.flatMap((unit) => unit.places.map((place) => entry(unit, upperOf(place)))),
    ...places.formerCommunes.map((unit) => {
      // People say today's province after the former district, too.
      const todays = new Set(unit.places.map(upperOf))
      const former = unit.district === undefined ? [] : [wordsOf(unit.district.formerly)]
      return entry(unit, [...former, ...todays].join(' '))
    }),
  ]
}

/**
 * For each word what has to stand in a text. The last one is still being typed: `quy` may become
 * `quyết`. A number that is followed by another word is whole.
 */
function needlesOf(typed: string, terms: readonly string[]): readonly (readonly string[])[] {
  const last = /[\s,;.]$/u.test(typed)
    ? ''
    : (fold(typed)
        .split(/[\s,;.]/u)
        .at(-1) ?? '')
  return terms.map((term, index) => {
    if (index < terms.length - 1) return [/^\d+$/u.test(term) ? ` ${term} ` : ` ${term}`]
    return last === '' || last === term ? [` ${term}`] : [` ${term}`, ` ${last}`]
  })
}

function match(entries: readonly Entry[], typed: string, terms: readonly string[]): Map<string, Candidate> {
  const needles = needlesOf(typed, terms)
  const isIn = (words: string) => needles.every((some) => some.some((needle) => words.includes(needle)))
  const name = terms
    .join(' ')
    .replace(/^(?:thi tran|dac khu|thi xa|thanh pho|xa|phuong|huyen|quan|tinh) (?=.)/u, '')
  const candidates = new Map<string, Candidate>()
  for (const entry of entries) {
    if (!isIn(entry.words)) continue
    const { unit } = entry
    const isNamed = !isIn(entry.above)
    const fit = fitOf(entry, name, isNamed, isIn)
    const rank = fit * 2 + (unit.level === 'today' ? 0 : 1)
    const formerly = unit.level === 'today' ? undefined : formerlyOf(unit, fit, isNamed)
    for (const { commune } of unit.places) {
      const known = candidates.get(commune.code)
      if (known === undefined || rank < known.rank) candidates.set(commune.code, { rank, formerly, isNamed })
      // Several former communes fit what was typed so far: which one is not said yet.
      else if (rank === known.rank && formerly !== known.formerly) known.formerly = undefined
    }
  }
  // Words found here and there are noise beside a name, unless a whole province was meant.
  const isClear = [...candidates.values()].some(({ rank }) => rank < scatteredRank)
  for (const [code, { rank, isNamed }] of candidates) {
    if (isClear && isNamed && rank >= scatteredRank) candidates.delete(code)
  }
  return candidates
}

const scatteredRank = fits.scattered * 2

function formerlyOf(unit: FormerCommunePlace, fit: number, isNamed: boolean): string | undefined {
  if (fit === fits.district) return unit.district?.formerly
  return isNamed || fit < fits.district ? unit.formerly : undefined
}

function fitOf(
  { unit, own }: Entry,
  name: string,
  isNamed: boolean,
  isIn: (words: string) => boolean,
): (typeof fits)[keyof typeof fits] {
  if (begins(unit.words, name)) return fits.name
  if (unit.words.startsWith(name)) return fits.beginning
  if (isIn(own)) return fits.inName
  const district = unit.level === 'commune' ? unit.district?.words : undefined
  if (!isNamed && district !== undefined && (begins(district, name) || district.startsWith(name))) {
    return fits.district
  }
  return fits.scattered
}

/** The name itself, or the name and then what is above it. */
function begins(name: string, typed: string): boolean {
  return typed.startsWith(name) && (typed.length === name.length || typed[name.length] === ' ')
}

/** The former commune of this name became part of several communes, `unit` among them. */
export function isSplit(unit: TodaysUnit, formerly: string): boolean {
  return unit.formerCommunes.some((former) => former.formerly === formerly && former.places.length > 1)
}
