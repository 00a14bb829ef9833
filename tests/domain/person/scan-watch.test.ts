import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createScanWatch, type Watched } from '../../../src/domain/person/scan-watch.ts'
import type { ScannedKey } from '../../../src/domain/person/scanned-keys.ts'
import { cardTexts, chipCard, keysOf } from './card-example.ts'
import { typedOnVietnameseLayout, typedThroughComposition, typedThroughHook } from './typing-simulation.ts'

const enter: ScannedKey = { key: 'Enter', code: 'Enter', isShifted: false, isComposed: false }

function see(keys: readonly ScannedKey[], pauseMs: number): readonly Watched[] {
  const watch = createScanWatch()
  return keys.map((key, index) => watch.see(key, index * pauseMs))
}

describe('the watch for scanners', () => {
  test('knows a card by its number and the sign after it, and swallows the rest', () => {
    const seen = see([...keysOf(chipCard), enter], 4)
    expect(seen.slice(0, 12)).toEqual(Array(12).fill('typed'))
    expect(seen[12]).toBe('recognised')
    expect(new Set(seen.slice(13, -1))).toEqual(new Set(['swallowed']))
    expect(seen.at(-1)).toBe('ended')
  })

  test('gives the keys of the scan and starts anew', () => {
    const watch = createScanWatch()
    const keys = keysOf(chipCard)
    keys.forEach((key, index) => void watch.see(key, index))
    expect(watch.isScanning).toBe(true)
    expect(watch.take()).toEqual(keys)
    expect(watch.isScanning).toBe(false)
    expect(watch.wouldBegin(0)).toBe(true)
  })

  test.each(['Delete', 'Backspace', 'ArrowLeft', 'Enter', 'Tab'])(
    'begins after a %s pressed a moment before: what that key did is not undone',
    (name) => {
      const watch = createScanWatch()
      expect(watch.see({ key: name, code: name, isShifted: false, isComposed: false }, 0)).toBe('typed')
      expect(watch.wouldBegin(5)).toBe(true)
      const seen = keysOf(chipCard).map((key, index) => watch.see(key, 5 + index))
      expect(seen).toContain('recognised')
    },
  )

  test.each([
    ['telex', (text: string) => typedThroughHook(text, 'telex')],
    ['vni', (text: string) => typedThroughHook(text, 'vni')],
    ['an input method', typedThroughComposition],
    ['the Vietnamese layout', typedOnVietnameseLayout],
  ])('knows every card also through %s', (_, mangle) => {
    fc.assert(
      fc.property(cardTexts, (text) => {
        expect(see(mangle(text), 3)).toContain('recognised')
      }),
    )
  })

  test.each(['https://dichvucong.gov.vn', 'HTTP://A.VN', '00020101021138570010A000', 'MOTCUA1|ABC'])(
    'knows %s for a scan',
    (text) => {
      expect(see(keysOf(text), 3)).toContain('recognised')
    },
  )

  test('leaves a typist alone, however fast', () => {
    const words = fc.constantFrom(
      'Giàng A Páo',
      'Thôn Bản Hồ, Sa Pa',
      '010190000017',
      '15/02/1990',
      '0912 345 678',
      'a|b',
    )
    fc.assert(
      fc.property(fc.array(words, { maxLength: 6 }), fc.integer({ min: 1, max: 60 }), (texts, pauseMs) => {
        const keys = texts.flatMap((text) => [...keysOf(text), enter])
        expect(new Set(see(keys, pauseMs))).toEqual(new Set(keys.length === 0 ? [] : ['typed']))
      }),
    )
  })

  test('bears with a device that is busy for a moment, and with a key pressed just before', () => {
    const watch = createScanWatch()
    watch.see({ key: '7', code: 'Digit7', isShifted: false, isComposed: false }, 0)
    const keys = keysOf(chipCard)
    const seen = keys.map((key, index) => watch.see(key, 150 + index * 10 + (index > 5 ? 200 : 0)))
    expect(seen[12]).toBe('recognised')
    expect(watch.take()).toEqual(keys)
  })

  test('leaves alone who types even a card by hand', () => {
    expect(new Set(see([...keysOf(chipCard), enter], 90))).toEqual(new Set(['typed']))
  })
})
