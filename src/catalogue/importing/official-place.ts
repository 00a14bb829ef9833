/** Who decided a record and where it applies, from the names and codes that records carry. */
import { fold } from '../../domain/text/fold.ts'
import provinces from '../lists/provinces.json' with { type: 'json' }
import type { OfficialLevel, OfficialRecord } from './official-record.ts'

/** Organisation codes of the two provinces of this product (`H38` Lào Cai, `H35` Lai Châu). */
const provinceOfOrganisation: Readonly<Record<string, string>> = { H38: '15', H35: '12' }

/** Two-digit code of the province that a name ends with or a code belongs to; `00` when it cannot be told. */
export function provinceOfPublisher(name: string | undefined, code: string | undefined): string {
  const byCode = code === undefined ? undefined : provinceOfOrganisation[code]
  if (byCode !== undefined) return byCode
  const folded = fold(name ?? '')
  return provinces.find((province) => folded.endsWith(fold(province.name)))?.code ?? '00'
}

/** `G…` codes are ministries', `H…` codes provinces'; without a code the name tells. */
export function reachOfPublisher(
  name: string | undefined,
  code: string | undefined,
): OfficialRecord['reach'] {
  if (code !== undefined && /^H\d{2}/.test(code)) return 'province'
  if (code !== undefined && /^G\d{2}/.test(code)) return 'national'
  return /^(ubnd|uy ban nhan dan) (tinh|thanh pho)|^(tinh|thanh pho) /.test(fold(name ?? ''))
    ? 'province'
    : 'national'
}

/** The level of the bodies that carry a procedure out, by their names; empty when none tells. */
export function levelsOfBodies(bodies: readonly string[]): OfficialLevel[] {
  const found = new Set<OfficialLevel>()
  for (const body of bodies) {
    const name = fold(body)
    if (/cap xa\b|\bxa, phuong|phuong, xa|\bxa\b.*\bthi tran/.test(name)) found.add('commune')
    else if (
      /cap tinh\b|^so |\btinh, thanh pho|\b(tinh|thanh pho) |thue co so|van phong dang ky dat dai/.test(name)
    )
      found.add('province')
    else if (/^(bo|cuc|tong cuc|ngan hang nha nuoc viet nam|thanh tra chinh phu)\b/.test(name))
      found.add('ministry')
  }
  return [...found]
}
