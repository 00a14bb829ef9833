import type { FormerCommunePlace } from '../../../../catalogue/places/place-index.ts'
import { unitName } from '../../../../domain/place/address.ts'
import type { Commune, Province } from '../../../../domain/place/unit.ts'
import type { LocalizedText } from '../../../../domain/text/localized.ts'

/** `Xã Tả Van, tỉnh Lào Cai`, as a name on its own. */
export function communeLabel(commune: Commune, province: Province, language: keyof LocalizedText): string {
  const label = `${unitName(commune, language)}, ${unitName(province, language)}`
  return label.charAt(0).toUpperCase() + label.slice(1)
}

const namesAtMost = 3

/** What a commune was made of, its own name first: `xã Bản Hồ, Thanh Bình`, `phường Sa Pa, Sa Pả, Hàm Rồng…` */
export function formerNames(commune: Commune, formerCommunes: readonly FormerCommunePlace[]): string {
  const isSame = ({ name }: FormerCommunePlace) => name.endsWith(` ${commune.name}`)
  const ordered = [...formerCommunes.filter(isSame), ...formerCommunes.filter((former) => !isSame(former))]
  const names = ordered
    .slice(0, namesAtMost)
    .map(({ name, kind, bare }, index) => (index > 0 && ordered[index - 1]?.kind === kind ? bare : name))
  return names.join(', ') + (ordered.length > namesAtMost ? '…' : '')
}
