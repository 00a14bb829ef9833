/** `LayDanhSachTTHC` and `LayThuTuc` of the exchange between the portal and provincial systems. All values are strings. */
import { fold } from '../../domain/text/fold.ts'
import { parseWrittenDate } from '../../domain/time/partial-date.ts'
import { type Cleaning, countIn, type LooseObject, numberIn, objectsAt, valueAt } from './loose-json.ts'
import { levelsOfBodies, provinceOfPublisher, reachOfPublisher } from './official-place.ts'
import type { OfficialFee, OfficialLevel, OfficialPaper, OfficialWay } from './official-record.ts'
import { keywordsOf, type RecordWithoutCode } from './portal-source.ts'

const channels: Readonly<Record<string, OfficialWay['channel']>> = {
  '1': 'in-person',
  '2': 'online',
  '3': 'postal',
}
/** District level is gone since 1 July 2025. */
const levels: Readonly<Record<string, OfficialLevel>> = { '0': 'ministry', '1': 'province', '3': 'commune' }
const units: Readonly<Record<string, OfficialWay['unit']>> = {
  'ngay lam viec': 'working-days',
  ngay: 'days',
  gio: 'hours',
  'gio lam viec': 'hours',
  thang: 'months',
}

/** A unit as Vietnamese words name it. */
export function unitOf(words: string | undefined): OfficialWay['unit'] {
  const key = fold(words ?? '')
  return Object.hasOwn(units, key) ? units[key] : undefined
}

/** A row of the list: certain to have a code and a name, and nothing else. */
export function exchangeRow(row: LooseObject, clean: Cleaning, name: string): RecordWithoutCode {
  const publisher = clean.line(valueAt(row, 'TENCOQUANBANHANH'))
  const publisherCode = clean.line(valueAt(row, 'MACOQUANCONGBO'))
  const reach = reachOfPublisher(publisher, publisherCode)
  return {
    name,
    source: 'exchange',
    fields: clean.lines(valueAt(row, 'TENLINHVUC')),
    publisher,
    publisherCode,
    reach,
    province: reach === 'province' ? provinceOfPublisher(publisher, publisherCode) : undefined,
    levels: [],
    audience: [],
    agencies: [],
    keywords: [],
  }
}

/** A full record. */
export function exchangeDetail(row: LooseObject, clean: Cleaning, name: string): RecordWithoutCode {
  const agencies = clean.lines(valueAt(row, 'COQUANTHUCHIEN'), 'TENDONVI')
  const agencyText = clean.lines(valueAt(row, 'MOTACOQUANTHUCHIEN'))
  const decidingText = clean.lines(valueAt(row, 'MOTACOQUANTHAMQUYEN'))
  const written = objectsAt(row, 'CAPTHUCHIEN').map((level) => clean.line(valueAt(level, 'CAPTHUCHIEN')))
  if (written.some((code) => code === undefined || levels[code] === undefined)) {
    clean.traps.add(written.includes('2') ? 'district-level' : 'unknown-value')
  }
  const named = written.flatMap((code) => (code === undefined ? [] : (levels[code] ?? [])))
  const described = clean.text(valueAt(row, 'MOTA'))
  const levelNames = clean.lines(valueAt(row, 'CAPTHUCHIEN'), 'TENCAP').join('\n')
  return {
    ...exchangeRow(row, clean, name),
    portalId: undefined,
    fields: clean.lines(valueAt(row, 'LINHVUCTHUCHIEN'), 'TENLINHVUC'),
    levels: named.length > 0 ? [...new Set(named)] : levelsOfBodies(agencies),
    audience: clean.lines(valueAt(row, 'DOITUONGTHUCHIEN'), 'TENDOITUONG'),
    audienceText: clean.text(valueAt(row, 'MOTADOITUONGTHUCHIEN')),
    agencies: [...new Set([...agencies, ...agencyText])],
    keywords: keywordsOf(clean.text(valueAt(row, 'TUKHOA'))),
    detail: {
      steps: objectsAt(row, 'TRINHTUTHUCHIEN').flatMap((each) => {
        const texts = objectsAt(each, 'TRINHTU').map((step) => clean.text(valueAt(step, 'TENTRINHTU')))
        return [
          {
            name: clean.line(valueAt(each, 'TRUONGHOP')),
            text: texts.filter(isText).join('\n') || undefined,
          },
        ]
      }),
      ways: objectsAt(row, 'CACHTHUCTHUCHIEN').flatMap((way) => waysOf(way, clean)),
      cases: objectsAt(row, 'THANHPHANHOSO').map((each) => ({
        name: clean.text(valueAt(each, 'TRUONGHOP')),
        papers: objectsAt(each, 'GIAYTO').flatMap((paper) => paperOf(paper, clean)),
      })),
      variants: [],
      conditions: clean.text(valueAt(row, 'YEUCAU')),
      results: objectsAt(row, 'KETQUATHUCHIEN').flatMap((result) => {
        const resultName = clean.text(valueAt(result, 'TENKETQUA'))
        const code = clean.line(valueAt(result, 'MAKETQUA'))
        return resultName === undefined
          ? []
          : [{ code, name: resultName, form: clean.line(valueAt(result, 'TENTEP')) }]
      }),
      laws: objectsAt(row, 'CANCUPHAPLY').map((law) => ({
        number: clean.line(valueAt(law, 'SOVANBAN')),
        name: clean.line(valueAt(law, 'TENVANBAN')),
        rest:
          ['NGAYBANHANH', 'NGAYHIEULUC', 'COQUANBANHANH']
            .map((key) => clean.line(valueAt(law, key)))
            .filter(isText)
            .join(', ') || undefined,
      })),
      deciding: [
        ...new Set([...clean.lines(valueAt(row, 'COQUANCOTHAMQUYEN'), 'TENDONVI'), ...decidingText]),
      ],
      authorised: clean.lines(valueAt(row, 'COQUANDUOCUYQUYEN'), 'TENDONVI'),
      coordinating: clean.lines(valueAt(row, 'COQUANPHOIHOP'), 'TENDONVI'),
      address: clean.text(valueAt(row, 'DIACHITIEPNHAN')),
      note: described,
      decision: clean.line(valueAt(row, 'IDQUYETDINHCONGBO')),
      updatedOn: dayIn(clean.line(valueAt(row, 'NGAYCAPNHAT'))),
      related: [
        ...new Set(
          ['TTHCLIENQUAN', 'TTHCLIENTHONG'].flatMap((key) => clean.lines(valueAt(row, key), 'MATTHC')),
        ),
      ],
      replaces: [],
      other: levelNames === '' ? [] : [{ heading: 'Cấp thực hiện', text: levelNames }],
    },
  }
}

function isText(text: string | undefined): text is string {
  return text !== undefined
}

/** `13/11/2020` or `20201113…`; undefined for anything else. */
export function dayIn(written: string | undefined): string | undefined {
  const compact = /^(\d{4})(\d{2})(\d{2})(?:\d{6})?$/.exec(written ?? '')
  const parsed = parseWrittenDate(
    compact === null ? (written ?? '') : `${compact[3]}/${compact[2]}/${compact[1]}`,
  )
  return parsed.ok && parsed.date.length === 10 ? parsed.date : undefined
}

/** One for each of its times, since the fees hang on the time. */
function waysOf(way: LooseObject, clean: Cleaning): OfficialWay[] {
  const code = clean.line(valueAt(way, 'KENH'))
  const channel = code === undefined ? undefined : channels[code]
  if (channel === undefined) clean.traps.add('unknown-value')
  const channelText = channel === undefined ? code : undefined
  const times = objectsAt(way, 'THOIGIAN')
  if (times.length === 0) return [{ channel, channelText, fees: [] }]
  return times.map((time) => {
    const written = valueAt(time, 'THOIGIANGIAIQUYET')
    const value = numberIn(written)
    const unitText = clean.line(valueAt(time, 'DONVITINH'))
    const unit = unitOf(unitText)
    const isPlain = value !== undefined && (unit !== undefined || unitText === undefined)
    const wording = [clean.text(written), unitText].filter(isText).join(' ')
    return {
      channel,
      channelText,
      value,
      unit,
      wording: isPlain || wording === '' ? undefined : wording,
      text: clean.text(valueAt(time, 'MOTA')),
      fees: objectsAt(time, 'PHILEPHI').map((fee) => feeOf(fee, clean)),
    }
  })
}

function feeOf(fee: LooseObject, clean: Cleaning): OfficialFee {
  const amount = valueAt(fee, 'SOTIEN')
  const value = numberIn(amount)
  const text = clean.text(valueAt(fee, 'MOTA'))
  // An amount that is not a number is words.
  const words = value === undefined ? clean.text(amount) : undefined
  return {
    kind: clean.line(valueAt(fee, 'MAPHILEPHI')),
    amount: value,
    currency: clean.line(valueAt(fee, 'DONVI')),
    text: [words, text].filter(isText).join('\n') || undefined,
    document: clean.line(valueAt(fee, 'TENTEP')),
  }
}

function paperOf(paper: LooseObject, clean: Cleaning): OfficialPaper[] {
  const name = clean.text(valueAt(paper, 'TENGIAYTO'))
  if (name === undefined) {
    clean.traps.add('paper-without-name')
    return []
  }
  const form = clean.line(valueAt(paper, 'TENMAUDON'))
  return [
    {
      code: clean.line(valueAt(paper, 'MAGIAYTO')),
      name,
      originals: countIn(valueAt(paper, 'SOBANCHINH')),
      copies: countIn(valueAt(paper, 'SOBANSAO')),
      forms: form === undefined ? [] : [form],
      replacedBy: clean.line(valueAt(paper, 'MA_KQ_THAYTHE')),
    },
  ]
}
