import { describe, expect, test } from 'vitest'
import { loadProcedures } from '../../src/catalogue/load.ts'
import { openKnowledge } from '../../src/catalogue/search/knowledge.ts'
import { toSearchRecord } from '../../src/catalogue/search/record.ts'
import { createSearch } from '../../src/catalogue/search/search.ts'
import { summarise } from '../../src/catalogue/summary.ts'

const summaries = loadProcedures().map(summarise)
const records = summaries.map(toSearchRecord)
const knowledge = await openKnowledge(() => Promise.resolve())
const inLaoCai = createSearch(records, { province: '15', knowledge })

/** What people type, and what must come first at a kiosk in Lào Cai. */
const everyday: readonly (readonly [query: string, code: string])[] = [
  ['đăng ký khai sinh', '1.001193'],
  ['dang ky khai sinh', '1.001193'],
  ['DANG KY KHAI SINH', '1.001193'],
  ['  Đăng   Ký  khai\u00a0sinh ', '1.001193'],
  ['lam giay khai sinh', '1.001193'],
  ['làm giấy khai sinh cho con', '1.001193'],
  ['gks', '1.001193'],
  ['vợ mới đẻ', '1.001193'],
  ['birth', '1.001193'],
  ['birth certificate', '1.001193'],
  ['khai sinh lại đăng ký', '1.004884'],
  ['trich luc khai sinh', '2.000635'],
  ['sai ngày sinh', '1.004859'],
  ['đám cưới đăng ký ở đâu', '1.000894'],
  ['dky ket hon', '1.000894'],
  ['get married', '1.000894'],
  ['xin giấy độc thân', '1.004873'],
  ['xac nhan tinh trang hon nhan', '1.004873'],
  ['ông nội mất', '1.000656'],
  ['giay chung tu', '1.000656'],
  ['tiền mai táng', '1.001731'],
  ['nhập khẩu', '1.004222'],
  ['dang ky thuong tru', '1.004222'],
  ['ở trọ', '1.004194'],
  ['tách sổ hộ khẩu', '1.010038'],
  ['cắt khẩu', '1.003197'],
  ['xac nhan cu tru', '1.010041'],
  ['mất cccd', '1.014064'],
  ['lost id card', '1.014064'],
  ['cccd hết hạn', '1.014063'],
  ['vneid', '3.000228'],
  ['làm hộ chiếu', '1.001456'],
  ['sao y', '2.000815'],
  ['photo công chứng', '2.000815'],
  ['chung thuc chu ky', '2.000884'],
  ['làm sổ đỏ', '1.115689'],
  ['mất sổ đỏ', '1.115663'],
  ['tach thua dat', '1.115662'],
  ['bố mẹ cho đất con', '1.115668'],
  ['mở quán', '1.001612'],
  ['đkkd', '1.001612'],
  ['open a shop', '1.001612'],
  ['xin phép xây nhà', '1.013225'],
  ['tiền cho người già', '1.014027'],
  ['trợ cấp khuyết tật', '1.001776'],
  ['hộ nghèo', '1.011607'],
  ['lợn chết vì dịch', '1.013997'],
  ['trợ cấp thất ngiệp', '1.014748'],
  ['nvqs', '1.013133'],
  ['gplx', '3.000347'],
  ['bhyt cho trẻ', '3.000722'],
  ['khaisinh', '1.001193'],
]

describe('search', () => {
  test.each(everyday)('%j finds %s first', (query, code) => {
    expect(inLaoCai.search(query)[0]?.code).toBe(code)
    expect(inLaoCai.search(query.normalize('NFD'))[0]?.code).toBe(code)
  })

  test('an index built from decomposed text gives the same answer', () => {
    const decomposed = createSearch(
      records.map((record) => ({
        ...record,
        phrases: record.phrases.map((phrase) => phrase.normalize('NFD')),
      })),
      { province: '15', knowledge },
    )
    for (const [query] of everyday) {
      expect(decomposed.search(query)).toEqual(inLaoCai.search(query))
    }
  })

  test('every prefix of a query finds something, so that the list does not flicker while one types', () => {
    const query = 'đăng ký khai sinh'
    for (let length = 1; length <= query.length; length++) {
      expect(inLaoCai.search(query.slice(0, length)), query.slice(0, length)).not.toEqual([])
    }
  })

  test('every procedure is found by its code and by its plain name in both languages', () => {
    const everywhere = createSearch(records, { knowledge })
    for (const { code, plainName } of summaries) {
      expect(everywhere.search(code)[0]?.code).toBe(code)
      for (const name of [plainName.vi, plainName.en]) {
        const first = everywhere.search(name).slice(0, 3)
        expect(
          first.map((result) => result.code),
          name,
        ).toContain(code)
      }
    }
  })

  test('procedures of another province are left out', () => {
    const inLaiChau = createSearch(records, { province: '12', knowledge })
    expect(inLaiChau.search('làm sổ đỏ')[0]?.code).toBe('1.115583')
    expect(inLaiChau.search('sổ đỏ').map(({ code }) => code)).not.toContain('1.115689')
    expect(inLaoCai.search('sổ đỏ').map(({ code }) => code)).not.toContain('1.115583')
  })

  test('a mark-only, empty or unknown query finds nothing and does no harm', () => {
    for (const query of ['', '   ', '?!…', '\u0301', '🙂', 'qzxwvqzxwv']) {
      expect(inLaoCai.search(query)).toEqual([])
    }
  })

  test('the words that were found are named, folded', () => {
    expect(inLaoCai.search('Khai Sinh')[0]?.matched).toEqual(expect.arrayContaining(['khai', 'sinh']))
  })

  test('a procedure that another one of the catalogue replaces ranks below it', () => {
    const phrases = [
      'Liên thông đăng ký khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế cho trẻ dưới 6 tuổi',
    ]
    const old = { code: '2.000986', phrases, field: 'Hộ tịch', prior: 1.1 }
    const successor = { ...old, code: '3.000722', prior: 1 }
    const codes = (supersedes: readonly string[]) =>
      createSearch([old, { ...successor, supersedes }], { province: '15', knowledge })
        .search('khai sinh thường trú bảo hiểm')
        .map(({ code }) => code)
    expect(codes([])).toEqual(['2.000986', '3.000722'])
    expect(codes(['2.000986'])).toEqual(['3.000722', '2.000986'])
  })
})
