import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadFormerUnits } from '../../src/catalogue/lists.ts'
import { findTodaysUnits } from '../../src/catalogue/places/former-address.ts'
import { loadPlaces } from '../../src/catalogue/places/places.ts'
import { fold } from '../../src/domain/text/fold.ts'

const places = await loadPlaces()
const former = await loadFormerUnits()

function todays(text: string): readonly string[] {
  return findTodaysUnits(text, places).map(({ commune, province }) => `${commune.name}, ${province.name}`)
}

/** Every former commune with its district and province as on an identity card. */
const cards = former.communes.flatMap(({ name, district, successors }) => {
  const above = former.districts.find(({ code }) => code === district)
  const province = former.provinces.find(({ code }) => code === above?.province)
  if (above === undefined || province === undefined) return []
  return [{ units: [name, above.name, province.name], successors }]
})

describe("today's unit of an address of before July 2025", () => {
  test.each([
    // Lào Cai
    ['Thôn Bản Hồ, Bản Hồ, Sa Pa, Lào Cai', 'Bản Hồ, Lào Cai'],
    ['Bản Hồ, Sa Pa', 'Bản Hồ, Lào Cai'],
    ['xã Thanh Bình, thị xã Sa Pa, tỉnh Lào Cai', 'Bản Hồ, Lào Cai'],
    ['Xã Cán Cấu, Huyện Si Ma Cai, Tỉnh Lào Cai', 'Si Ma Cai, Lào Cai'],
    ['Nậm Khánh, Bắc Hà, Lào Cai', 'Bản Liền, Lào Cai'],
    ['Bản Qua, Bát Xát, Lào Cai', 'Bát Xát, Lào Cai'],
    ['Xuân Hoà, Bảo Yên, Lào Cai', 'Xuân Hòa, Lào Cai'],
    ['Tả Ngải Chồ, Mường Khương, Lào Cai', 'Pha Long, Lào Cai'],
    ['Dền Sáng, Bát Xát', 'Dền Sáng, Lào Cai'],
    ['Tổ 4, phường Pom Hán, thành phố Lào Cai, tỉnh Lào Cai', 'Cam Đường, Lào Cai'],
    ['TT. N.T Phong Hải, Bảo Thắng, Lào Cai', 'Phong Hải, Lào Cai'],
    ['Phong Hải, Bảo Thắng, Lào Cai', 'Phong Hải, Lào Cai'],
    // Yên Bái
    ['Thị trấn Trạm Tấu, Huyện Trạm Tấu, Tỉnh Yên Bái', 'Hạnh Phúc, Lào Cai'],
    ['Cao Phạ, Mù Căng Chải, Yên Bái', 'Tú Lệ, Lào Cai'],
    ['Nghĩa Phúc, Nghĩa Lộ, Yên Bái', 'Liên Sơn, Lào Cai'],
    ['Yên Thái, Văn Yên, Yên Bái', 'Mậu A, Lào Cai'],
    ['Giới Phiên, TP Yên Bái, Yên Bái', 'Âu Lâu, Lào Cai'],
    ['Giới Phiên, Yên Bái, Lào Cai', 'Âu Lâu, Lào Cai'],
    ['Mồ Dề, Mù Cang Chải', 'Mù Cang Chải, Lào Cai'],
    // Lai Châu
    ['Mường Cang, Than Uyên, Lai Châu', 'Than Uyên, Lai Châu'],
    ['TT Nậm Nhùn, H. Nậm Nhùn, Lai Châu', 'Nậm Hàng, Lai Châu'],
    ['Khoen On, Than Uyên, Lai Châu', 'Khoen On, Lai Châu'],
    ['Mường So, Phong Thổ, Lai Châu', 'Phong Thổ, Lai Châu'],
    ['Tà Mung, Than Uyên, Lai Châu', 'Mường Kim, Lai Châu'],
    // Elsewhere
    ['Chà Cang, Nậm Pồ, Điện Biên', 'Mường Chà, Điện Biên'],
    ['P. Cầu Diễn, Q. Nam Từ Liêm, TP. Hà Nội', 'Từ Liêm, Hà Nội'],
    ['Số 5 Lê Lợi, P1, Q10, TP.HCM, Việt Nam', 'Vườn Lài, Hồ Chí Minh'],
    ['phường 07, quận 11, thành phố Hồ Chí Minh', 'Minh Phụng, Hồ Chí Minh'],
    ['nam ha ha tinh ha tinh', 'Thành Sen, Hà Tĩnh'],
    ['phuc xa ba dinh ha noi', 'Hồng Hà, Hà Nội'],
    ['Hòa Phú, Hòa Vang, Đà Nẵng', 'Hòa Vang, Đà Nẵng'],
    ['Phú Hội, TP Huế, Thừa Thiên Huế', 'Thuận Hóa, Huế'],
    ["xã Ea H'leo, huyện Ea H’leo, tỉnh Đắk Lắk", "Ea H'Leo, Đắk Lắk"],
    ['huyện Lý Sơn, tỉnh Quảng Ngãi', 'Lý Sơn, Quảng Ngãi'],
  ])('%s → %s', (text, expected) => {
    expect(todays(text)).toEqual([expected])
  })

  test.each([
    'Bản Hồ, Sa Pa, Lào Cai',
    'ban ho sa pa lao cai',
    'BẢN HỒ, SA PA, LÀO CAI',
    'x. Bản Hồ, h. Sa Pa, t. Lào Cai',
    'X.Ban Ho,TX.Sa Pa,Lao Cai',
    ' Bản  Hồ ,, Sa Pa ,  Lào Cai. ',
    'Bản Hồ - Sa Pa - Lào Cai',
    'Bản Hồ\nSa Pa\nLào Cai',
    'Bản Hồ, Sapa, Laocai',
    'Bản Hồ, thị xã Sa Pa (cũ), Lào Cai',
    'xã Bản Hồ huyện Sa Pa',
    'Bản Hồ, Sa Pa, Lào Cai, Việt Nam',
  ])('%j is xã Bản Hồ, however it is written', (text) => {
    for (const form of ['NFC', 'NFD'] as const) {
      expect(findTodaysUnits(text.normalize(form), places)).toMatchObject([
        {
          commune: { code: '03046' },
          province: { code: '15' },
          formerly: 'xã Bản Hồ, thị xã Sa Pa, tỉnh Lào Cai',
          detail: '',
          isPart: false,
        },
      ])
    }
  })

  test.each([
    ['Thôn Bản Hồ, Bản Hồ, Sa Pa, Lào Cai', 'Thôn Bản Hồ'],
    ['Thôn Nậm Cang xã Bản Hồ huyện Sa Pa tỉnh Lào Cai', 'Thôn Nậm Cang'],
    ['Số nhà 5/12, tổ 3, Bản Hồ, Sa Pa, Lào Cai', 'Số nhà 5/12, tổ 3'],
  ])('%s keeps what stands before the commune', (text, detail) => {
    expect(findTodaysUnits(text, places)).toMatchObject([{ commune: { code: '03046' }, detail }])
  })

  test('an address of today is read as it is, without a former name', () => {
    expect(findTodaysUnits('Thôn Tả Van Giáy, Tả Van, Lào Cai', places)).toMatchObject([
      { commune: { code: '03037' }, formerly: undefined, detail: 'Thôn Tả Van Giáy', isPart: false },
    ])
  })

  test('a commune that was split offers all its successors, the one that kept the name first', () => {
    const found = findTodaysUnits('phường Ngọc Hà, quận Ba Đình, Hà Nội', places)
    expect(found.map(({ commune }) => commune.name)).toEqual(['Ngọc Hà', 'Ba Đình'])
    expect(found.every(({ isPart }) => isPart)).toBe(true)
  })

  test('a commune that is not known leaves the choice among those of its district', () => {
    expect(todays('Xã Lạ Lùng, thị xã Sa Pa, tỉnh Lào Cai')).toEqual([
      'Sa Pa, Lào Cai',
      'Ngũ Chỉ Sơn, Lào Cai',
      'Tả Phìn, Lào Cai',
      'Tả Van, Lào Cai',
      'Bản Hồ, Lào Cai',
      'Mường Bo, Lào Cai',
    ])
  })

  test('the kind that is written decides between a town and a commune of one name', () => {
    expect(
      findTodaysUnits('xã Phong Thổ, Lai Châu', places).every(({ formerly }) => formerly === undefined),
    ).toBe(true)
    expect(todays('thị trấn Phong Thổ, huyện Phong Thổ, Lai Châu')).toEqual(['Phong Thổ, Lai Châu'])
  })

  test.each(['', '   ', ', ,', 'xyz', 'Paris, Pháp', '12345', '<b>', 'thôn 3', 'א'])(
    'nothing is found for %j',
    (text) => expect(findTodaysUnits(text, places)).toEqual([]),
  )

  test('10,000 letters are nothing known, at once', () => {
    expect(findTodaysUnits('a '.repeat(5_000), places)).toEqual([])
  })

  test('every former commune in full leads to exactly what became of it', () => {
    const wrong = cards.filter(({ units, successors }) => {
      const found = findTodaysUnits(`Thôn 1, ${units.join(', ')}`, places)
      return (
        found
          .map(({ commune }) => commune.code)
          .sort()
          .join(' ') !== [...successors].sort().join(' ') ||
        found.some(({ detail, isPart }) => detail !== 'Thôn 1' || isPart !== successors.length > 1)
      )
    })
    expect(wrong).toEqual([])
  }, 30_000)

  test('also without marks, kinds and commas, in other cases and normal forms', () => {
    const spelt = fc.record({
      card: fc.constantFrom(...cards),
      isBare: fc.boolean(),
      separator: fc.constantFrom(', ', ' ', ',', ' , ', ' - '),
      spell: fc.constantFrom<(text: string) => string>(
        (text) => text,
        fold,
        (text) => text.normalize('NFD'),
        (text) => text.toUpperCase(),
      ),
    })
    fc.assert(
      fc.property(spelt, ({ card, isBare, separator, spell }) => {
        const units = card.units.map((unit) => (isBare ? withoutKind(unit) : unit))
        const found = findTodaysUnits(spell(units.join(separator)), places)
        expect(found.map(({ commune }) => commune.code)).toEqual(expect.arrayContaining([...card.successors]))
      }),
      { numRuns: 1000 },
    )
  }, 30_000)
})

/** A number is no name without its kind. */
function withoutKind(name: string): string {
  return name.replace(/^(Xã|Phường|Thị trấn|Huyện|Quận|Thị xã|Thành phố|Tỉnh) (?!\d)/u, '')
}
