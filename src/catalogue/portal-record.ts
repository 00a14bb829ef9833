/** The national portal's list rows (`list-all-public-formality-by-citizen`) as search sees them. */
import * as v from 'valibot'
import { fold } from '../domain/text/fold.ts'
import provinces from './lists/provinces.json' with { type: 'json' }
import type { SearchRecord } from './search/record.ts'

const portalRow = v.object({
  code: v.string(),
  name: v.string(),
  categories: v.array(v.nullable(v.string())),
  departments: v.array(v.nullable(v.string())),
  departmentPromulgate: v.nullable(v.string()),
  formalityTargetType: v.array(v.string()),
  /** STANDARD: of a ministry; SPECIFIC: of a province; STANDARD_INTERNAL: between agencies, not for citizens. */
  type: v.picklist(['STANDARD', 'SPECIFIC', 'STANDARD_INTERNAL']),
})
export type PortalRow = v.InferOutput<typeof portalRow>

/** Parses one row; throws a `v.ValiError` that names the field when the portal's form has changed. */
export function parsePortalRow(row: unknown): PortalRow {
  return v.parse(portalRow, row)
}

/** What people come to a commune's desk for, by the portal's field names, folded. */
const everydayFields = [
  'ho tich',
  'chung thuc',
  'nuoi con nuoi',
  'dang ky, quan ly cu tru',
  'cap, quan ly can cuoc',
  'dinh danh va xac thuc dien tu',
  'bao tro xa hoi',
  'giam ngheo',
  'tre em',
  'nguoi co cong',
  'nghia vu quan su',
  'thanh lap va hoat dong doanh nghiep (ho kinh doanh)',
  'dat dai',
  'viec lam',
  'bao hiem xa hoi',
  'bao hiem y te',
  'sat hach, cap giay phep lai xe',
  'dang ky, quan ly phuong tien giao thong co gioi, xe may chuyen dung',
  'khieu nai, to cao',
]

function provinceOf({ type, departmentPromulgate }: PortalRow): string | undefined {
  if (type !== 'SPECIFIC') return undefined
  const issuer = fold(departmentPromulgate ?? '')
  // A province that cannot be told apart is still not everywhere.
  return provinces.find(({ name }) => issuer.endsWith(fold(name)))?.code ?? '00'
}

/** Serve Vietnamese abroad, banks and the army, not who stands at a commune's desk. */
const issuersElsewhere = ['bo ngoai giao', 'ngan hang nha nuoc viet nam', 'bo quoc phong']

function priorOf({
  departments,
  formalityTargetType,
  categories,
  name,
  departmentPromulgate,
}: PortalRow): number {
  const bodies = departments.map((body) => fold(body ?? ''))
  const isCommune = bodies.some((body) => body.endsWith('cap xa')) || /\(cấp xã\)|tại cấp xã/iu.test(name)
  // The lists of whom it is for hold mistakes; the names do not.
  const isForCitizens =
    formalityTargetType.includes('Công dân Việt Nam') || /hộ gia đình|cá nhân/iu.test(name)
  const isEveryday = categories.some((field) => everydayFields.includes(fold(field ?? '').trim()))
  const isElsewhere = issuersElsewhere.includes(fold(departmentPromulgate ?? '')) && !isEveryday
  return (
    (isElsewhere ? 0.75 : 1) * (isCommune ? 1.15 : 1) * (isForCitizens ? 1 : 0.8) * (isEveryday ? 1.15 : 1)
  )
}

/** Undefined for what is not for citizens. */
export function toSearchRecord(row: PortalRow): SearchRecord | undefined {
  if (row.type === 'STANDARD_INTERNAL') return undefined
  return {
    code: row.code,
    phrases: [row.name],
    field: row.categories.join(' '),
    province: provinceOf(row),
    prior: priorOf(row),
  }
}
