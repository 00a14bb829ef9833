import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { listedLines, listedSteps } from '../../../src/catalogue/importing/listed-text.ts'
import { officialText } from '../../../src/catalogue/importing/official-text.ts'

const words = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? []

describe('a list written as prose', () => {
  test('is as deep as its marks', () => {
    expect(
      listedLines('- Nộp hồ sơ:\n+ Tại quầy;\n+ Qua mạng.\n(i) Có mã\nTiếp theo\n- Nhận kết quả'),
    ).toEqual([
      { depth: 0, text: 'Nộp hồ sơ:' },
      { depth: 1, text: 'Tại quầy;' },
      { depth: 1, text: 'Qua mạng.' },
      { depth: 2, text: '(i) Có mã' },
      { depth: 2, text: 'Tiếp theo' },
      { depth: 0, text: 'Nhận kết quả' },
    ])
  })

  test('is found inside one line', () => {
    expect(
      listedLines('Phí thẩm định: + Hộ gia đình: miễn; + Tổ chức: 100.000 đồng. a) Đối với xã').map(
        ({ text }) => text,
      ),
    ).toEqual(['Phí thẩm định:', 'Hộ gia đình: miễn;', 'Tổ chức: 100.000 đồng.', 'a) Đối với xã'])
  })

  test('a mark that others refer to stays, and a hyphen inside a word is no mark', () => {
    expect(listedLines('Thực hiện lại bước (i) hoặc (ii); CT-01, 5 - 7 ngày')).toEqual([
      { depth: 0, text: 'Thực hiện lại bước (i) hoặc (ii); CT-01, 5 - 7 ngày' },
    ])
  })

  test('has its steps by "Bước", also in the middle of a line', () => {
    expect(listedSteps([{ text: 'Bước 1: Nộp. Bước 2: Nhận:\n- Giấy hẹn\n- Kết quả' }])).toEqual([
      { title: 'Bước 1: Nộp.', lines: [] },
      {
        title: 'Bước 2: Nhận:',
        lines: [
          { depth: 0, text: 'Giấy hẹn' },
          { depth: 0, text: 'Kết quả' },
        ],
      },
    ])
  })

  test('a step that is a paragraph is numbered and keeps its text', () => {
    const long = 'Người yêu cầu '.repeat(12).trim()
    expect(listedSteps([{ name: 'Trường hợp một', text: `Bước 1: ${long}` }])).toEqual([
      { title: 'Trường hợp một', lines: [] },
      { title: 'Bước 1', lines: [{ depth: 0, text: long }] },
    ])
  })

  test('loses no word', () => {
    const piece = fc.constantFrom(
      '- ',
      '+ ',
      '* ',
      '(i) ',
      'a) ',
      '1. ',
      'Bước 1: ',
      'Nộp hồ sơ',
      '; ',
      '. ',
      ': ',
      '\n',
      'Một',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = officialText(pieces.join(''))
        expect(
          words(
            listedLines(text)
              .map((line) => line.text)
              .join(' '),
          ),
        ).toEqual(words(text))
        const steps = listedSteps([{ text }])
        const all = steps.flatMap(({ title = '', lines }) => [title, ...lines.map((line) => line.text)])
        expect(words(all.join(' '))).toEqual(words(text))
      }),
    )
  })
})
