/**
 * Today's unit for an address as people know it: three levels before 1 July 2025, two since, or only a part of
 * them (bug case 35). Papers issued before that day stay valid and carry the former units.
 */

import type { Commune, Province } from '../../domain/place/unit.ts'
import { normaliseText } from '../../domain/text/normalise.ts'
import type { NamedUnit, PlaceIndex } from './place-index.ts'
import { kindBefore, type PlaceLevel, type PlaceToken, placeTokens } from './place-words.ts'

export interface PlaceMatch {
  readonly commune: Commune
  readonly province: Province
  /** The former unit as people say it, `xã Bản Hồ, thị xã Sa Pa, tỉnh Lào Cai`; undefined when today's was named. */
  readonly formerly: string | undefined
  /** What stands before the commune: village, street, house number. */
  readonly detail: string
  /** The former unit became part of several units of today: which one, only the person or staff can say. */
  readonly isPart: boolean
}

/** One way to read the end of an address. */
interface Reading {
  readonly unit: NamedUnit & { readonly formerly?: string }
  /** Index of the first word that belongs to it. */
  readonly start: number
  /** How much of the address it explains. */
  readonly levels: number
  /** Kinds that were written and are right, less those that are wrong (a district that became a town since). */
  readonly kinds: number
  /** Names written with exactly these marks. */
  readonly marks: number
}

/** A name at the end of the words before `end`. */
interface Span {
  readonly key: string
  readonly marked: string
  /** First word, its kind included. */
  readonly start: number
  readonly kind: string
}

const longestName = 6

/** Names of provinces that no list has: former, short, of daily life. */
const provinceAliases: Readonly<Record<string, string>> = {
  hcm: 'hochiminh',
  tphcm: 'hochiminh',
  saigon: 'hochiminh',
  sg: 'hochiminh',
  hn: 'hanoi',
  hp: 'haiphong',
  thuathienhue: 'hue',
  tthue: 'hue',
  brvt: 'bariavungtau',
  vungtau: 'bariavungtau',
  baccan: 'backan',
}

/**
 * The units of today that an address may mean, best first. One result is certain as far as the text goes;
 * several mean that the former unit was split, only its district was recognised, or the name lives more than
 * once; none, that nothing in the text is known.
 *
 * @param text `Thôn Bản Hồ, Bản Hồ, Sa Pa, Lào Cai`, `x. ban ho h. sa pa`, `Tả Van, Lào Cai`
 */
export function findTodaysUnits(text: string, places: PlaceIndex): readonly PlaceMatch[] {
  const line = normaliseText(text.slice(0, 1000).replaceAll(/[\r\n]+/gu, ', '))
  const tokens = withoutCountry(placeTokens(line))
  const readings = readingsOf(tokens, places)
  const best = bestOf(readings, /\p{M}/u.test(line.normalize('NFD')))
  const matches = new Map<string, PlaceMatch>()
  for (const { unit, start } of best) {
    for (const { commune, province } of unit.places) {
      if (matches.has(commune.code)) continue
      matches.set(commune.code, {
        commune,
        province,
        formerly: unit.formerly,
        detail: line.slice(0, tokens[start]?.at).replace(/[\s,;.|(–-]+$/u, ''),
        isPart: unit.places.length > 1,
      })
    }
  }
  return [...matches.values()]
}

function withoutCountry(tokens: readonly PlaceToken[]): readonly PlaceToken[] {
  const [last, before] = [tokens.at(-1), tokens.at(-2)]
  if (before?.key === 'viet' && last?.key === 'nam' && before.isFirst) return tokens.slice(0, -2)
  return last?.key === 'vietnam' || last?.key === 'vn' ? tokens.slice(0, -1) : tokens
}

function readingsOf(tokens: readonly PlaceToken[], places: PlaceIndex): readonly Reading[] {
  const end = tokens.length
  const hasCommas = tokens.some(({ isFirst }, index) => isFirst && index > 0)
  const readings: Reading[] = []

  function add(
    unit: Reading['unit'],
    own: Span,
    above: readonly (readonly [Span, string?])[],
    levels: number,
  ) {
    const isClear = own.kind !== '' || tokens[own.start]?.isFirst === true
    // A name that goes on from other words is a name by chance more often than not.
    if (!isClear && levels === 1) return
    readings.push({
      unit,
      start: own.start,
      levels: levels - (isClear ? 0 : hasCommas ? 1.5 : 0.1),
      kinds:
        kindFit(own.kind, unit.kind) + above.reduce((sum, [span, kind]) => sum + kindFit(span.kind, kind), 0),
      marks: own.marked === unit.marked ? 1 : 0,
    })
  }

  /** Units below a province, or with none said. */
  function below(before: number, province: Span | undefined, penalty: number) {
    const level = (province === undefined ? 0 : 1) - penalty
    const above = province === undefined ? [] : [[province] as const]
    const isThere = ({ provinces }: NamedUnit) => province === undefined || provinces.has(province.key)
    for (const span of spansBefore(tokens, before, 'commune')) {
      for (const unit of [
        ...(places.todaysByKey.get(span.key) ?? []),
        ...(places.communesByKey.get(span.key) ?? []),
      ]) {
        if (isThere(unit)) add(unit, span, above, level + 1)
      }
    }
    for (const span of spansBefore(tokens, before, 'district')) {
      const districts = (places.districtsByKey.get(span.key) ?? []).filter(isThere)
      for (const unit of districts) add(unit, span, above, level + 1)
      if (districts.length === 0) continue
      for (const lower of spansBefore(tokens, span.start, 'commune')) {
        for (const unit of places.communesByKey.get(lower.key) ?? []) {
          const { district } = unit
          if (district === undefined || !districts.includes(district)) continue
          add(unit, lower, [...above, [span, district.kind]], level + 2)
        }
      }
    }
  }

  below(end, undefined, 0)
  for (const span of spansBefore(tokens, end, 'province')) {
    const key = provinceAliases[span.key] ?? span.key
    if (!places.provinceKeys.has(key)) continue
    const province = { ...span, key }
    below(span.start, province, 0)
    // A district of long ago, or misspelt: what stands before it still counts.
    const unknown = startOfPart(tokens, span.start)
    if (unknown > 0 && unknown < span.start) below(unknown, province, 0.6)
  }
  return readings
}

/** Every name that may end right before `end` without crossing a comma, with its kind when one is written. */
function spansBefore(tokens: readonly PlaceToken[], end: number, level: PlaceLevel): readonly Span[] {
  const spans: Span[] = []
  for (let start = end - 1; start >= 0 && start >= end - longestName; start--) {
    const words = tokens.slice(start, end)
    const { kind, length, levels } = kindBefore(tokens, start)
    const key = words.map((word) => word.key).join('')
    const marked = words.map((word) => word.marked).join('')
    if (levels.includes(level)) spans.push({ key, marked, start: start - length, kind })
    // What looks like a kind may end the name before: `phuc xa ba dinh`. Only a number is no name without one.
    if (!/^\d+$/u.test(key)) spans.push({ key, marked, start, kind: '' })
    if (tokens[start]?.isFirst) break
  }
  return spans
}

function startOfPart(tokens: readonly PlaceToken[], end: number): number {
  let start = end - 1
  while (start > 0 && !tokens[start]?.isFirst) start--
  return start
}

function kindFit(written: string, kind: string | undefined): number {
  return written === '' || kind === undefined ? 0 : written === kind ? 1 : -1
}

/** Those that explain most of the text; among them those whose kinds fit, then whose marks do. */
function bestOf(readings: readonly Reading[], isMarked: boolean): readonly Reading[] {
  const byLevels = greatest(readings, ({ levels }) => levels)
  const byKinds = greatest(byLevels, ({ kinds }) => kinds)
  return isMarked ? greatest(byKinds, ({ marks }) => marks) : byKinds
}

function greatest(readings: readonly Reading[], measure: (reading: Reading) => number): readonly Reading[] {
  const most = Math.max(...readings.map(measure))
  return readings.filter((reading) => measure(reading) === most)
}
