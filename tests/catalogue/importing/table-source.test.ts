import { describe, expect, test } from 'vitest'
import { plainGuide } from '../../../src/catalogue/importing/plain-guide.ts'
import { recordInRow } from '../../../src/catalogue/importing/raw-record.ts'
import { tableHeader } from '../../../src/catalogue/importing/table-source.ts'

const headings = [
  ...[
    'STT',
    'Mã thủ tục',
    'Tên thủ tục',
    'Lĩnh vực',
    'Cơ quan công bố',
    'Cấp thực hiện',
    'Cách nộp',
    'Thời hạn',
  ],
  ...['Lệ phí', 'Thành phần hồ sơ', 'Trình tự thực hiện', 'Ngày cập nhật', 'Mã nội bộ'],
]
const row = [
  ...[1, '9.900001.000.00.00.H38', 'Cấp giấy thử', 'Đất đai', 'UBND tỉnh Lào Cai', 'Xã; tỉnh'],
  ...['Trực tiếp; trực tuyến', '7 ngày làm việc', '20.000 đồng'],
  ...[
    '- Đơn (01 bản chính, 02 bản sao)\n- Giấy tờ tùy thân',
    '- Nộp\n- Nhận',
    new Date('2026-05-01'),
    'NB-7',
  ],
]

function guideOfRow(cells: readonly unknown[]) {
  const header = tableHeader(headings)
  if (header === undefined) throw new Error('no header')
  const read = recordInRow(header, cells)
  if (!read.ok) throw new Error(read.problem)
  return { ...plainGuide(read.record, '2026-11-26'), record: read.record, read: read.traps }
}

describe('a row of a province’s own table', () => {
  test('gives a guide', () => {
    const { procedure, record, read } = guideOfRow(row)
    expect(record).toMatchObject({ code: '9.900001', localCode: '9.900001.000.00.00.H38' })
    expect(read).toContain('local-code-tail')
    expect(procedure).toMatchObject({
      scope: 'lao-cai',
      level: 'commune',
      alsoLevels: ['province'],
      channels: ['online', 'in-person'],
      timeLimit: { value: 7, unit: 'working-days' },
      fee: { rules: [{ amountVnd: 20_000 }] },
      components: [
        { name: { vi: 'Đơn (01 bản chính, 02 bản sao)' }, originals: 1, copies: 2 },
        { name: { vi: 'Giấy tờ tùy thân' }, originals: 1, copies: 0 },
      ],
      official: { updatedOn: '2026-05-01', steps: [{ lines: [{ text: 'Nộp' }, { text: 'Nhận' }] }] },
    })
  })

  test('keeps a column that is not known in the full text', () => {
    const text = guideOfRow(row).procedure.official?.text
    expect(text?.find(({ part }) => part === 'other')?.lines).toContain('Mã nội bộ: NB-7')
  })

  test('quotes a limit and a fee that are more than a number', () => {
    const cells = row.with(7, '5 ngày; phức tạp: 10 ngày').with(8, 'Theo nghị quyết của HĐND tỉnh')
    const { procedure } = guideOfRow(cells)
    expect(procedure.timeLimit).toMatchObject({ confirm: true, note: { vi: '5 ngày; phức tạp: 10 ngày' } })
    expect(procedure.fee.rules[0]).toMatchObject({
      setBy: 'province',
      note: { vi: 'Theo nghị quyết của HĐND tỉnh' },
    })
  })

  test('has no header without a code and a name', () => {
    expect(tableHeader(['STT', 'Tên thủ tục'])).toBeUndefined()
    expect(tableHeader(['MÃ TTHC:', ' Tên  TTHC '])).toBeDefined()
  })
})
