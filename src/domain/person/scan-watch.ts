/**
 * Tells a scanner that types from a person who types. Until there is no doubt, every key goes where it would go
 * anyway; whoever types fast is never disturbed. No person types twelve digits and a bar, or the beginning of a web
 * address or a payment code, at this speed.
 */
import { usCharacter } from '../text/us-keyboard.ts'
import type { ScannedKey } from './scanned-keys.ts'

/** Longest pause within a scan before it is recognised, and after. */
const quickMs = 80
const scanPauseMs = 400
/** A scan that never ends is none. */
const longestScan = 4000

/**
 * `typed`: the key is the person's. `recognised`: this key and those since `began` belong to a scan. `swallowed`: so
 * does this one. `ended`: the scan is complete.
 */
export type Watched = 'typed' | 'recognised' | 'swallowed' | 'ended'

export interface ScanWatch {
  /** @param atMs when the key went down, e.g. `Event.timeStamp` */
  see(key: ScannedKey, atMs: number): Watched
  /** True for a key that would begin a run: what stands in the fields now is what they go back to. */
  wouldBegin(atMs: number): boolean
  readonly isScanning: boolean
  /** The keys of the scan, and a new start. */
  take(): readonly ScannedKey[]
}

/** After this silence a scan without a key at its end is complete. */
export const scanSilenceMs = scanPauseMs

export function createScanWatch(): ScanWatch {
  let keys: ScannedKey[] = []
  let lastAtMs = Number.NEGATIVE_INFINITY
  let isScanning = false

  const isPaused = (atMs: number) => atMs - lastAtMs > (isScanning ? scanPauseMs : quickMs)
  return {
    get isScanning() {
      return isScanning
    },
    wouldBegin: (atMs) => keys.length === 0 || (!isScanning && isPaused(atMs)),
    see(key, atMs) {
      if (!isScanning && isPaused(atMs)) keys = []
      lastAtMs = atMs
      if (key.key === 'Enter' || key.key === 'Tab') {
        if (isScanning) return 'ended'
        keys = []
        return 'typed'
      }
      if (isScanning) {
        if (keys.length < longestScan) keys.push(key)
        return 'swallowed'
      }
      if (isAside(key)) return 'typed'
      keys.push(key)
      if (!isScan(keys)) return 'typed'
      isScanning = true
      return 'recognised'
    },
    take() {
      const taken = keys
      keys = []
      isScanning = false
      lastAtMs = Number.NEGATIVE_INFINITY
      return taken
    },
  }
}

/** Shift and its like go down between the letters. */
function isAside({ key, isComposed }: ScannedKey): boolean {
  return !isComposed && ['Shift', 'Alt', 'CapsLock', 'NumLock', 'AltGraph', 'Dead'].includes(key)
}

const cardDigits = 12

function isScan(keys: readonly ScannedKey[]): boolean {
  if (keys.length <= cardDigits && keys.length < shortestForeign) return false
  const byPlace = keys.map(({ key, code, isShifted }) => usCharacter(code, isShifted) ?? key).join('')
  const asTyped = keys.map(({ key }) => key).join('')
  return [byPlace, asTyped].some((text) => cardBeginning.test(text) || foreignBeginning.test(text))
}

/** A separator is no sign that a person types after a number. */
const cardBeginning = /^\d{12}[^\p{L}\p{N}\s,.;/-]/u
const foreignBeginning = /^(?:https?:\/\/|0002010102|MOTCUA\d\|)/iu
const shortestForeign = 7
