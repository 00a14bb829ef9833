import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ImportedProcedure } from '../../../src/catalogue/importing/imported-catalogue.ts'
import { plainGuide } from '../../../src/catalogue/importing/plain-guide.ts'
import { recordsInJson } from '../../../src/catalogue/importing/raw-record.ts'
import {
  deltaBetween,
  linesOfText,
  recordIn,
  summaryIn,
  textOfLines,
  withDelta,
} from '../../../src/catalogue/packs/lines.ts'
import { packedLines } from '../../../src/catalogue/packs/packed.ts'
import { summarise } from '../../../src/catalogue/summary.ts'
import { listRow, portalAnswer } from '../importing/records.ts'
import { packFigures } from './figures.ts'

const lines = fc
  .dictionary(
    fc.string({ unit: fc.constantFrom('1', '2', '.', '9'), minLength: 1, maxLength: 5 }),
    fc.string(),
  )
  .map(
    (texts) => new Map(Object.entries(texts).map(([code, text]) => [code, JSON.stringify({ code, text })])),
  )

function imported(answer: object): ImportedProcedure {
  const [read] = recordsInJson(answer)
  if (read?.ok !== true) throw new Error('not read')
  const { record } = read
  const { procedure } = plainGuide(record, '2026-11-26')
  return {
    code: record.code,
    digest: '',
    procedure,
    summary: summarise(procedure),
    record,
    takenOn: '2026-11-26',
    isForCitizens: record.reach !== 'between-agencies',
    isDetailed: record.detail !== undefined,
  }
}

async function* all(procedures: readonly ImportedProcedure[]) {
  yield* procedures
}

describe('the lines of a pack', () => {
  test('a delta leads from any state to any other, and the text says the same lines', () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const reached = withDelta(before, deltaBetween(before, after))
        expect(textOfLines(reached)).toBe(textOfLines(after))
        expect(linesOfText(textOfLines(after))).toEqual(new Map([...after].sort(byCode)))
      }),
    )
  })

  test('what other provinces decided, and what is done between agencies, is left out', async () => {
    const procedures = [
      imported(portalAnswer('9.900001', 'Của cả nước')),
      imported(
        portalAnswer('9.900002', 'Của Lào Cai', {
          type: 'SPECIFIC',
          departmentPromulgateCode: 'H38',
          departmentPromulgateName: 'UBND tỉnh Lào Cai',
        }),
      ),
      imported(
        portalAnswer('9.900003', 'Của Lai Châu', {
          type: 'SPECIFIC',
          departmentPromulgateCode: 'H35',
          departmentPromulgateName: 'UBND tỉnh Lai Châu',
        }),
      ),
      imported(listRow('9.900004', 'Giữa các cơ quan', { type: 'STANDARD_INTERNAL' })),
    ]
    const { list, details } = await packedLines(all(procedures), '15')
    expect([...list.keys()]).toEqual(['9.900001', '9.900002'])
    expect([...details.keys()]).toEqual([...list.keys()])
  })

  test('a line gives the summary and the record that it was made of', async () => {
    const one = imported(portalAnswer('9.900001', 'Thủ tục "mẫu"\nhai dòng'))
    const { list, details } = await packedLines(all([one]), '15')
    expect(summaryIn(list.get(one.code) ?? '')).toEqual(one.summary)
    const packed = recordIn(details.get(one.code) ?? '')
    expect(packed).toEqual({ code: one.code, takenOn: '2026-11-26', record: one.record })
  })

  test('a record of a later version is no record', () => {
    expect(recordIn('{"code":"9.9","takenOn":"2026-11-26","record":{"new":1}}')).toBeUndefined()
  })

  test('what is no line is refused', () => {
    for (const text of ['[]\n', 'null\n', '<html>\n', '{"name":"x"}\n'])
      expect(() => linesOfText(text)).toThrow()
  })
})

describe('what a pack costs on the wire', () => {
  test('5,670 generated procedures, all with full records, stay within the figures', async () => {
    const figures = await packFigures(generated(5_670))
    expect(figures.procedures).toBe(5_670)
    expect(figures.listBytes).toBeLessThanOrEqual(1_500_000)
    expect(figures.detailsBytes).toBeLessThanOrEqual(6_000_000)
    expect(figures.changedBytes).toBeLessThanOrEqual(60_000)
    expect(figures.addedBytes).toBeLessThanOrEqual(60_000)
  }, 30_000)
})

/** Words that repeat as official ones do, and numbers that do not. */
function generated(count: number): ImportedProcedure[] {
  const subjects = [
    'đăng ký',
    'cấp lại',
    'gia hạn',
    'điều chỉnh',
    'xác nhận',
    'thu hồi',
    'chấm dứt',
    'công nhận',
  ]
  const objects = [
    'giấy phép',
    'chứng chỉ',
    'quyền sử dụng đất',
    'hộ kinh doanh',
    'cơ sở',
    'hợp tác xã',
    'nhà ở',
  ]
  return Array.from({ length: count }, (_, at) => {
    const name = `Thủ tục ${subjects[at % 8]} ${objects[at % 7]} theo mẫu ${at * 7919} tại ${at % 131}`
    return imported(
      portalAnswer(`9.${String(100_000 + at)}`, name, {
        executionSteps: Array.from({ length: 6 }, (_step, step) => ({
          name: `Bước ${step + 1}`,
          description: `- Người nộp ${name} gửi hồ sơ số ${at * 31 + step};\n- Cơ quan kiểm tra trong ${step + 1} ngày.`,
        })),
      }),
    )
  })
}

function byCode([a]: [string, string], [b]: [string, string]): number {
  return a < b ? -1 : 1
}
