import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { forHearing } from '../../../src/domain/speech/for-hearing.ts'
import { sameWords, sentencesOf } from '../../../src/domain/speech/sentence.ts'

describe('sentences', () => {
  test('come from every text of the interface and from the Vietnamese of the content, each wording once', () => {
    const home = { title: 'Bạn cần gì?', more: { next: 'Tiếp  tục', gap: 'Còn {{count}} câu', sign: '–' } }
    const form = {
      name: 'x',
      steps: [{ title: { vi: 'Tiếp\ntục', en: 'Go on' } }, { title: { vi: 'Họ tên', en: 'Name' } }],
    }
    expect(
      sentencesOf([
        { name: 'home', tree: home, isContent: false },
        { name: 'form:x', tree: form, isContent: true },
      ]),
    ).toEqual([
      { place: 'home:title', text: 'Bạn cần gì?' },
      { place: 'home:more.next', text: 'Tiếp tục' },
      { place: 'form:x:steps.1.title', text: 'Họ tên' },
    ])
  })

  test('are the same however they are broken into lines or composed', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-zạếộ]+$/u), { minLength: 1 }), (words) => {
        expect(sameWords(words.join(' \n\t '))).toBe(words.join(' ').normalize('NFC'))
        expect(sameWords(words.join(' ').normalize('NFD'))).toBe(sameWords(words.join(' ')))
      }),
    )
  })
})

describe('for hearing', () => {
  test('amounts and days are said in words', () => {
    expect(forHearing('Lệ phí 8.000 đồng mỗi bản')).toBe('Lệ phí tám nghìn đồng mỗi bản')
    expect(forHearing('Hẹn 25/11/2026')).toMatch(/^Hẹn ngày hai mươi lăm tháng mười một năm hai nghìn/)
  })

  test('a day is not called one twice', () => {
    expect(forHearing('Ngày 05/04/2026')).toMatch(/^Ngày năm tháng tư/)
    expect(forHearing('từ ngày 05/04/2026')).toMatch(/^từ ngày năm tháng tư/)
  })

  test('what only looks like one stays', () => {
    for (const text of ['Số 12345 đội 3', '99/99/2026', 'Điều 8.000 đồngx', 'H38-261126-0001'])
      expect(forHearing(text)).toBe(text)
  })
})
