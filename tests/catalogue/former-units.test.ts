import { existsSync, readFileSync } from 'node:fs'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { loadCommunes, loadFormerUnits } from '../../src/catalogue/lists.ts'

const former = await loadFormerUnits()
const name = v.pipe(
  v.string(),
  v.minLength(1),
  v.check((text) => text === text.normalize('NFC').trim()),
)
const code = (digits: number) => v.pipe(v.string(), v.digits(), v.length(digits))
const shared = new URL('../../../shared/admin-units.json', import.meta.url)

describe('the units of before July 2025', () => {
  test('are 63 provinces, 696 districts and 10,047 communes, each named with its kind', () => {
    const begins = (pattern: RegExp) => v.pipe(name, v.regex(pattern))
    v.parse(
      v.strictObject({
        provinces: v.array(v.strictObject({ code: code(2), name: begins(/^(Tỉnh|Thành phố) /u) })),
        districts: v.array(
          v.strictObject({
            code: code(3),
            name: begins(/^(Huyện|Quận|Thị xã|Thành phố) /u),
            province: code(2),
            successors: v.array(code(5)),
          }),
        ),
        communes: v.array(
          v.strictObject({
            code: code(5),
            name: begins(/^(Xã|Phường|Thị trấn) /u),
            district: v.optional(code(3)),
            successors: v.pipe(v.array(code(5)), v.minLength(1)),
          }),
        ),
      }),
      former,
    )
    const counts = [former.provinces, former.districts, former.communes].map(
      (units) => new Set(units.map((unit) => unit.code)).size,
    )
    expect(counts).toEqual([63, 696, 10047])
  })

  test('lie in one another, and became units of today: every one of today is made of some', async () => {
    const provinces = new Set(former.provinces.map((province) => province.code))
    const districts = new Set(former.districts.map((district) => district.code))
    expect(former.districts.filter(({ province }) => !provinces.has(province))).toEqual([])
    expect(
      former.communes.filter(({ district }) => district !== undefined && !districts.has(district)),
    ).toEqual([])
    const made = new Set([...former.communes, ...former.districts].flatMap(({ successors }) => successors))
    const communes = (await loadCommunes()).map((commune) => commune.code)
    expect(new Set(communes)).toEqual(made)
  })

  test.skipIf(!existsSync(shared))('say the same as ../shared/admin-units.json (skipped when absent)', () => {
    const source = v.parse(
      v.object({
        communes: v.array(v.object({ code: v.string(), oldUnits: v.array(v.string()) })),
        oldWards: v.record(v.string(), v.tuple([v.string(), v.nullable(v.string())])),
        oldDistricts: v.record(v.string(), v.tuple([v.string(), v.string()])),
        oldProvinces: v.record(v.string(), v.string()),
      }),
      JSON.parse(readFileSync(shared, 'utf8')),
    )
    const became = new Set(
      source.communes.flatMap((commune) =>
        commune.oldUnits.map((unit) => `${unit.replace('~', '')} ${commune.code}`),
      ),
    )
    expect(
      new Set(
        [...former.communes, ...former.districts].flatMap((unit) =>
          unit.successors.map((successor) => `${unit.code} ${successor}`),
        ),
      ),
    ).toEqual(became)
    expect(new Map(former.communes.map((unit) => [unit.code, [unit.name, unit.district ?? null]]))).toEqual(
      new Map(Object.entries(source.oldWards)),
    )
    expect(new Map(former.districts.map((unit) => [unit.code, [unit.name, unit.province]]))).toEqual(
      new Map(Object.entries(source.oldDistricts)),
    )
    expect(new Map(former.provinces.map((unit) => [unit.code, unit.name]))).toEqual(
      new Map(Object.entries(source.oldProvinces)),
    )
  })
})
