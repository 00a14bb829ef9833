/** Today's and former units side by side, prepared for finding a place by its name. */
import type { FormerUnits } from '../../domain/place/former-unit.ts'
import type { Commune, Province } from '../../domain/place/unit.ts'
import { markedWord, placeWord } from './place-words.ts'

export interface TodaysPlace {
  readonly commune: Commune
  readonly province: Province
}

/** What an address may name, at any level. */
export interface NamedUnit {
  readonly level: 'today' | 'commune' | 'district'
  /** Folded kind: `xa`, `thi xa`. */
  readonly kind: string
  /** Words of the name without its kind, folded: `ban ho`. */
  readonly words: string
  /** The same with marks and without spaces, see `markedWord`. */
  readonly marked: string
  /** Keys of the provinces, former and today's, that people name with it. */
  readonly provinces: ReadonlySet<string>
  /** Itself, or what became of it. */
  readonly places: readonly TodaysPlace[]
}

export interface TodaysUnit extends NamedUnit {
  readonly level: 'today'
  /** The former communes that make it up, whole or in part. */
  readonly formerCommunes: readonly FormerCommunePlace[]
}

export interface FormerDistrictPlace extends NamedUnit {
  readonly level: 'district'
  /** As people say it: `thị xã Sa Pa, tỉnh Lào Cai`. */
  readonly formerly: string
  /** `thị xã Sa Pa`. */
  readonly name: string
}

export interface FormerCommunePlace extends NamedUnit {
  readonly level: 'commune'
  /** As people say it: `xã Bản Hồ, thị xã Sa Pa, tỉnh Lào Cai`. */
  readonly formerly: string
  /** `xã Bản Hồ`. */
  readonly name: string
  /** `Bản Hồ`. */
  readonly bare: string
  /** Unknown for a few that had been merged away shortly before. */
  readonly district: FormerDistrictPlace | undefined
}

export interface PlaceIndex {
  /** By code. */
  readonly todayOf: ReadonlyMap<string, TodaysUnit>
  readonly todays: readonly TodaysUnit[]
  readonly formerCommunes: readonly FormerCommunePlace[]
  readonly formerDistricts: readonly FormerDistrictPlace[]
  /** By key: words of the name without its kind and without spaces. */
  readonly todaysByKey: ReadonlyMap<string, readonly TodaysUnit[]>
  readonly communesByKey: ReadonlyMap<string, readonly FormerCommunePlace[]>
  readonly districtsByKey: ReadonlyMap<string, readonly FormerDistrictPlace[]>
  readonly provinceKeys: ReadonlySet<string>
}

/** How former units begin, longest first. */
const formerKinds: readonly (readonly [begins: string, kind: string])[] = [
  ['Thị trấn ', 'thi tran'],
  ['Thành phố ', 'thanh pho'],
  ['Thị xã ', 'thi xa'],
  ['Phường ', 'phuong'],
  ['Huyện ', 'huyen'],
  ['Quận ', 'quan'],
  ['Tỉnh ', 'tinh'],
  ['Xã ', 'xa'],
]
const kindsOfToday = { commune: 'xa', ward: 'phuong', 'special-zone': 'dac khu' } as const

/** About 13,000 units: some tens of milliseconds, so once and not on a tap. */
export function createPlaceIndex({
  communes,
  provinces,
  former,
}: {
  readonly communes: readonly Commune[]
  readonly provinces: readonly Province[]
  readonly former: FormerUnits
}): PlaceIndex {
  const nameOf = createNameReader()
  const provinceOf = new Map(provinces.map((province) => [province.code, province]))
  const provinceKeyOf = new Map(provinces.map(({ code, name }) => [code, keyOf(nameOf(name).words)]))
  const todays = new Map<string, TodaysUnit & { readonly provinces: Set<string> }>()
  const parts = new Map<string, FormerCommunePlace[]>()
  for (const commune of communes) {
    const province = provinceOf.get(commune.provinceCode)
    if (province === undefined) continue
    const formerCommunes: FormerCommunePlace[] = []
    parts.set(commune.code, formerCommunes)
    todays.set(commune.code, {
      level: 'today',
      kind: kindsOfToday[commune.type],
      ...nameOf(commune.name),
      provinces: new Set([provinceKeyOf.get(commune.provinceCode) ?? '']),
      places: [{ commune, province }],
      formerCommunes,
    })
  }
  const unitsOf = (successors: readonly string[]) =>
    successors.map((code) => todays.get(code)).filter((unit) => unit !== undefined)
  const provincesOf = (units: readonly TodaysUnit[], formerKey: string | undefined) => {
    const keys = new Set(
      units.flatMap(({ places }) => places.map(({ province }) => provinceKeyOf.get(province.code) ?? '')),
    )
    return formerKey === undefined ? keys : keys.add(formerKey)
  }

  const formerProvinces = new Map(
    former.provinces.map(({ code, name }) => {
      return [code, { name: asInside(name), key: keyOf(nameOf(splitKind(name).bare).words) }]
    }),
  )
  const successorsOfDistrict = new Map<string, Set<string>>()
  for (const { district, successors } of former.communes) {
    if (district === undefined) continue
    const all = successorsOfDistrict.get(district) ?? new Set()
    for (const code of successors) all.add(code)
    successorsOfDistrict.set(district, all)
  }
  const districts = new Map<string, FormerDistrictPlace>()
  for (const { code, name, province, successors } of former.districts) {
    const { kind, bare } = splitKind(name)
    const own = nameOf(bare)
    const above = formerProvinces.get(province)
    const units = unitsOf([...successors, ...(successorsOfDistrict.get(code) ?? [])])
    districts.set(code, {
      level: 'district',
      kind,
      ...own,
      name: asInside(name),
      provinces: provincesOf(units, above?.key),
      places: sameNameFirst(units, own.marked),
      formerly: [asInside(name), above?.name].filter((part) => part !== undefined).join(', '),
    })
  }
  const formerCommunes: FormerCommunePlace[] = []
  const formerProvinceKeyOf = new Map(
    former.districts.map(({ code, province }) => [code, formerProvinces.get(province)?.key]),
  )
  for (const { name, district, successors } of former.communes) {
    const { kind, bare } = splitKind(name)
    const own = nameOf(bare)
    const above = district === undefined ? undefined : districts.get(district)
    const formerKey = district === undefined ? undefined : formerProvinceKeyOf.get(district)
    const units = unitsOf(successors)
    const place: FormerCommunePlace = {
      level: 'commune',
      bare,
      kind,
      ...own,
      name: asInside(name),
      provinces: provincesOf(units, formerKey),
      places: sameNameFirst(units, own.marked),
      formerly: above === undefined ? asInside(name) : `${asInside(name)}, ${above.formerly}`,
      district: above,
    }
    formerCommunes.push(place)
    for (const code of successors) {
      parts.get(code)?.push(place)
      if (formerKey !== undefined) todays.get(code)?.provinces.add(formerKey)
    }
  }
  const todaysUnits = [...todays.values()]
  const formerDistricts = [...districts.values()]
  return {
    todayOf: todays,
    todays: todaysUnits,
    formerCommunes,
    formerDistricts,
    todaysByKey: byKey(todaysUnits),
    communesByKey: byKey(formerCommunes),
    districtsByKey: byKey(formerDistricts),
    provinceKeys: new Set([
      ...provinceKeyOf.values(),
      ...[...formerProvinces.values()].map(({ key }) => key),
    ]),
  }
}

/** `ban ho` → `banho`: people write `Sapa` and `Sa Pa`, `H'leo` and `H Leo`. */
function keyOf(words: string): string {
  return words.replaceAll(' ', '')
}

/** 13,000 names are made of some 3,000 syllables: each is worked out once. */
function createNameReader(): (bare: string) => Pick<NamedUnit, 'words' | 'marked'> {
  const syllables = new Map<string, { readonly word: string; readonly marked: string }>()
  function read(raw: string) {
    const known = syllables.get(raw)
    if (known !== undefined) return known
    const syllable = { word: placeWord(raw), marked: markedWord(raw) }
    syllables.set(raw, syllable)
    return syllable
  }
  return (bare) => {
    const own = bare
      .split(' ')
      .map(read)
      .filter(({ word }) => word !== '')
    return { words: own.map(({ word }) => word).join(' '), marked: own.map(({ marked }) => marked).join('') }
  }
}

/** `Thị xã Sa Pa` → `thi xa` and `Sa Pa`. */
function splitKind(name: string): { readonly kind: string; readonly bare: string } {
  const found = formerKinds.find(([begins]) => name.startsWith(begins))
  return found === undefined
    ? { kind: '', bare: name }
    : { kind: found[1], bare: name.slice(found[0].length) }
}

/** A name inside a sentence: its kind in lower case. */
function asInside(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1)
}

/** Of the units that a split one became, the one that kept the name is the likeliest. */
function sameNameFirst(successors: readonly TodaysUnit[], marked: string): readonly TodaysPlace[] {
  const distinct = [...new Set(successors)]
  return [
    ...distinct.filter((unit) => unit.marked === marked),
    ...distinct.filter((unit) => unit.marked !== marked),
  ].flatMap(({ places }) => places)
}

function byKey<Unit extends NamedUnit>(units: readonly Unit[]): ReadonlyMap<string, readonly Unit[]> {
  const found = new Map<string, Unit[]>()
  for (const unit of units) {
    // Towns that grew from state farms are called with and without the word: `thị trấn N.T Phong Hải`.
    const short = unit.words.replace(/^(?:nt|nong truong) /u, '')
    for (const key of new Set([keyOf(unit.words), keyOf(short)])) {
      const same = found.get(key)
      if (same === undefined) found.set(key, [unit])
      else same.push(unit)
    }
  }
  return found
}
