import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { loadCommunes, loadCountries, loadEthnicGroups, loadProvinces } from '../../src/catalogue/lists.ts'
import { formatAddress } from '../../src/domain/place/address.ts'

const name = v.pipe(
  v.string(),
  v.minLength(1),
  v.check((text) => text === text.normalize('NFC').trim()),
)
const localized = v.strictObject({ vi: name, en: name })
const code = (digits: number) => v.pipe(v.string(), v.digits(), v.length(digits))

function distinctCodes(list: readonly { readonly code: string }[]): number {
  return new Set(list.map((entry) => entry.code)).size
}

describe('the lists of codes', () => {
  test('provinces are the 34 of today', async () => {
    const provinces = await loadProvinces()
    v.parse(
      v.array(v.strictObject({ code: code(2), name, type: v.picklist(['province', 'city']) })),
      provinces,
    )
    expect(distinctCodes(provinces)).toBe(34)
    expect(provinces).toContainEqual({ code: '15', name: 'Lào Cai', type: 'province' })
    expect(provinces).toContainEqual({ code: '12', name: 'Lai Châu', type: 'province' })
  })

  test('communes are the 3,321 of today, each in a province of today', async () => {
    const communes = await loadCommunes()
    v.parse(
      v.array(
        v.strictObject({
          code: code(5),
          name,
          type: v.picklist(['commune', 'ward', 'special-zone']),
          provinceCode: code(2),
        }),
      ),
      communes,
    )
    expect(distinctCodes(communes)).toBe(3321)
    const provinces = new Set((await loadProvinces()).map((province) => province.code))
    expect(communes.filter((commune) => !provinces.has(commune.provinceCode))).toEqual([])
    expect(communes.filter((commune) => commune.provinceCode === '15')).toHaveLength(99)
  })

  test('ethnic groups are 54, foreign and unknown, and no label is a name that hurts', async () => {
    const groups = await loadEthnicGroups()
    v.parse(v.array(v.strictObject({ code: code(2), name: localized, otherNames: v.array(name) })), groups)
    expect(distinctCodes(groups)).toBe(56)
    const labels = groups.map((group) => group.name.vi)
    expect(labels).toContain('Mông')
    expect(labels).not.toContain('Mèo')
    expect(labels).not.toContain('Mán')
  })

  test('countries have Việt Nam first and both names', async () => {
    const countries = await loadCountries()
    v.parse(
      v.array(v.strictObject({ code: v.pipe(v.string(), v.regex(/^[A-Z]{2}$/)), name: localized })),
      countries,
    )
    expect(distinctCodes(countries)).toBe(countries.length)
    expect(countries[0]?.code).toBe('VN')
  })

  test('an address names its units in full', async () => {
    const commune = (await loadCommunes()).find((entry) => entry.code === '03037')
    const province = (await loadProvinces()).find((entry) => entry.code === '15')
    expect(formatAddress({ detail: '', commune, province }, 'vi')).toBe('Xã Tả Van, tỉnh Lào Cai')
    expect(formatAddress({ detail: 'thôn Tả Van Giáy', commune, province }, 'vi')).toBe(
      'Thôn Tả Van Giáy, xã Tả Van, tỉnh Lào Cai',
    )
    expect(formatAddress({ commune, province }, 'en')).toBe('Tả Van commune, Lào Cai province')
  })
})
