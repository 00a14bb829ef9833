import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { plainGuide } from '../../../src/catalogue/importing/plain-guide.ts'
import { recordsInJson } from '../../../src/catalogue/importing/raw-record.ts'
import { anyProcedure } from '../../../src/catalogue/schema.ts'
import { exchangeRecord, listRow, method, paper, portalAnswer } from './records.ts'

/** The guide of one answer; every guide must be valid. */
function guideOf(answer: unknown) {
  const [read] = recordsInJson(answer)
  if (read?.ok !== true) throw new Error(read?.problem ?? 'nothing read')
  const guide = plainGuide(read.record, '2026-11-26')
  v.parse(anyProcedure, guide.procedure)
  return { ...guide, traps: [...read.traps, ...guide.traps] }
}

const detailOf = (more: Readonly<Record<string, unknown>>) =>
  guideOf(portalAnswer('9.900001', 'Thủ tục mẫu', more))

describe('the guide of an official record', () => {
  test('has the layout of a hand-made one', () => {
    const { procedure, traps } = detailOf({})
    expect(traps).toEqual([])
    expect(procedure).toMatchObject({
      code: '9.900001',
      plainName: { vi: 'Mẫu', en: 'Mẫu' },
      level: 'commune',
      scope: 'national',
      role: 'guide-only',
      onlineLevel: 'full',
      channels: ['online', 'in-person'],
      who: { vi: 'Công dân Việt Nam' },
      where: { vi: 'Ủy ban nhân dân cấp xã' },
      result: { vi: 'Giấy xác nhận' },
      timeLimit: { value: 3, unit: 'working-days' },
      legalBasis: ['60/2014/QH13 Luật Hộ tịch'],
      confidence: 'medium',
      components: [{ name: { vi: 'Tờ khai theo mẫu' }, handling: 'submit', originals: 1 }],
      official: {
        guide: 'from-record',
        updatedOn: '2026-07-01',
        steps: [{ title: 'Bước 1: Nộp hồ sơ.' }, { title: 'Bước 2: Nhận kết quả.' }],
      },
    })
  })

  test('is called by the first words of a name that is a paragraph', () => {
    const name = `Giao đất, cho thuê đất không đấu giá quyền sử dụng đất; ${'giao đất và giao rừng '.repeat(8)}`
    const [read] = recordsInJson(portalAnswer('9.900001', name))
    const guide = read?.ok === true ? plainGuide(read.record, '2026-11-26').procedure : undefined
    expect(guide?.plainName.vi).toBe(
      'Giao đất, cho thuê đất không đấu giá quyền sử dụng đất; giao đất và giao rừng giao đất và giao rừng giao đất…',
    )
    expect(guide?.name.vi).toBe(name.trim())
  })

  test('tells papers to hand in, to show and notes apart by their headings', () => {
    const { procedure, traps } = detailOf({
      executionCases: [
        { name: '* Giấy tờ phải nộp:', profileComponents: [paper('- Tờ khai')] },
        { name: ' * Giấy tờ phải xuất trình: ', profileComponents: [paper('- Hộ chiếu; hoặc căn cước.')] },
        {
          name: '* Lưu ý :',
          profileComponents: [paper('+ Người tiếp nhận có trách nhiệm.', { originalQty: 0 })],
        },
        {
          name: '',
          profileComponents: [paper('Trường hợp đã có dữ liệu thì không phải nộp', { originalQty: 0 })],
        },
      ],
    })
    expect(procedure.components.map(({ id, handling, name }) => [id, handling, name.vi])).toEqual([
      ['form-1', 'submit', 'Tờ khai'],
      ['identity-2', 'present', 'Hộ chiếu; hoặc căn cước'],
    ])
    expect(procedure.notes.map(({ vi }) => vi)).toEqual([
      'Người tiếp nhận có trách nhiệm.',
      'Trường hợp đã có dữ liệu thì không phải nộp',
    ])
    expect(traps).toContain('note-among-papers')
  })

  test('papers of a record that counts none of them are papers all the same', () => {
    const none = { originalQty: 0 }
    const { procedure, traps } = detailOf({
      executionCases: [{ name: '', profileComponents: [paper('Đơn', none), paper('Bản vẽ', none)] }],
    })
    expect(procedure.components.map(({ name }) => name.vi)).toEqual(['Đơn', 'Bản vẽ'])
    expect(traps).toContain('papers-uncounted')
  })

  test('asks which case it is, and shows the papers of that case', () => {
    const { procedure } = detailOf({
      executionCases: [
        { name: '(1.1) Đối với nhà ở:', profileComponents: [paper('Đơn'), paper('Bản vẽ')] },
        { name: '(1.2) Đối với công trình:', profileComponents: [paper('Đơn'), paper('Quyết định')] },
      ],
    })
    expect(procedure.cases?.[0]?.options.map(({ label }) => label.vi)).toEqual([
      'Đối với nhà ở',
      'Đối với công trình',
    ])
    expect(procedure.components.map(({ name, appliesWhen }) => [name.vi, appliesWhen])).toEqual([
      ['Đơn', undefined],
      ['Bản vẽ', { question: 'case', is: 'case-1' }],
      ['Quyết định', { question: 'case', is: 'case-2' }],
    ])
  })

  test('papers written into a heading are taken out of it', () => {
    const { procedure, traps } = detailOf({
      executionCases: [
        { name: 'Đối với nhà ở:\n- Đơn đề nghị\n- Bản vẽ', profileComponents: [] },
        { name: '', profileComponents: [paper('Tờ khai')] },
      ],
    })
    expect(procedure.components.map(({ name, condition }) => [name.vi, condition?.vi])).toEqual([
      ['Đơn đề nghị', 'Đối với nhà ở'],
      ['Bản vẽ', 'Đối với nhà ở'],
      ['Tờ khai', undefined],
    ])
    expect(traps).toContain('papers-in-heading')
  })

  test('a time without a unit is quoted, not guessed, unless the record has the unit elsewhere', () => {
    const other = [method('DIRECT', { processingTime: 7, processingTimeUnit: 'OTHER' })]
    const { procedure, traps } = detailOf({ executionMethods: other })
    expect(procedure.timeLimit).toEqual({
      unit: 'working-days',
      confirm: true,
      note: expect.objectContaining({ vi: expect.stringContaining('“7”') }),
    })
    expect(traps).toContain('time-unit-unknown')
    const cases = [{ name: 'a', code: '9.900001.01', processingDay: { qty: 7, type: 'WORKING_DAY' } }]
    expect(detailOf({ executionMethods: other, cases }).procedure.timeLimit).toMatchObject({
      value: 7,
      unit: 'working-days',
    })
  })

  test('a time of zero is an empty field', () => {
    const { procedure, traps } = detailOf({ executionMethods: [method('DIRECT', { processingTime: 0 })] })
    expect(procedure.timeLimit.value).toBeUndefined()
    expect(traps).toContain('time-zero')
  })

  test.each([
    ['Không quá 15 ngày kể từ ngày nhận đủ hồ sơ hợp lệ.', 15, 'days'],
    ['Không quá 07 ngày làm việc', 7, 'working-days'],
    ['12,5 ngày làm việc', 12.5, 'working-days'],
  ])('the one limit in "%s" is read, and staff confirm it', (processingTime, value, unit) => {
    const { procedure } = detailOf({
      executionMethods: [method('DIRECT', { processingTime, processingTimeUnit: 'OTHER' })],
    })
    expect(procedure.timeLimit).toMatchObject({ value, unit, confirm: true, note: { vi: processingTime } })
  })

  test.each([
    'Không quá 5 ngày làm việc đối với hộ gia đình; 10 ngày làm việc đối với tổ chức',
    '12.5 ngày làm việc + thời gian cấp lại',
    'Theo mô tả',
  ])('several limits or none in "%s" are left to the words', (processingTime) => {
    const { procedure } = detailOf({
      executionMethods: [method('DIRECT', { processingTime, processingTimeUnit: 'OTHER' })],
    })
    expect(procedure.timeLimit).toMatchObject({ confirm: true, note: { vi: processingTime } })
    expect(procedure.timeLimit.value).toBeUndefined()
  })

  test('limits that differ by channel are asked for; those that differ by case are not', () => {
    const byChannel = detailOf({
      executionMethods: [method('ONLINE', { processingTime: 2 }), method('DIRECT', { processingTime: 5 })],
    }).procedure
    expect(byChannel.cases?.map(({ id }) => id)).toEqual(['channel'])
    expect(byChannel.timeLimit).toMatchObject({
      value: 5,
      variants: [{ when: { question: 'channel', is: 'online' }, value: 2 }],
    })
    const byCase = detailOf({
      executionMethods: [method('DIRECT', { processingTime: 2 }), method('DIRECT', { processingTime: 5 })],
    })
    expect(byCase.traps).toContain('times-differ')
    expect(byCase.procedure.timeLimit).toMatchObject({ note: { vi: '2 ngày làm việc; 5 ngày làm việc' } })
  })

  test('what mountain communes add is an addition, said either way', () => {
    const text = 'Đối với các xã miền núi, hải đảo thì được tăng thêm không quá 10 ngày làm việc.'
    expect(
      detailOf({ executionMethods: [method('DIRECT', { description: text })] }).procedure.timeLimit,
    ).toMatchObject({
      value: 3,
      mountainExtension: { value: 10, unit: 'working-days' },
    })
    const longer = method('DIRECT', {
      processingTime: 8,
      description: 'Xã miền núi: không quá 8 ngày làm việc',
    })
    expect(detailOf({ executionMethods: [method('DIRECT'), longer] }).procedure.timeLimit).toMatchObject({
      value: 3,
      mountainExtension: { value: 5, unit: 'working-days' },
    })
  })

  test('a fee of zero is free only where the record says so', () => {
    const fee = (more: object) =>
      detailOf({ executionMethods: [method('DIRECT', { fees: [{ type: 'FEE', ...more }] })] })
    expect(fee({ value: 0, description: '' }).procedure.fee.rules).toEqual([{ confirm: true }])
    expect(fee({ value: 0, description: '' }).traps).toContain('fee-zero-unexplained')
    expect(fee({ value: 0, description: 'Không thu' }).procedure.fee.rules[0]).toMatchObject({ amountVnd: 0 })
    expect(
      fee({ value: 0, description: 'Hội đồng nhân dân cấp tỉnh quy định.' }).procedure.fee.rules[0],
    ).toMatchObject({
      setBy: 'province',
    })
    expect(fee({ value: 8000, currencyName: 'Việt Nam Đồng' }).procedure.fee.rules[0]).toMatchObject({
      amountVnd: 8000,
    })
    const foreign = fee({ value: 25, currencyName: 'USD' })
    expect(foreign.procedure.fee.rules[0]?.amountVnd).toBeUndefined()
    expect(foreign.traps).toContain('fee-foreign-currency')
  })

  test('fees differ by channel', () => {
    const paid = (value: number) => ({ fees: [{ type: 'FEE', value, description: '' }] })
    const { procedure } = detailOf({
      executionMethods: [method('ONLINE', paid(10_000)), method('DIRECT', paid(20_000))],
    })
    expect(procedure.fee.rules).toMatchObject([
      { channel: 'online', amountVnd: 10_000 },
      { channel: 'in-person', amountVnd: 20_000 },
    ])
  })

  test('"not full process" of something that is filed online is partly online', () => {
    const { procedure, traps } = detailOf({ isFullProcess: false })
    expect(procedure.onlineLevel).toBe('partial')
    expect(traps).toContain('online-but-not-full')
  })

  test('the exchange gives the same guide', () => {
    const { procedure } = guideOf(exchangeRecord('9.900002', 'Thủ tục thử'))
    expect(procedure).toMatchObject({
      scope: 'lao-cai',
      level: 'commune',
      where: { vi: 'Bộ phận một cửa của xã' },
      timeLimit: { value: 7, unit: 'working-days' },
      fee: { rules: [{ amountVnd: 20_000, note: { vi: 'Nộp tại quầy' } }] },
      components: [{ name: { vi: 'Đơn đề nghị' }, formCode: 'CT01' }],
      keywords: { vi: ['mẫu', 'thử'] },
      official: { steps: [{ lines: [{ text: 'Nộp hồ sơ' }, { text: 'Nhận kết quả' }] }] },
    })
  })

  test('a mere row of a list is a guide that promises nothing', () => {
    const { procedure } = guideOf(listRow('9.900003', 'Cấp thẻ (cấp xã)'))
    expect(procedure).toMatchObject({
      level: 'commune',
      components: [],
      channels: [],
      timeLimit: { confirm: true },
    })
    expect(procedure.official?.text.map(({ part }) => part)).toEqual(['name', 'who', 'agencies'])
  })

  test.each([
    ['UBND tỉnh Lào Cai', 'lao-cai', undefined],
    ['UBND tỉnh Lai Châu', 'lai-chau', undefined],
    ['UBND Thành phố Huế', 'other-province', '46'],
    ['Sở nào đó', 'other-province', '00'],
  ])('a procedure of %s is of that province', (departmentPromulgate, scope, province) => {
    const { procedure } = guideOf(listRow('9.900003', 'Cấp thẻ', { type: 'SPECIFIC', departmentPromulgate }))
    expect([procedure.scope, procedure.province]).toEqual([scope, province])
  })
})
