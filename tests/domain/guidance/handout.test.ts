import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type HandoutLines, handoutText } from '../../../src/domain/guidance/handout.ts'

const lines: HandoutLines = {
  title: 'Làm giấy khai sinh cho con',
  papersTitle: 'Mang theo:',
  papers: ['Giấy chứng sinh (1 bản chính)', 'Căn cước (1 bản chính)', 'Giấy đăng ký kết hôn'],
  more: (count) => `và ${count} giấy tờ khác`,
  rest: ['Tiền: Miễn phí', 'Ở đâu: xã Bản Hồ'],
}
const bytes = (text: string) => new TextEncoder().encode(text).length

test('a guide that fits is taken home whole', () => {
  expect(handoutText(lines, 600)).toBe(
    [
      'Làm giấy khai sinh cho con',
      'Mang theo:',
      '- Giấy chứng sinh (1 bản chính)',
      '- Căn cước (1 bản chính)',
      '- Giấy đăng ký kết hôn',
      'Tiền: Miễn phí',
      'Ở đâu: xã Bản Hồ',
    ].join('\n'),
  )
})

test('papers that do not fit are counted, fee and place stay', () => {
  const text = handoutText(lines, 180)
  expect(text).toContain('- và 2 giấy tờ khác')
  expect(text).toContain('- Giấy chứng sinh')
  expect(text.endsWith('Ở đâu: xã Bản Hồ')).toBe(true)
})

test('it never takes more room than the code has, and cuts no letter in two', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.array(fc.string({ unit: 'grapheme' })),
      fc.array(fc.string({ unit: 'grapheme' })),
      fc.integer({ min: 0, max: 300 }),
      (title, papers, rest, room) => {
        const text = handoutText({ ...lines, title, papers, rest }, room)
        expect(bytes(text)).toBeLessThanOrEqual(room)
        expect(text.isWellFormed()).toBe(true)
      },
    ),
  )
})
