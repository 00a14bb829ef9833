/** The desk's time limit from what a record says of each way of filing. What is not certain is quoted, not guessed. */
import type { Procedure } from '../schema.ts'
import { guideWords, inVietnamese, timeWords } from './guide-words.ts'
import type { OfficialDetail, OfficialWay } from './official-record.ts'
import type { Trap } from './trap.ts'

type TimeLimit = Procedure['timeLimit']
type Unit = TimeLimit['unit']

export interface GuideTime {
  readonly timeLimit: TimeLimit
  /** Do the limits differ by channel alone, so that asking for it decides them? */
  readonly isByChannel: boolean
  readonly traps: readonly Trap[]
}

interface Stated {
  readonly value: number
  readonly unit: Unit
  readonly isInWords: boolean
}

const mountain = /miền núi|hải đảo|biên giới|vùng sâu/iu
const added = /tăng thêm (?:không quá )?(\d{1,3}) ngày( làm việc)?/iu
/** Longer than this nobody reads it in a card: it stands in the full text, and below by way of filing. */
const longestNote = 240

const phrase = /(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:\([^)]{1,30}\)\s*)?(ngày làm việc|ngày|giờ làm việc|giờ)/giu

/** The one limit that a sentence states; undefined where it states none or several, or more than the limit. */
function limitInWords(words: string): Stated | undefined {
  if (/\+|theo từng|tùy/iu.test(words)) return undefined
  const own = words
    .split(/(?<=[.;])\s+|\n/u)
    .filter((sentence) => !mountain.test(sentence))
    .join(' ')
  const found = [...own.matchAll(phrase)]
  const [only] = found
  if (found.length !== 1 || only === undefined) return undefined
  const [, number = '', unit = ''] = only
  const value = Number(number.replace(',', '.'))
  if (!(value > 0)) return undefined
  const kind: Unit =
    /làm việc/iu.test(unit) && /ngày/iu.test(unit) ? 'working-days' : /ngày/iu.test(unit) ? 'days' : 'hours'
  return { value, unit: kind, isInWords: true }
}

function statedLimit(
  { value, unit, wording }: OfficialWay,
  variants: OfficialDetail['variants'],
  traps: Set<Trap>,
): Stated | undefined {
  if (value === undefined) {
    if (wording === undefined) return undefined
    traps.add('time-in-words')
    return limitInWords(wording)
  }
  if (value === 0) {
    // Zero is how an empty field is filled in; "at once" would be a promise.
    traps.add('time-zero')
    return undefined
  }
  if (unit === undefined) {
    // The record may state the same limit with its unit elsewhere.
    const same =
      variants.length > 0 && variants.every((each) => each.value === value && each.unit === variants[0]?.unit)
    const found = same ? variants[0]?.unit : undefined
    if (found === undefined || found === 'months') {
      traps.add('time-unit-unknown')
      return undefined
    }
    return { value, unit: found, isInWords: false }
  }
  return unit === 'months' ? undefined : { value, unit, isInWords: false }
}

interface Read {
  readonly way: OfficialWay
  readonly limit: Stated | undefined
  readonly isMountain: boolean
}

export function guideTime({ ways, variants }: Pick<OfficialDetail, 'ways' | 'variants'>): GuideTime {
  const traps = new Set<Trap>()
  const read = ways.map((way): Read => {
    const limit = statedLimit(way, variants, traps)
    return { way, limit, isMountain: mountain.test(way.text ?? '') && !added.test(way.text ?? '') }
  })
  const usual = read.filter(({ isMountain }) => !isMountain)
  const counted = usual.length > 0 ? usual : read
  const distinct = distinctLimits(counted)
  const [first] = distinct
  const isWhole = counted.every(({ limit }) => limit !== undefined)
  const extension = extensionOf(read, first, distinct.length)
  if (first !== undefined && distinct.length === 1 && isWhole) {
    return {
      timeLimit: {
        value: first.value,
        unit: first.unit,
        ...noteOf(counted),
        ...(extension === undefined ? {} : { mountainExtension: extension }),
        ...(first.isInWords ? { confirm: true } : {}),
      },
      isByChannel: false,
      traps: [...traps],
    }
  }
  const byChannel = limitsByChannel(counted)
  if (byChannel !== undefined) {
    const [usualLimit] = byChannel.filter(({ channel }) => channel === 'in-person')
    const last = usualLimit ?? byChannel.at(-1)
    if (last !== undefined) {
      return {
        timeLimit: {
          value: last.limit.value,
          unit: last.limit.unit,
          variants: byChannel
            .filter((each) => each !== last)
            .map(({ channel, limit: { value, unit } }) => ({
              when: { question: 'channel', is: channel },
              value,
              unit,
            })),
        },
        isByChannel: true,
        traps: [...traps],
      }
    }
  }
  if (distinct.length > 1) traps.add('times-differ')
  return {
    timeLimit: {
      unit: first?.unit ?? 'working-days',
      ...(ways.length === 0 ? {} : { note: quoted(ways) }),
      confirm: true,
    },
    isByChannel: false,
    traps: [...traps],
  }
}

function distinctLimits(read: readonly Read[]): readonly Stated[] {
  const byKey = new Map(
    read.flatMap(({ limit }) => (limit === undefined ? [] : [[`${limit.value} ${limit.unit}`, limit]])),
  )
  return [...byKey.values()]
}

/** One limit for each channel, where the channels differ and each has one. */
function limitsByChannel(read: readonly Read[]) {
  const found = new Map<NonNullable<OfficialWay['channel']>, Stated>()
  for (const { way, limit } of read) {
    if (way.channel === undefined || limit === undefined || limit.isInWords) return undefined
    const other = found.get(way.channel)
    if (other !== undefined && (other.value !== limit.value || other.unit !== limit.unit)) return undefined
    found.set(way.channel, limit)
  }
  return found.size < 2 ? undefined : [...found].map(([channel, limit]) => ({ channel, limit }))
}

/** What mountain communes add: said as an addition, or as a longer limit of its own. */
function extensionOf(
  read: readonly Read[],
  usual: Stated | undefined,
  distinct: number,
): TimeLimit['mountainExtension'] {
  if (usual === undefined || distinct !== 1 || usual.unit === 'hours') return undefined
  const { value: base, unit } = usual
  const said = new Set(
    read.flatMap(({ way, limit, isMountain }) => {
      const addition = added.exec(`${way.text ?? ''}\n${way.wording ?? ''}`)
      if (addition !== null && mountain.test(`${way.text ?? ''}${way.wording ?? ''}`)) {
        return [`${addition[1]} ${addition[2] === undefined ? 'days' : 'working-days'}`]
      }
      if (!isMountain || limit === undefined || limit.unit !== unit || limit.value <= base) return []
      return [`${limit.value - base} ${unit}`]
    }),
  )
  const [only] = said
  if (said.size !== 1 || only === undefined) return undefined
  const [value = '', kind] = only.split(' ')
  return { value: Number(value), unit: kind === 'days' ? 'days' : 'working-days' }
}

/** The record's own words on the time, where they are short and all ways say the same. */
function noteOf(read: readonly Read[]): Pick<TimeLimit, 'note'> {
  const words = new Set(read.flatMap(({ way }) => way.wording ?? []))
  const [only] = words
  return words.size === 1 && only !== undefined && only.length <= longestNote
    ? { note: inVietnamese(only) }
    : {}
}

function quoted(ways: readonly OfficialWay[]) {
  const numbers = new Set(ways.map(({ value, unit }) => (unit === undefined ? value : undefined)))
  const [only] = numbers
  if (numbers.size === 1 && only !== undefined && only > 0) return guideWords.timeWithoutUnit(String(only))
  const words = [...new Set(ways.flatMap((way) => wayTime(way) ?? []))]
  const all = words.join('; ')
  return all !== '' && all.length <= longestNote ? inVietnamese(all) : guideWords.timeInText
}

/** The time of one way in the record's words; undefined where it says nothing. */
export function wayTime({
  value,
  unit,
  wording,
}: Pick<OfficialWay, 'value' | 'unit' | 'wording'>): string | undefined {
  if (wording !== undefined) return wording
  return value === undefined ? undefined : timeWords(value, unit)
}
