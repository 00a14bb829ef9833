/**
 * Tells a scanner that types from a person who types. Until there is no doubt, every key goes where it would go
 * anyway; whoever types fast is never disturbed. No person types twelve digits and a bar, or the beginning of a web
 * address or a payment code, at this speed.
 */
import { usCharacter } from '../text/us-keyboard.ts'
import type { ScannedKey } from './scanned-keys.ts'

/** A pause that ends a run of keys, and the longer one that a busy device may put into a scan. */
const pauseMs = 80
const hiccupMs = 250
/** On average from key to key; the quickest hands at a number pad need 100. */
const scanPaceMs = 70
/** After this silence a scan without a key at its end is complete. */
export const scanSilenceMs = 600
/** A scan that never ends is none. */
const longestScan = 4000

/**
 * `typed`: the key is the person's. `recognised`: this key and those since the run began belong to a scan.
 * `swallowed`: so does this one. `ended`: the scan is complete.
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

export function createScanWatch(): ScanWatch {
  let keys: ScannedKey[] = []
  let times: number[] = []
  let isScanning = false

  function begin(): void {
    keys = []
    times = []
    isScanning = false
  }
  function isPaused(atMs: number): boolean {
    const gapMs = atMs - (times.at(-1) ?? Number.NEGATIVE_INFINITY)
    if (isScanning) return gapMs > scanSilenceMs
    return gapMs > (couldBeScan(keys) ? hiccupMs : pauseMs)
  }
  /** How many of the last keys are the beginning of a scan; 0 while they are not. */
  function scanned(): number {
    const beginning = beginnings.find(({ length, pattern }) =>
      readings(keys.slice(-length)).some((text) => pattern.test(text)),
    )
    if (beginning === undefined || times.length < beginning.length) return 0
    const tookMs = (times.at(-1) ?? 0) - (times.at(-beginning.length) ?? 0)
    return tookMs <= scanPaceMs * beginning.length ? beginning.length : 0
  }
  return {
    get isScanning() {
      return isScanning
    },
    wouldBegin: (atMs) => !isScanning && (keys.length === 0 || isPaused(atMs)),
    see(key, atMs) {
      if (isScanning) {
        if (key.key === 'Enter' || key.key === 'Tab') return 'ended'
        if (keys.length < longestScan) keys.push(key)
        return 'swallowed'
      }
      if (isPaused(atMs)) begin()
      if (isAside(key)) return 'typed'
      // Enter, Delete, an arrow: no scan has them before its end, so that a run begins after them.
      if (isNamed(key)) {
        begin()
        return 'typed'
      }
      keys.push(key)
      times.push(atMs)
      const length = scanned()
      if (length === 0) return 'typed'
      // A key that the person had just pressed is not part of it.
      keys = keys.slice(-length)
      isScanning = true
      return 'recognised'
    },
    take() {
      const taken = keys
      begin()
      return taken
    },
  }
}

/** Shift and its like go down between the letters. */
function isAside({ key, isComposed }: ScannedKey): boolean {
  return !isComposed && ['Shift', 'Alt', 'CapsLock', 'NumLock', 'AltGraph', 'Dead'].includes(key)
}

/** A key that writes nothing by itself. */
function isNamed({ key, isComposed }: ScannedKey): boolean {
  return !isComposed && /^[A-Z][A-Za-z0-9]+$/.test(key)
}

/** The keys by their place on a US keyboard, and as they came. */
function readings(keys: readonly ScannedKey[]): readonly string[] {
  return [
    keys.map(({ key, code, isShifted }) => usCharacter(code, isShifted) ?? key).join(''),
    keys.map(({ key }) => key).join(''),
  ]
}

const beginnings = [
  // A number and a separator that is no sign a person types after a number.
  { length: 13, pattern: /^\d{12}[^\p{L}\p{N}\s,.;/-]$/u },
  // A web address, a payment code, a receipt.
  { length: 8, pattern: /^(?:https:\/\/|http:\/\/.|0002010[12]|MOTCUA\d\|)$/iu },
]

function couldBeScan(keys: readonly ScannedKey[]): boolean {
  return readings(keys).some((text) => /^(?:\d+|h(?:t(?:t(?:p(?:s(?::\/?)?|:\/?)?)?)?)?)$/iu.test(text))
}
