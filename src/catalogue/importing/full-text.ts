/** The official text in full, part by part: whatever the guide made of it, every word stands here. */
import type { OfficialPart } from '../schema.ts'
import { feeWords } from './guide-fee.ts'
import { wayTime } from './guide-time.ts'
import { timeWords } from './guide-words.ts'
import { listedLines } from './listed-text.ts'
import type { OfficialDetail, OfficialPaper, OfficialRecord, OfficialWay } from './official-record.ts'

type Part = OfficialPart['text'][number]
type Words = readonly (string | undefined)[]

/** Parts without a word are left out. */
export function fullText(record: OfficialRecord): Part[] {
  const { detail } = record
  const parts: readonly (readonly [Part['part'], Words])[] = [
    ['name', [record.name, record.localCode ?? record.code, ...record.fields]],
    ...(detail === undefined ? [] : detailParts(detail)),
    ['who', [...record.audience, record.audienceText]],
    ['agencies', bodies(record)],
    ['keywords', record.keywords],
    ['other', detail === undefined ? [] : otherWords(detail)],
  ]
  return parts.flatMap(([part, words]) => {
    const lines = words.flatMap((each) => each?.split('\n') ?? []).filter((line) => line !== '')
    return lines.length === 0 ? [] : [{ part, lines }]
  })
}

function detailParts(detail: OfficialDetail): readonly (readonly [Part['part'], Words])[] {
  return [
    ['steps', detail.steps.flatMap(({ name, text }) => [name, text])],
    ['ways', [...detail.ways.flatMap(wayWords), ...detail.variants.flatMap(variantWords)]],
    ['papers', detail.cases.flatMap(({ name, papers }) => [name, ...papers.flatMap(paperWords)])],
    ['where', [detail.address]],
    ['result', detail.results.map((result) => joined([result.name, result.code, result.form]))],
    ['conditions', [detail.conditions]],
    ['laws', detail.laws.map(({ number, name, rest }) => joined([number, name, rest]))],
    ['decision', [detail.decision]],
  ]
}

function joined(words: Words): string {
  return words.filter((word) => word !== undefined && word !== '').join(' · ')
}

const channelWords = { online: 'Trực tuyến', postal: 'Dịch vụ bưu chính', 'in-person': 'Trực tiếp' } as const

function wayWords(way: OfficialWay): Words {
  const name = way.channel === undefined ? way.channelText : channelWords[way.channel]
  return [joined([name, wayTime(way)]), way.text, ...way.fees.map((fee) => joined([feeWords(fee), fee.kind]))]
}

function variantWords({ code, name, value, unit, wording }: OfficialDetail['variants'][number]): Words {
  return [joined([code, name, wording ?? (value === undefined ? undefined : timeWords(value, unit))])]
}

function paperWords({ code, name, originals, copies, forms, replacedBy }: OfficialPaper): Words {
  const counts = originals + copies === 0 ? undefined : `Bản chính: ${originals}, bản sao: ${copies}`
  return [name, joined([counts, ...forms, code, replacedBy]) || undefined]
}

function bodies({ publisher, publisherCode, agencies, detail }: OfficialRecord): Words {
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ['Cơ quan công bố', [publisher, publisherCode].filter((each) => each !== undefined)],
    ['Cơ quan thực hiện', agencies],
    ['Cơ quan có thẩm quyền', detail?.deciding ?? []],
    ['Cơ quan được ủy quyền', detail?.authorised ?? []],
    ['Cơ quan phối hợp', detail?.coordinating ?? []],
  ]
  return rows.flatMap(([heading, names]) => (names.length === 0 ? [] : [`${heading}: ${names.join('; ')}`]))
}

function otherWords({ note, related, replaces, other }: OfficialDetail): Words {
  return [
    note,
    ...(related.length === 0 ? [] : [`Thủ tục liên quan: ${related.join(', ')}`]),
    ...(replaces.length === 0 ? [] : [`Thay thế: ${replaces.join(', ')}`]),
    ...other.map(({ heading, text }) => `${heading}: ${text}`),
  ]
}

/** Time, place and fees of each way and case, as the guide lists them. */
export function guideWays(ways: readonly OfficialWay[]): OfficialPart['ways'] {
  const found = ways.map((way) => ({
    channel: way.channel,
    channelText: way.channelText,
    time: wayTime(way),
    lines: [...listedLines(way.text ?? '')],
    fees: way.fees.map(feeWords).filter((words) => words !== ''),
  }))
  const unique = new Map(found.map((way) => [JSON.stringify(way), way]))
  return [...unique.values()]
}
