/**
 * Listens for a scanner that types like a keyboard, wherever the focus is. What a person types is never held back;
 * what a scan typed before it was known for one is put back by `onRecognised`.
 */

import { createScanWatch, scanSilenceMs, type Watched } from '../../../../domain/person/scan-watch.ts'
import { readScannedKeys, type ScannedKey, type ScanResult } from '../../../../domain/person/scanned-keys.ts'

interface ScanListener {
  /** A run of keys begins that may turn out to be a scan: what the fields hold now is what they go back to. */
  onBegin(): void
  onRecognised(): void
  onScanned(result: ScanResult): void
}

/** @returns the way to stop listening. */
export function listenForScans({ onBegin, onRecognised, onScanned }: ScanListener): () => void {
  const watch = createScanWatch()
  const stop = new AbortController()
  let silence: number | undefined
  /** Digits typed while Alt is held: a letter by its code, as scanners type what the layout has not. */
  let letterCode = ''
  let isLetterByCode = false

  function finish(): void {
    window.clearTimeout(silence)
    onScanned(readScannedKeys(watch.take()))
  }

  function see(event: Event, key: ScannedKey): void {
    if (watch.wouldBegin(event.timeStamp)) onBegin()
    const seen: Watched = watch.see(key, event.timeStamp)
    if (seen === 'typed') return
    swallow(event)
    if (seen === 'recognised') onRecognised()
    window.clearTimeout(silence)
    if (seen === 'ended') finish()
    else silence = window.setTimeout(finish, scanSilenceMs)
  }

  function keyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || (event.repeat && !watch.isScanning)) return
    isLetterByCode = false
    const digit = event.altKey ? /^Numpad(\d)$/.exec(event.code)?.[1] : undefined
    if (digit !== undefined) {
      letterCode += digit
      if (watch.isScanning) swallow(event)
      return
    }
    see(event, {
      key: event.key,
      code: event.code,
      isShifted: event.shiftKey,
      isComposed: event.isComposing || event.key === 'Process' || event.key === 'Unidentified',
    })
  }

  function keyUp(event: KeyboardEvent): void {
    if (watch.isScanning) swallow(event)
    if (event.key !== 'Alt' || letterCode === '') return
    const letter = letterOf(letterCode)
    letterCode = ''
    isLetterByCode = true
    if (watch.isScanning) see(event, textKey(letter))
  }

  /** Text without a key of its own; what an input method composes is put back afterwards. */
  function beforeInput(event: InputEvent): void {
    if (!watch.isScanning) return
    swallow(event)
    if (event.inputType !== 'insertText' || event.data === null || isLetterByCode) return
    see(event, textKey(event.data))
  }

  const options = { capture: true, signal: stop.signal }
  document.addEventListener('keydown', keyDown, options)
  document.addEventListener('keyup', keyUp, options)
  document.addEventListener('beforeinput', beforeInput, options)
  return () => {
    stop.abort()
    window.clearTimeout(silence)
  }
}

function swallow(event: Event): void {
  event.preventDefault()
  event.stopImmediatePropagation()
}

function textKey(text: string): ScannedKey {
  return { key: text, code: '', isShifted: false, isComposed: false }
}

/** Above ASCII the code is that of Unicode; which other table a smaller one is from is not known. */
function letterOf(code: string): string {
  const point = Number(code)
  const isUnicode = point > 0xff || (code.startsWith('0') && point >= 0xa0)
  return isUnicode && point <= 0xffff ? String.fromCharCode(point) : '\uFFFD'
}
