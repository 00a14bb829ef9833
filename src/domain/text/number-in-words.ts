/** Vietnamese numbers in words, as they are read out and as receipts ask for them beside the figures ("bằng chữ"). */

const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const

/** Above a thousand million people count on: `một nghìn tỷ`. */
const scales = [
  [1_000_000_000, 'tỷ'],
  [1_000_000, 'triệu'],
  [1_000, 'nghìn'],
] as const

/** @param value whole, from 0. `2026` → `hai nghìn không trăm hai mươi sáu` */
export function numberInWords(value: number): string {
  if (value === 0) return digit(0)
  const words: string[] = []
  let rest = value
  for (const [scale, name] of scales) {
    const count = Math.floor(rest / scale)
    if (count > 0)
      words.push(count >= 1000 ? numberInWords(count) : belowThousand(count, words.length > 0), name)
    rest %= scale
  }
  if (rest > 0) words.push(belowThousand(rest, words.length > 0))
  return words.join(' ')
}

/** @param vnd whole đồng, from 0. `8000` → `tám nghìn đồng` */
export function amountInWords(vnd: number): string {
  return `${numberInWords(vnd)} đồng`
}

/** Behind a greater scale every place is said: `không trăm linh năm`. */
function belowThousand(value: number, isBehind: boolean): string {
  const hundreds = Math.floor(value / 100)
  const rest = value % 100
  const words = hundreds > 0 || isBehind ? [digit(hundreds), 'trăm'] : []
  if (words.length > 0 && rest > 0 && rest < 10) words.push('linh')
  if (rest > 0) words.push(belowHundred(rest))
  return words.join(' ')
}

/** 1 to 99, with `mốt`, `tư` and `lăm` after a ten. */
function belowHundred(value: number): string {
  const tens = Math.floor(value / 10)
  const ones = value % 10
  if (tens === 0) return digit(ones)
  const start = tens === 1 ? 'mười' : `${digit(tens)} mươi`
  if (ones === 0) return start
  if (ones === 5) return `${start} lăm`
  if (tens > 1 && ones === 1) return `${start} mốt`
  if (tens > 1 && ones === 4) return `${start} tư`
  return `${start} ${digit(ones)}`
}

function digit(value: number): string {
  return digits[value] ?? ''
}
