import { expect, test } from 'vitest'
import { amountInWords, numberInWords } from '../../../src/domain/text/number-in-words.ts'

test.each([
  [0, 'không'],
  [4, 'bốn'],
  [5, 'năm'],
  [10, 'mười'],
  [11, 'mười một'],
  [14, 'mười bốn'],
  [15, 'mười lăm'],
  [20, 'hai mươi'],
  [21, 'hai mươi mốt'],
  [24, 'hai mươi tư'],
  [25, 'hai mươi lăm'],
  [55, 'năm mươi lăm'],
  [100, 'một trăm'],
  [101, 'một trăm linh một'],
  [104, 'một trăm linh bốn'],
  [105, 'một trăm linh năm'],
  [110, 'một trăm mười'],
  [115, 'một trăm mười lăm'],
  [121, 'một trăm hai mươi mốt'],
  [999, 'chín trăm chín mươi chín'],
  [1000, 'một nghìn'],
  [1005, 'một nghìn không trăm linh năm'],
  [1050, 'một nghìn không trăm năm mươi'],
  [2026, 'hai nghìn không trăm hai mươi sáu'],
  [21_021, 'hai mươi mốt nghìn không trăm hai mươi mốt'],
  [100_000, 'một trăm nghìn'],
  [1_000_000, 'một triệu'],
  [1_000_005, 'một triệu không trăm linh năm'],
  [1_005_000, 'một triệu không trăm linh năm nghìn'],
  [1_500_000, 'một triệu năm trăm nghìn'],
  [2_000_000_000, 'hai tỷ'],
  [1_000_000_000_000, 'một nghìn tỷ'],
])('%d is read "%s"', (value, words) => {
  expect(numberInWords(value)).toBe(words)
})

test.each([
  [0, 'không đồng'],
  [8_000, 'tám nghìn đồng'],
  [15_000, 'mười lăm nghìn đồng'],
  [75_000, 'bảy mươi lăm nghìn đồng'],
  [150_000, 'một trăm năm mươi nghìn đồng'],
  [1_008_000, 'một triệu không trăm linh tám nghìn đồng'],
])('%d đồng is read "%s"', (vnd, words) => {
  expect(amountInWords(vnd)).toBe(words)
})

test('no two amounts up to twenty thousand are read alike', () => {
  const read = new Set(Array.from({ length: 20_000 }, (_, value) => numberInWords(value)))
  expect(read.size).toBe(20_000)
})
