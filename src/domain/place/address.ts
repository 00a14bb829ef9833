import type { LocalizedText } from '../text/localized.ts'
import type { Commune, Province } from './unit.ts'

/** How the kinds of units are named in an address; `{name}` is the unit's own name. */
const kinds: Readonly<Record<Commune['type'] | Province['type'], LocalizedText>> = {
  commune: { vi: 'xã {name}', en: '{name} commune' },
  ward: { vi: 'phường {name}', en: '{name} ward' },
  'special-zone': { vi: 'đặc khu {name}', en: '{name} special zone' },
  province: { vi: 'tỉnh {name}', en: '{name} province' },
  city: { vi: 'thành phố {name}', en: '{name} city' },
}

/** `xã Tả Van`, `thành phố Huế`; in English `Tả Van commune`. As inside a sentence: the kind in lower case. */
export function unitName(unit: Commune | Province, language: keyof LocalizedText): string {
  return kinds[unit.type][language].replace('{name}', () => unit.name)
}

/** What is known of an address; what is missing is left out. */
export interface AddressParts {
  /** Village, street, health facility: as typed. */
  readonly detail?: string | undefined
  readonly commune?: Commune | undefined
  readonly province?: Province | undefined
}

/** The address on one line, smallest unit first: `Thôn Tả Van Giáy, xã Tả Van, tỉnh Lào Cai`. Empty when nothing is known. */
export function formatAddress(
  { detail, commune, province }: AddressParts,
  language: keyof LocalizedText,
): string {
  const line = [
    detail?.trim(),
    commune && unitName(commune, language),
    province && unitName(province, language),
  ]
    .filter(Boolean)
    .join(', ')
  return line.charAt(0).toUpperCase() + line.slice(1)
}

const formerly: LocalizedText = { vi: '{address} (trước đây: {unit})', en: '{address} (formerly {unit})' }

/** An address with what the place was called before July 2025, when the person named it so. */
export function withFormerUnit(
  address: string,
  unit: string | undefined,
  language: keyof LocalizedText,
): string {
  if (unit === undefined) return address
  return formerly[language].replace('{address}', () => address).replace('{unit}', () => unit)
}
