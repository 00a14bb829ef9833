import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  hasScript,
  officialLine,
  officialText,
  textTraps,
} from '../../../src/catalogue/importing/official-text.ts'

/** Texts made of what real records are made of, whole and broken. */
const pieces = fc.constantFrom(
  ...[
    '<',
    '>',
    '&',
    'amp;',
    'lt;',
    'gt;',
    '#38;',
    '#x26;',
    '&nbsp;',
    '\u00a0',
    '\u200b',
    '\n',
    '\r\n',
    '\t',
    ' ',
  ],
  ...[
    '<br>',
    '</p>',
    '<p class="x">',
    '<b>',
    '</b>',
    '<script>',
    '</script>',
    '<style>',
    '&lt;b&gt;',
    '<!--',
    '-->',
  ],
  ...[
    '-',
    '+',
    '*',
    '•',
    '\uf0b7',
    '–',
    'a',
    'đ',
    'Tờ khai',
    'e\u0302\u0301',
    'ế',
    '5 < 7',
    '\ud800',
    '\u202e',
  ],
)
const official = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(pieces, { maxLength: 30 }).map((all) => all.join('')),
)

describe('official text in its normal form', () => {
  test('is its own normal form', () => {
    fc.assert(
      fc.property(official, (raw) => {
        const once = officialText(raw)
        expect(officialText(once)).toBe(once)
        expect(officialLine(officialLine(raw))).toBe(officialLine(raw))
      }),
      { numRuns: 1000 },
    )
  })

  test('is NFC, without empty lines, stray spaces or invisible characters', () => {
    fc.assert(
      fc.property(official, (raw) => {
        const text = officialText(raw)
        expect(text).toBe(text.normalize('NFC'))
        expect(text).not.toMatch(/^\s|\s$|[^\S\n]{2}|\n\n|[\u00a0\u200b\t\r]/u)
      }),
    )
  })

  test('keeps every word of prose', () => {
    const word = fc.constantFrom('Tờ', 'khai', 'thường', 'trú', 'CT01', '5', '<50', 'a)', '15%', 'Lìn')
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1 }),
        fc.constantFrom(' ', '\n', '\u00a0', '<br/>', '&nbsp;'),
        (words, gap) => {
          expect(officialText(words.join(gap)).split(/\s/)).toEqual(
            words.map((each) => each.normalize('NFC')),
          )
        },
      ),
    )
  })

  test.each([
    ['Tờ\u00a0khai&nbsp;CT01', 'Tờ khai CT01'],
    ['<p>Nộp hồ sơ</p><p>Nhận kết quả</p>', 'Nộp hồ sơ\nNhận kết quả'],
    ['m<sup>2</sup> &lt; 50', 'm2 < 50'],
    ['• Một\n\uf0b7 Hai\n– Ba', '- Một\n- Hai\n- Ba'],
    ['Đăng ký\u200b \r\n\r\n  khai sinh ', 'Đăng ký\nkhai sinh'],
    ['dưới <50 m2> và <tên cơ quan>', 'dưới <50 m2> và <tên cơ quan>'],
    ['trước<script>alert(1)</script>sau', 'trước\nsau'],
    ['<script>không đóng', 'không đóng'],
    ['Cấp đổi thẻ'.normalize('NFD'), 'Cấp đổi thẻ'],
  ])('%j is %j', (raw, text) => {
    expect(officialText(raw)).toBe(text)
  })

  test('names what it put right', () => {
    expect(textTraps('một\u00a0hai')).toEqual(['non-breaking-space'])
    expect(textTraps('hế'.normalize('NFD'))).toEqual(['decomposed-letters'])
    expect(textTraps('a\u200bb')).toEqual(['invisible-characters'])
    expect(textTraps('<b>a</b>')).toEqual(['markup-in-text'])
    expect(textTraps('a<script>x</script>')).toEqual(['markup-in-text', 'script-in-text'])
    expect(textTraps('5 < 7 & 8')).toEqual([])
  })

  test.each(['<script>x', '&lt;script&gt;', '<img src=x onerror=alert(1)>', '<a href="javascript:x">'])(
    'a script is seen in %j',
    (raw) => expect(hasScript(raw)).toBe(true),
  )
})
