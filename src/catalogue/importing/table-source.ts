/** A province's own list as a table (XLSX or CSV); the headers are documented in the catalogue's README. */
import { fold } from '../../domain/text/fold.ts'
import { dayIn, unitOf } from './exchange-source.ts'
import { type Cleaning, numberIn } from './loose-json.ts'
import { provinceOfPublisher, reachOfPublisher } from './official-place.ts'
import type { OfficialLevel, OfficialWay } from './official-record.ts'
import { keywordsOf, type RecordWithoutCode } from './portal-source.ts'

/** Spellings of each header, folded. The first one of each is the documented one. */
const headers = {
  code: ['ma thu tuc', 'ma tthc', 'ma so', 'code'],
  name: ['ten thu tuc', 'ten thu tuc hanh chinh', 'ten tthc', 'name'],
  field: ['linh vuc', 'field'],
  publisher: ['co quan cong bo', 'co quan ban hanh', 'published by'],
  decision: ['quyet dinh cong bo', 'quyet dinh', 'decision'],
  level: ['cap thuc hien', 'level'],
  audience: ['doi tuong thuc hien', 'doi tuong', 'who'],
  agencies: ['co quan thuc hien', 'agency'],
  address: ['noi nop', 'dia chi tiep nhan', 'where'],
  channels: ['cach nop', 'cach thuc thuc hien', 'channels'],
  time: ['thoi han', 'thoi han giai quyet', 'thoi gian giai quyet', 'time limit'],
  fee: ['le phi', 'phi, le phi', 'phi le phi', 'fee'],
  papers: ['thanh phan ho so', 'giay to', 'papers'],
  steps: ['trinh tu thuc hien', 'trinh tu', 'steps'],
  conditions: ['dieu kien', 'yeu cau, dieu kien', 'conditions'],
  result: ['ket qua', 'ket qua thuc hien', 'result'],
  laws: ['can cu phap ly', 'legal basis'],
  keywords: ['tu khoa', 'keywords'],
  replaces: ['thay the cho', 'thay the', 'replaces'],
  updatedOn: ['ngay cap nhat', 'updated on'],
  note: ['ghi chu', 'note'],
} as const
type Column = keyof typeof headers

export interface TableHeader {
  /** What each column is; a heading that is not known keeps its words, and its texts go to the full text. */
  readonly columns: readonly (Column | { readonly heading: string } | undefined)[]
}

const columnNames = Object.keys(headers).filter((name): name is Column => Object.hasOwn(headers, name))

/** The header, if this row is it: it names at least the code and the name. */
export function tableHeader(row: readonly unknown[]): TableHeader | undefined {
  const columns = row.map((cell): TableHeader['columns'][number] => {
    const heading = typeof cell === 'string' ? cell.replace(/\s+/gu, ' ').trim() : ''
    const key = fold(heading)
      .replace(/[*:]+$/u, '')
      .trim()
    const known = columnNames.find((name) => headers[name].some((spelling) => spelling === key))
    if (known !== undefined) return known
    // A running number is nobody's information.
    return key === '' || key === 'stt' || key === 'tt' ? undefined : { heading }
  })
  return columns.includes('code') && columns.includes('name') ? { columns } : undefined
}

/** The cells of a row by column; dates of a spreadsheet as days. */
export interface TableRow {
  cell(column: Column): unknown
  readonly others: readonly { readonly heading: string; readonly value: unknown }[]
}

export function tableRow({ columns }: TableHeader, row: readonly unknown[]): TableRow {
  const plain = row.map((cell) => (cell instanceof Date ? cell.toISOString().slice(0, 10) : cell))
  return {
    cell: (column) => plain[columns.indexOf(column)],
    others: columns.flatMap((column, at) =>
      typeof column === 'object' ? [{ heading: column.heading, value: plain[at] }] : [],
    ),
  }
}

const channelWords: readonly (readonly [RegExp, NonNullable<OfficialWay['channel']>])[] = [
  [/truc tuyen|online|dvc/, 'online'],
  [/buu chinh|buu dien|postal/, 'postal'],
  [/truc tiep|tai quay|in-person/, 'in-person'],
]
const levelWords: readonly (readonly [RegExp, OfficialLevel])[] = [
  [/\bxa\b|phuong|commune/, 'commune'],
  [/\btinh\b|thanh pho|\bso\b|province/, 'province'],
  [/\bbo\b|trung uong|ministry/, 'ministry'],
]

function matching<T>(words: readonly (readonly [RegExp, T])[], text: string | undefined): T[] {
  const folded = fold(text ?? '')
  return words.flatMap(([pattern, value]) => (pattern.test(folded) ? [value] : []))
}

/** One row as a record. Cells with several things have one a line, or `;` between them. */
export function tableRecord(row: TableRow, clean: Cleaning, name: string): RecordWithoutCode {
  const text = (column: Column) => clean.text(row.cell(column))
  const list = (column: Column) =>
    [
      ...new Set((text(column) ?? '').split(/[;\n]/).map((each) => each.replace(/^[-+*]\s*/u, '').trim())),
    ].filter((each) => each !== '')
  const publisher = clean.line(row.cell('publisher'))
  const agencies = list('agencies')
  const levelText = text('level')
  const levels = matching(levelWords, levelText)
  const reach = reachOfPublisher(publisher, undefined)
  const detail = detailOf(row, clean, text, list)
  return {
    name,
    source: 'table',
    fields: list('field'),
    publisher,
    reach,
    province: reach === 'province' ? provinceOfPublisher(publisher, undefined) : undefined,
    levels,
    audience: list('audience'),
    agencies,
    keywords: keywordsOf(text('keywords')),
    detail,
  }
}

/** Undefined for a mere list: nothing that the guide tells stands in the row. */
function detailOf(
  row: TableRow,
  clean: Cleaning,
  text: (column: Column) => string | undefined,
  list: (column: Column) => string[],
): RecordWithoutCode['detail'] {
  const others = row.others.flatMap(({ heading, value }) => {
    const found = clean.text(value)
    return found === undefined ? [] : [{ heading, text: found }]
  })
  const steps = text('steps')
  const papers = (text('papers') ?? '').split('\n').filter((line) => line !== '')
  const level = text('level')
  const replaces = list('replaces')
  const detail: NonNullable<RecordWithoutCode['detail']> = {
    steps: steps === undefined ? [] : [{ text: steps }],
    ways: waysOf(text('channels'), text('time'), text('fee'), clean),
    cases: papers.length === 0 ? [] : [{ papers: papers.map(paperOf) }],
    variants: [],
    conditions: text('conditions'),
    results: list('result').map((result) => ({ name: result })),
    laws: list('laws').map((law) => ({ name: law })),
    deciding: [],
    authorised: [],
    coordinating: [],
    address: text('address'),
    note: text('note'),
    decision: clean.line(row.cell('decision')),
    updatedOn: dayIn(clean.line(row.cell('updatedOn'))) ?? isoDay(row.cell('updatedOn')),
    related: [],
    replaces,
    other: [...(level === undefined ? [] : [{ heading: 'Cấp thực hiện', text: level }]), ...others],
  }
  const isMereRow =
    steps === undefined &&
    detail.ways.length + papers.length + detail.results.length + others.length + replaces.length === 0 &&
    detail.address === undefined &&
    detail.conditions === undefined &&
    detail.note === undefined &&
    detail.decision === undefined &&
    detail.laws.length === 0
  return isMereRow ? undefined : detail
}

function isoDay(value: unknown): string | undefined {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined
}

function waysOf(
  channelText: string | undefined,
  time: string | undefined,
  fee: string | undefined,
  clean: Cleaning,
): OfficialWay[] {
  if (channelText === undefined && time === undefined && fee === undefined) return []
  const channels = matching(channelWords, channelText)
  if (channels.length === 0 && channelText !== undefined) clean.traps.add('unknown-value')
  const amount = /^(\d{1,3}(?:[.,]\d{3})*|\d+)\s*(đồng|vnđ|vnd|đ)?\.?$/iu.exec(fee ?? '')
  const known = amount === null ? undefined : Number((amount[1] ?? '').replaceAll(/[.,]/g, ''))
  const fees = fee === undefined ? [] : [known === undefined ? { text: fee } : { amount: known, text: fee }]
  const plain = /^(\d+(?:[.,]\d+)?)\s+([\p{L} ]+?)\.?$/u.exec(time ?? '')
  const unit = unitOf(plain?.[2])
  const value = unit === undefined ? undefined : numberIn(plain?.[1])
  const stated = value === undefined ? { wording: time } : { value, unit }
  return channels.length === 0
    ? [{ channelText, ...stated, fees }]
    : channels.map((channel) => ({ channel, ...stated, fees }))
}

/** `Tờ khai (01 bản chính, 02 bản sao)`: the counts where they are written, else one original. */
function paperOf(line: string) {
  const words = line.replace(/^[-+*]\s*/u, '')
  const originals = /(\d{1,2})\s*bản chính/iu.exec(words)
  const copies = /(\d{1,2})\s*(?:bản sao|bản chụp|bản phô)/iu.exec(words)
  const isCounted = originals !== null || copies !== null
  return {
    name: words === '' ? line : words,
    originals: originals === null ? (isCounted ? 0 : 1) : Number(originals[1]),
    copies: copies === null ? 0 : Number(copies[1]),
    forms: [],
  }
}
