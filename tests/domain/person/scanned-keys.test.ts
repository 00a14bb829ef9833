import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseIdentityCard } from '../../../src/domain/person/identity-card.ts'
import { readScannedKeys, type ScannedKey } from '../../../src/domain/person/scanned-keys.ts'
import { cardTexts, chipCard, keysOf, laterCard } from './card-example.ts'
import {
  composed,
  typedOnVietnameseLayout,
  typedThroughComposition,
  typedThroughHook,
  typedWithCapsLock,
} from './typing-simulation.ts'

/** How many of the cards came back; the others were refused. */
function shareRead(mangle: (text: string) => ScannedKey[]): number {
  let read = 0
  let all = 0
  fc.assert(
    fc.property(cardTexts, (text) => {
      all++
      const result = readScannedKeys(mangle(text))
      if (!result.ok) return
      read++
      expect(result).toEqual(parseIdentityCard(text))
    }),
    { numRuns: 200 },
  )
  return read / all
}

describe('a scanner that types like a keyboard', () => {
  test('types the card as it is', () => {
    expect(readScannedKeys(keysOf(chipCard))).toEqual(parseIdentityCard(chipCard))
    expect(readScannedKeys(keysOf(laterCard))).toEqual(parseIdentityCard(laterCard))
    expect(shareRead(keysOf)).toBeGreaterThan(0.9)
  })

  test.each(['telex', 'vni'] as const)('is never misread where %s rubs out and types anew', (method) => {
    expect(shareRead((text) => typedThroughHook(text, method))).toBeGreaterThan(0.4)
  })

  test('is never misread where an input method takes the keys', () => {
    expect(shareRead(typedThroughComposition)).toBeGreaterThan(0.9)
  })

  test('is never misread on the Vietnamese layout or with caps lock', () => {
    expect(shareRead(typedOnVietnameseLayout)).toBeGreaterThan(0.9)
    expect(shareRead(typedWithCapsLock)).toBeGreaterThan(0.9)
  })

  test.each(['telex', 'vni'] as const)('is never misread where %s and another layout meet', (method) => {
    shareRead((text) => typedThroughHook(text.replaceAll('|', '~'), method))
  })

  test('may have another sign for the bar', () => {
    for (const sign of ['\\', '~', '¦', '§', '#']) {
      expect(readScannedKeys(keysOf(chipCard.replaceAll('|', sign)))).toEqual(parseIdentityCard(chipCard))
    }
    const slashed = chipCard.replace('Thôn Bản Hồ', 'Số 1#2').replaceAll('|', '#')
    expect(readScannedKeys(keysOf(slashed)).ok).toBe(false)
  })

  test('is refused where the keys of an input method are not known', () => {
    const keys = typedThroughComposition(chipCard).map((key) => ({ ...key, code: '' }))
    expect(readScannedKeys(keys)).toEqual({ ok: false, problem: 'scan-input-method' })
  })

  test.each([
    [
      'without any Vietnamese letter',
      chipCard.normalize('NFD').replaceAll(/\p{M}/gu, '').replace('Nu', 'Nam'),
    ],
    ['with letters left out', laterCard.replaceAll(/[^\x20-\x7e]/gu, '')],
    ['with ữ left out', chipCard.replace('Nữ', 'N')],
    ['with question marks', chipCard.replace('ị', '?')],
  ])('is refused %s', (_, text) => {
    expect(readScannedKeys(keysOf(text))).toMatchObject({ ok: false, problem: 'scan-letters-lost' })
  })

  test('is refused where the capitals are gone', () => {
    expect(readScannedKeys(keysOf(laterCard.toLowerCase()))).toEqual({
      ok: false,
      problem: 'scan-letter-case',
    })
  })

  test.each([
    ['https://dichvucong.gov.vn', 'card-web-address'],
    ['00020101021138570010A000000727', 'card-payment-code'],
    ['MOTCUA1|ABCDE-FGHIJ|1.001193|2026|device|sig', 'card-own-receipt'],
  ])('that scans %s says so', (text, problem) => {
    expect(readScannedKeys(keysOf(text))).toEqual({ ok: false, problem })
  })
})

test('the simulated input methods write Vietnamese', () => {
  expect(composed('ddawng', 'telex')).toBe('đăng')
  expect(composed('Nguyeenx', 'telex')).toBe('Nguyễn')
  expect(composed('Nguye6n4', 'vni')).toBe('Nguyễn')
  expect(composed('Ksor', 'telex')).toBe('Ksỏ')
  expect(composed('ass', 'telex')).toBe('as')
})
