/** Invented people and their cards, and what a scanner types of them. */
import fc from 'fast-check'
import type { ScannedKey } from '../../../src/domain/person/scanned-keys.ts'

export const chipCard =
  '010190000017|080123456|Lò Thị Pành|15021990|Nữ|Thôn Bản Hồ, Bản Hồ, Sa Pa, Lào Cai|25112021'
export const laterCard =
  '012075000029||Giàng A Páo|01061975|Nam|Tả Van Giáy, Tả Van, Sa Pa, Lào Cai|02082024||||'

const names = fc.constantFrom(
  'Giàng A Páo',
  'Lò Thị Pành',
  'H’Hen Niê',
  'Mã A Páo',
  'Hồ Văn Sáng',
  'Ksor Pơ Lưa',
  "K'Tem Đăk",
  'Nguyễn Thị Thuỷ',
  'Y Wơn Ksơr',
  'ĐINH VĂN RỚT',
  'KSOR HLANS ĐẠT',
  'Vàng Seo Lùng',
)
const addresses = fc.constantFrom(
  'Thôn Bản Hồ, Bản Hồ, Sa Pa, Lào Cai',
  'Tổ 3, Phường Kim Tân, Thành phố Lào Cai, Lào Cai',
  'Buôn Krông, Ea Hleo, Ea Kar, Đắk Lắk',
  'Thôn2, Cốc San, Bát Xát, Lào Cai',
  'Số 12/5 Ngõ 7, Đồn Đạc, Ba Chẽ, Quảng Ninh',
  'Làng Mor, Ia Mơr, Chư Prông, Gia Lai',
  '',
)

/** The text of a card that agrees with itself. */
export const cardTexts = fc
  .record({
    province: fc.constantFrom('010', '012', '015', '066'),
    year: fc.integer({ min: 1930, max: 2012 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
    known: fc.constantFrom('day', 'month', 'year'),
    isWoman: fc.boolean(),
    serial: fc.integer({ min: 0, max: 999_999 }),
    oldNumber: fc.constantFrom('', '080123456'),
    name: names,
    address: addresses,
    isLater: fc.boolean(),
  })
  .map((card) => {
    const two = (number: number) => String(number).padStart(2, '0')
    const sexDigit = (card.year >= 2000 ? 2 : 0) + (card.isWoman ? 1 : 0)
    const number = `${card.province}${sexDigit}${two(card.year % 100)}${String(card.serial).padStart(6, '0')}`
    const day = card.known === 'day' ? two(card.day) : '00'
    const month = card.known === 'year' ? '00' : two(card.month)
    const fields = [
      number,
      card.oldNumber,
      card.name,
      `${day}${month}${card.year}`,
      card.isWoman ? 'Nữ' : 'Nam',
      card.address,
      '25112021',
      ...(card.isLater ? ['', '', '', ''] : []),
    ]
    return fields.join('|')
  })

const places: Readonly<Record<string, readonly [code: string, isShifted: boolean]>> = {
  ' ': ['Space', false],
  '|': ['Backslash', true],
  "'": ['Quote', false],
  ',': ['Comma', false],
  '.': ['Period', false],
  '/': ['Slash', false],
  '-': ['Minus', false],
  ':': ['Semicolon', true],
}

/** What a scanner set to the US layout types; a letter that the layout has not comes without a key. */
export function keysOf(text: string): ScannedKey[] {
  return [...text].map((character) => {
    const [code, isShifted] = placeOf(character)
    return { key: character, code, isShifted, isComposed: false }
  })
}

function placeOf(character: string): readonly [code: string, isShifted: boolean] {
  if (/^[a-z]$/i.test(character))
    return [`Key${character.toUpperCase()}`, character !== character.toLowerCase()]
  if (/^\d$/.test(character)) return [`Digit${character}`, false]
  return places[character] ?? ['', false]
}
