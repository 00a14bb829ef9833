import { describe, expect, test } from 'vitest'
import { parsePortalRow, toSearchRecord } from '../../src/catalogue/portal-record.ts'
import { openKnowledge } from '../../src/catalogue/search/knowledge.ts'
import { createSearch } from '../../src/catalogue/search/search.ts'

interface Row {
  readonly code: string
  readonly name: string
  readonly [field: string]: unknown
}

function row(code: string, name: string, more: Readonly<Record<string, unknown>> = {}): Row {
  return {
    code,
    name,
    categories: ['Hộ tịch'],
    departments: ['Ủy ban nhân dân cấp xã'],
    departmentPromulgate: 'Bộ Tư pháp',
    formalityTargetType: ['Công dân Việt Nam'],
    type: 'STANDARD',
    ...more,
  }
}

const knowledge = await openKnowledge(() => Promise.resolve())

function searchIn(rows: readonly Row[]) {
  const records = rows.flatMap((each) => toSearchRecord(parsePortalRow(each)) ?? [])
  const { search } = createSearch(records, { province: '15', knowledge })
  return (query: string) => search(query).map(({ code }) => code)
}

/** Invented codes; the names are of the kind that the portal has. */
const find = searchIn([
  row('9.000001', 'Thủ tục đăng ký khai sinh có yếu tố nước ngoài'),
  row('9.000002', 'Thủ tục đăng ký khai sinh'),
  row('9.000003', 'Thủ tục đăng ký khai sinh lưu động'),
  row('9.000004', 'Thủ tục đăng ký lại khai sinh'),
  row('9.000005', 'Thủ tục đăng ký kết hôn'),
  row('9.000006', 'Thủ tục đăng ký kết hôn có yếu tố nước ngoài'),
  row('9.000007', 'Tách thửa hoặc hợp thửa đất.', { categories: ['Đất đai'] }),
  row('9.000008', 'Tách thửa hoặc hợp thửa đất', {
    categories: ['Đất đai'],
    type: 'SPECIFIC',
    departmentPromulgate: 'UBND tỉnh Lào Cai',
  }),
  row('9.000009', 'Tách thửa hoặc hợp thửa đất', {
    categories: ['Đất đai'],
    type: 'SPECIFIC',
    departmentPromulgate: 'UBND tỉnh Lai Châu',
  }),
  row('9.000010', 'Đăng ký khai sinh giữa các cơ quan', { type: 'STANDARD_INTERNAL' }),
  row('9.000011', 'Cấp thẻ căn cước (thực hiện tại cấp tỉnh)', { departments: ['Công an cấp Tỉnh'] }),
  row('9.000012', 'Cấp thẻ căn cước', { departments: ['Công an cấp Xã'] }),
  row('9.000013', 'Đăng ký tạm trú', { categories: ['Đăng ký, quản lý cư trú'] }),
  row('9.000014', 'Cấp giấy phép nhập khẩu hàng hóa', { categories: ['Hải quan'], departments: [] }),
  row('9.000015', 'Đăng ký thường trú', { categories: ['Đăng ký, quản lý cư trú'] }),
])

describe("the portal's records, seen from a kiosk in Lào Cai", () => {
  test.each([
    ['đăng ký khai sinh', '9.000002'],
    ['khai sinh có yếu tố nước ngoài', '9.000001'],
    ['lấy chồng nước ngoài', '9.000006'],
    ['đám cưới', '9.000005'],
    ['con tôi sinh được hai tháng', '9.000002'],
    ['ddawng kys keets hoon', '9.000005'],
    ['d9a8ng ky1 ke61t ho6n', '9.000005'],
    ['tạm chú', '9.000013'],
    ['nhập khẩu', '9.000015'],
    ['tách đất', '9.000008'],
    ['cấp thẻ căn cước', '9.000012'],
    ['birth certificate', '9.000002'],
  ])('%s finds %s first', (query, code) => {
    expect(find(query)[0]).toBe(code)
  })

  test('what is not for citizens or of another province is not found', () => {
    expect(find('đăng ký khai sinh giữa các cơ quan')).not.toContain('9.000010')
    expect(find('tách thửa đất')).not.toContain('9.000009')
    expect(find('tách thửa đất')).toContain('9.000007')
  })

  test('the order of the words decides little', () => {
    for (const query of ['khai sinh đăng ký', 'kết hôn đăng ký', 'trú tạm đăng ký', 'thửa tách đất']) {
      const turned = query.split(' ').reverse().join(' ')
      expect(find(turned)[0], turned).toBe(find(query)[0])
    }
  })

  test('a province that cannot be told apart is not taken for everywhere', () => {
    const unknown = row('9.1', 'Việc gì đó', { type: 'SPECIFIC', departmentPromulgate: 'Sở Xây dựng' })
    expect(toSearchRecord(parsePortalRow(unknown))?.province).toBe('00')
  })

  test('a row of another form is refused with the field', () => {
    expect(() => parsePortalRow({ ...row('9.1', 'x'), type: 'NEW' })).toThrow(/STANDARD/)
  })
})
