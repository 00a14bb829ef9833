import { describe, expect, test } from 'vitest'
import { fromTelex, fromVni } from '../../src/catalogue/search/keystrokes.ts'
import { words } from '../../src/catalogue/search/words.ts'

/** Search does not care on which vowel a tone stands. */
const written = (text: string | null) => (text === null ? null : words(text))

describe('keystrokes typed with the input method off', () => {
  test.each([
    ['ddawng', 'đăng'],
    ['kys', 'ký'],
    ['keets', 'kết'],
    ['hoon', 'hôn'],
    ['giaays', 'giấy'],
    ['giaasy', 'giấy'],
    ['ddooir', 'đổi'],
    ['truwowfng', 'trường'],
    ['dduwowngf', 'đường'],
    ['cuwowcs', 'cước'],
    ['tuwr', 'tử'],
    ['quaan', 'quân'],
    ['nghefo', 'nghèo'],
    ['tw', 'tư'],
    ['khai', null],
    ['sinh', null],
    ['x', null],
  ])('Telex %s is %s', (typed, read) => {
    expect(written(fromTelex(typed))).toEqual(written(read))
  })

  test.each([
    ['d9a8ng', 'đăng'],
    ['ky1', 'ký'],
    ['so63', 'sổ'],
    ['d9o3', 'đỏ'],
    ['chu74', 'chữ'],
    ['chu7ng1', 'chứng'],
    ['thu7c5', 'thực'],
    ['d9u7o7ng2', 'đường'],
    ['ke61t', 'kết'],
    ['ho6n', 'hôn'],
    ['khai', null],
    ['ct01', null],
    ['06', null],
  ])('VNI %s is %s', (typed, read) => {
    expect(written(fromVni(typed))).toEqual(written(read))
  })
})
