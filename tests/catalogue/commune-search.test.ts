import { describe, expect, test } from 'vitest'
import { loadFormerUnits } from '../../src/catalogue/lists.ts'
import { loadCommuneSearch } from '../../src/catalogue/places/places.ts'

const { places, search } = await loadCommuneSearch()
const former = await loadFormerUnits()

const laoCai = { earlier: [], commune: '03046', province: '15' }
const nowhere = { earlier: [], commune: null, province: '' }

function names(typed: string, nearby: Parameters<typeof search>[1] = laoCai): readonly string[] {
  return search(typed, nearby).map(({ commune }) => commune.name)
}

describe('the search for a commune while typing', () => {
  test.each([
    ['ban ho', 'Bản Hồ', undefined],
    ['ban ho sa pa', 'Bản Hồ', 'xã Bản Hồ, thị xã Sa Pa, tỉnh Lào Cai'],
    ['sa pa ban ho', 'Bản Hồ', 'xã Bản Hồ, thị xã Sa Pa, tỉnh Lào Cai'],
    ['Bản Hồ, Sa P', 'Bản Hồ', 'xã Bản Hồ, thị xã Sa Pa, tỉnh Lào Cai'],
    ['x. ban ho, h. sa pa', 'Bản Hồ', 'xã Bản Hồ, thị xã Sa Pa, tỉnh Lào Cai'],
    ['lien minh', 'Mường Bo', 'xã Liên Minh, thị xã Sa Pa, tỉnh Lào Cai'],
    ['xuân hoà', 'Xuân Hòa', undefined],
    ['xuân hòa', 'Xuân Hòa', undefined],
    ['pom han', 'Cam Đường', 'phường Pom Hán, thành phố Lào Cai, tỉnh Lào Cai'],
    ['mo de mu cang', 'Mù Cang Chải', 'xã Mồ Dề, huyện Mù Căng Chải, tỉnh Yên Bái'],
    ['muong cang than uyen', 'Than Uyên', 'xã Mường Cang, huyện Than Uyên, tỉnh Lai Châu'],
    ['phuong 1 quan 10', 'Vườn Lài', 'phường 1, quận 10, thành phố Hồ Chí Minh'],
    ['xã Tả Van, tỉnh Lào Cai', 'Tả Van', undefined],
    ['sapa', 'Bản Hồ', 'thị xã Sa Pa, tỉnh Lào Cai'],
  ])('%j offers %s first', (typed, name, formerly) => {
    for (const form of ['NFC', 'NFD'] as const) {
      expect(search(typed.normalize(form), laoCai)[0]).toMatchObject({
        commune: { name },
        formerly,
      })
    }
  })

  test.each([
    ['Sa Pa', ['Bản Hồ', 'Mường Bo', 'Ngũ Chỉ Sơn', 'Sa Pa', 'Tả Phìn', 'Tả Van']],
    ['muong khuong', ['Bản Lầu', 'Cao Sơn', 'Mường Khương', 'Pha Long']],
    ['huyen muong khuong', ['Bản Lầu', 'Cao Sơn', 'Mường Khương', 'Pha Long']],
  ])('the name of the former district %s alone lists what became of it', (typed, expected) => {
    expect(names(typed).toSorted((a, b) => a.localeCompare(b, 'vi'))).toEqual(expected)
  })

  test('one who chose by a former district keeps its name', () => {
    const found = search('muong khuong', laoCai).find(({ commune }) => commune.name === 'Pha Long')
    expect(found).toMatchObject({
      formerly: 'huyện Mường Khương, tỉnh Lào Cai',
      isNamed: false,
      isPart: false,
    })
  })

  test('a commune that was split offers all its successors and says so', () => {
    const found = search('ngoc ha ba dinh', laoCai)
    expect(found.map(({ commune }) => commune.name)).toEqual(['Ngọc Hà', 'Ba Đình'])
    expect(found.every(({ isPart }) => isPart)).toBe(true)
  })

  test('no former name is claimed while several fit', () => {
    // Xã Thanh Bình and xã Bản Hồ both became xã Bản Hồ.
    expect(search('xa sa pa', laoCai).find(({ commune }) => commune.name === 'Bản Hồ')?.formerly).not.toMatch(
      /^xã/,
    )
  })

  test('communes of earlier answers come first, then the own one, then those of the own province', () => {
    expect(names('', { ...laoCai, earlier: ['03037'] }).slice(0, 2)).toEqual(['Tả Van', 'Bản Hồ'])
    const found = search('', laoCai)
    expect(found.every(({ province }) => province.code === '15')).toBe(true)
    expect(search('tan', { earlier: ['25546'], commune: null, province: '12' })[0]?.province.code).toBe('12')
  })

  test('a whole address gives the village, too', () => {
    expect(search('Thôn 3, xã Bản Hồ, huyện Sa Pa, tỉnh Lào Cai', laoCai)).toMatchObject([
      { commune: { name: 'Bản Hồ' }, detail: 'Thôn 3' },
    ])
  })

  test('every former commune is found by its name, district and province', () => {
    const districts = new Map(former.districts.map((district) => [district.code, district]))
    const lost = former.communes.filter(({ name, district, successors }, index) => {
      // All of them take ten seconds.
      if (index % 31 !== 0 || district === undefined) return false
      const found = search(`${name} ${districts.get(district)?.name}`, nowhere)
      return !successors.every((code) => found.some(({ commune }) => commune.code === code))
    })
    expect(lost).toEqual([])
  }, 30_000)

  test('a far commune of this very name goes before near ones that have the word in theirs', () => {
    expect(names('ngoc ha').indexOf('Ngọc Hà')).toBe(0)
    expect(
      names('tan lap')
        .slice(0, 12)
        .filter((name) => name === 'Tân Lập').length,
    ).toBeGreaterThan(2)
  })

  test.each(['xyz', '🙂', 'א', '<b>'])('nothing fits %j, and nothing breaks', (typed) => {
    expect(search(typed, laoCai)).toEqual([])
  })

  test('10,000 letters are nothing that fits, at once', () => {
    expect(search('a'.repeat(10_000), laoCai)).toEqual([])
    expect(search('sa pa '.repeat(2_000), laoCai)).not.toBeUndefined()
  })

  test('every commune of today is among the first for its name', () => {
    const lost = places.todays.filter(({ places: [place] }, index) => {
      if (index % 11 !== 0 || place === undefined) return false
      return !search(place.commune.name, laoCai).some(({ commune }) => commune === place.commune)
    })
    expect(lost.map(({ words }) => words)).toEqual([])
  }, 30_000)
})
