/** The guide that a device shows, made from an official record: the same layout as a hand-made one. Pure. */
import type { Procedure } from '../schema.ts'
import { fullText, guideWays } from './full-text.ts'
import { guideFee } from './guide-fee.ts'
import { guidePapers } from './guide-papers.ts'
import { guideTime } from './guide-time.ts'
import { guideWords, inVietnamese } from './guide-words.ts'
import { lifeEventOf } from './life-event.ts'
import { listedLines, listedSteps } from './listed-text.ts'
import type { OfficialDetail, OfficialRecord } from './official-record.ts'
import { shortText } from './short-text.ts'
import type { Trap } from './trap.ts'

export interface PlainGuide {
  readonly procedure: Procedure
  /** What could not be understood: there the official wording stands instead. */
  readonly traps: readonly Trap[]
}

const nothing: OfficialDetail = {
  steps: [],
  ways: [],
  cases: [],
  variants: [],
  results: [],
  laws: [],
  deciding: [],
  authorised: [],
  coordinating: [],
  related: [],
  replaces: [],
  other: [],
}

/** More than this is read below, under its own heading. */
const longestPlace = 240
/** Records say in these ways that there is nothing to say. */
const saysNothing = /^(không|không có|không quy định|không có quy định|không yêu cầu)\.?$/iu

/** @param takenOn the day on which this state of the record was taken, `YYYY-MM-DD`: nobody has verified it since. */
export function plainGuide(record: OfficialRecord, takenOn: string): PlainGuide {
  const detail = record.detail ?? nothing
  const papers = guidePapers(detail.cases)
  const time = guideTime(detail)
  const fee = guideFee(detail.ways)
  const channels = [...new Set(detail.ways.flatMap(({ channel }) => channel ?? []))]
  const traps = new Set<Trap>([...papers.traps, ...time.traps, ...fee.traps])
  const isOnline = channels.includes('online')
  if (record.detail?.isFullyOnline === false && isOnline) traps.add('online-but-not-full')
  const isOld = /cấp huyện|ủy ban nhân dân huyện|ubnd huyện|phòng tư pháp/iu.test(
    [...record.agencies, ...detail.deciding, detail.address ?? ''].join(' '),
  )
  if (isOld) traps.add('district-level')
  const cases = [
    ...(papers.question === undefined ? [] : [papers.question]),
    ...(time.isByChannel ? [channelQuestion(channels)] : []),
  ]
  const conditions = saysNothing.test(detail.conditions ?? 'Không')
    ? []
    : listedLines(detail.conditions ?? '')
  const [level = 'other', ...alsoLevels] = levelsOf(record)
  const procedure: Procedure = {
    code: record.code,
    name: inVietnamese(record.name),
    plainName: inVietnamese(plainNameOf(record.name)),
    field: record.fields.length === 0 ? guideWords.field : inVietnamese(record.fields.join('; ')),
    lifeEvent: lifeEventOf(record.name, record.fields),
    level,
    alsoLevels,
    ...scopeOf(record),
    role: 'guide-only',
    ...(record.publisher === undefined ? {} : { publishedBy: record.publisher }),
    onlineLevel: !isOnline ? 'information-only' : detail.isFullyOnline === true ? 'full' : 'partial',
    channels,
    essential: false,
    ...(cases.length === 0 ? {} : { cases }),
    who: whoOf(record),
    where: placeOf(record, detail),
    result: resultOf(detail),
    timeLimit: time.timeLimit,
    fee: fee.fee,
    components: [...papers.components],
    keywords: { vi: [...record.keywords], en: [] },
    notes: [...new Set([...papers.notes, ...listedLines(detail.note ?? '').map(({ text }) => text)])].map(
      inVietnamese,
    ),
    legalBasis: lawsOf(detail),
    ...(detail.replaces.length === 0 ? {} : { supersedes: [...detail.replaces] }),
    record: {
      ...(detail.decision === undefined ? {} : { decision: detail.decision }),
      ...(detail.updatedOn === undefined ? {} : { updated: detail.updatedOn }),
      ...(record.portalId === undefined ? {} : { portalId: record.portalId }),
    },
    sources: sourcesOf(record),
    confidence: 'medium',
    possiblyOutdated: isOld || (detail.updatedOn !== undefined && detail.updatedOn < '2025-07-01'),
    unverified: [...traps],
    verifiedOn: takenOn,
    official: {
      guide: 'from-record',
      takenOn,
      ...(detail.updatedOn === undefined ? {} : { updatedOn: detail.updatedOn }),
      steps: listedSteps(detail.steps).map(({ title, lines }) => ({
        ...(title === undefined ? {} : { title }),
        lines: [...lines],
      })),
      conditions: [...conditions],
      ways: guideWays(detail.ways),
      text: fullText(record),
    },
  }
  return { procedure, traps: [...traps] }
}

/** Some official names run to a whole paragraph. */
const longestPlainName = 120

/** `Thủ tục đăng ký khai sinh` is called `Đăng ký khai sinh`; a paragraph ends at its last comma that is near enough. */
function plainNameOf(name: string): string {
  const plain = name.replace(/^thủ tục\s*:?\s+/iu, '')
  const whole = plain === '' ? name : plain
  const upper = whole.charAt(0).toUpperCase() + whole.slice(1)
  return shortText(upper, longestPlainName)
}

function channelQuestion(channels: Procedure['channels']): NonNullable<Procedure['cases']>[number] {
  return {
    id: 'channel',
    question: guideWords.channelQuestion,
    options: channels.map((channel) => ({ value: channel, label: guideWords.channel[channel] })),
  }
}

/** Who publishes does not tell who carries it out, except that a province's own is done in the province. */
function levelsOf({ levels, reach }: OfficialRecord): readonly Procedure['level'][] {
  return levels.length === 0 && reach === 'province' ? ['province'] : levels
}

function scopeOf({ reach, province }: OfficialRecord): Pick<Procedure, 'scope' | 'province'> {
  if (reach !== 'province') return { scope: 'national' }
  if (province === '15') return { scope: 'lao-cai' }
  return province === '12' ? { scope: 'lai-chau' } : { scope: 'other-province', province: province ?? '00' }
}

function whoOf({ audience, audienceText }: OfficialRecord) {
  const words = [...audience, ...(audienceText === undefined ? [] : [audienceText.replaceAll('\n', ' ')])]
  return words.length === 0 ? guideWords.who : inVietnamese(words.join('; '))
}

/** The address where it is short; else who takes it in. The full text has all of it. */
function placeOf({ agencies }: OfficialRecord, { address, deciding }: OfficialDetail) {
  const lines = listedLines(address ?? '').map(({ text }) => text)
  const place = lines.join('; ')
  if (place !== '' && place.length <= longestPlace) return inVietnamese(place)
  const bodies = (agencies.length > 0 ? agencies : deciding).slice(0, 3).join('; ')
  if (bodies !== '') return inVietnamese(bodies)
  return place === '' ? guideWords.place : inVietnamese(lines[0] ?? place)
}

function resultOf({ results }: OfficialDetail) {
  const names = [...new Set(results.map(({ name }) => name.replaceAll('\n', '; ')))]
  return names.length === 0 ? guideWords.result : inVietnamese(names.join('; '))
}

function lawsOf({ laws }: OfficialDetail): string[] {
  const words = laws.map(({ number, name }) => {
    if (number === undefined || name?.includes(number) === true) return name ?? ''
    return name === undefined ? number : `${number} ${name}`
  })
  return [...new Set(words)].filter((law) => law !== '')
}

function sourcesOf({ source, portalId }: OfficialRecord): string[] {
  if (source === 'exchange') return ['Cổng Dịch vụ công quốc gia (LayThuTuc)']
  if (source === 'table') return ['Danh mục thủ tục hành chính của tỉnh']
  return [`https://dichvucong.gov.vn/thu-tuc-hanh-chinh/${portalId ?? ''}`]
}
