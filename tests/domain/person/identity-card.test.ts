import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseIdentityCard } from '../../../src/domain/person/identity-card.ts'
import { receiptCodeOf } from '../../../src/domain/receipt/receipt-code.ts'
import { cardTexts, chipCard, laterCard } from './card-example.ts'

const read = (text: string) => {
  const result = parseIdentityCard(text)
  if (!result.ok) throw new Error(result.problem)
  return result.card
}

describe('the code on an identity card', () => {
  test('of the chip card has seven fields', () => {
    expect(read(chipCard)).toEqual({
      kind: 'citizen-card',
      number: '010190000017',
      oldNumber: '080123456',
      name: 'Lò Thị Pành',
      birthDate: '1990-02-15',
      sex: 'female',
      address: 'Thôn Bản Hồ, Bản Hồ, Sa Pa, Lào Cai',
      issuedOn: '2021-11-25',
    })
  })

  test('of the card since July 2024 has four more, and may lack the old number', () => {
    expect(read(laterCard)).toEqual({
      kind: 'identity-card',
      number: '012075000029',
      name: 'Giàng A Páo',
      birthDate: '1975-06-01',
      sex: 'male',
      address: 'Tả Van Giáy, Tả Van, Sa Pa, Lào Cai',
      issuedOn: '2024-08-02',
    })
  })

  test.each([
    ['00021990', '1990-02'],
    ['021990', '1990-02'],
    ['00001990', '1990'],
    ['1990', '1990'],
    ['15/02/1990', '1990-02-15'],
  ])('may know less of the birth date: %s', (written, birthDate) => {
    expect(read(chipCard.replace('15021990', written)).birthDate).toBe(birthDate)
  })

  test('keeps every field in its place when others are empty', () => {
    const card = read('010190000017||Lò Thị Pành|15021990|Nữ||')
    expect(card).toMatchObject({ name: 'Lò Thị Pành', address: '' })
    expect(card).not.toHaveProperty('issuedOn')
    expect(card).not.toHaveProperty('oldNumber')
  })

  test('may be written in NFD and carries no invisible characters over', () => {
    expect(read(`\uFEFF${chipCard.normalize('NFD')}\r\n`)).toEqual(read(chipCard))
  })

  test.each([
    ['https://dichvucong.gov.vn/p/home', 'card-web-address'],
    ['HTTP://EXAMPLE.VN', 'card-web-address'],
    ['zalo://qr/abc', 'card-web-address'],
    [
      '00020101021138570010A00000072701270006970436011300110012345670208QRIBFTTA53037045802VN6304ABCD',
      'card-payment-code',
    ],
    [receiptCodeOf('01939f6e-7c1a-7cc2-9d2e-7f6f2c1a9b11'), 'card-own-receipt'],
    ['MOTCUA1|ABC|1.001193|2026-11-25T01:00:00Z|device|signature', 'card-own-receipt'],
    ['8934563138165', 'card-other-code'],
    ['', 'card-other-code'],
    ['a|b|c|d|e|f', 'card-other-code'],
    ['a|b|c|d|e|f|g', 'card-unreadable'],
    [chipCard.replace('15021990', '30021990'), 'card-unreadable'],
    [chipCard.replace('25112021', '2511202'), 'card-unreadable'],
    [chipCard.replace('Nữ', 'X'), 'card-unreadable'],
    [chipCard.replace('Nữ', 'constructor'), 'card-unreadable'],
    [chipCard.replace('Nữ', '__proto__'), 'card-unreadable'],
    [chipCard.replace('010190000017', '01019000001'), 'card-unreadable'],
    [chipCard.replace('Lò Thị Pành', ''), 'card-unreadable'],
  ])('is not taken from %s', (text, problem) => {
    expect(parseIdentityCard(text)).toEqual({ ok: false, problem })
  })

  test('is read again from every card', () => {
    fc.assert(
      fc.property(cardTexts, (text) => {
        const [number, , name, , , address] = text.split('|')
        expect(read(text)).toMatchObject({ number, name, address })
      }),
      { numRuns: 50 },
    )
  })

  test('is read or refused, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'|||019Nam:/\u0303ữ\n\u202e\ud800<'), maxLength: 200 }),
        (text) => {
          expect(typeof parseIdentityCard(text).ok).toBe('boolean')
        },
      ),
      { numRuns: 50 },
    )
  })
})
