/** Reads a screen part by part, one at a time, and marks the part that is heard. */
import type { Sound } from './device-voices.ts'
import { type SourceOf, type SpokenPart, spokenParts } from './spoken-parts.ts'
import { openVoices } from './voices.ts'

export interface Listening {
  readonly state: 'preparing' | 'speaking' | 'paused' | 'ended'
  /** The part that is heard, from 1; 0 before the first. */
  readonly at: number
  readonly total: number
  /** Parts that no voice could say. */
  readonly unheard: number
}

interface Wanted {
  /** Tag of the chosen language; null for Vietnamese or English. */
  readonly pack: string | null
  readonly sourceOf: SourceOf
  readonly onChange: (now: Listening) => void
  /** Another screen, or other words on it. */
  readonly onGone: () => void
}

export interface Player {
  again(): void
  pause(): void
  goOn(): void
  stop(): void
}

/** Attribute of the part that is heard; how it looks is in `listen-bar.module.css`. */
const mark = 'data-spoken'
/** How often a voice of the device gives the sign that somebody listens (`session/quiet-watch.ts`). */
const signMs = 1000

/** Begins at once. */
export function readAloud({ pack, sourceOf, onChange, onGone }: Wanted): Player {
  // In the page: whoever listens to it is there, which is seen from its events (`session/quiet-watch.ts`).
  const audio = document.createElement('audio')
  audio.hidden = true
  document.body.append(audio)
  let now: Listening = { state: 'preparing', at: 0, total: 0, unheard: 0 }
  let turn = 0
  let marked: HTMLElement | null = null
  let cutShort: () => void = () => {}
  let giveUp: () => void = () => {}
  let wake: () => void = () => {}

  const tell = (change: Partial<Listening>) => {
    now = { ...now, ...change }
    onChange(now)
  }
  const title = () => document.querySelector('main h1')?.textContent ?? ''
  const titleAtFirst = title()
  const watch = new MutationObserver(() => {
    if (title() !== titleAtFirst || marked?.isConnected === false) onGone()
  })
  watch.observe(document.body, { childList: true, subtree: true, characterData: true })

  function show(element: HTMLElement | null): void {
    marked?.removeAttribute(mark)
    marked = element
    element?.setAttribute(mark, '')
    element?.scrollIntoView({ block: 'nearest' })
  }

  function hush(): void {
    turn += 1
    cutShort()
    wake()
    audio.pause()
    globalThis.speechSynthesis?.cancel()
    show(null)
  }

  async function read(): Promise<void> {
    hush()
    const mine = turn
    tell({ state: 'preparing', at: 0, total: 0, unheard: 0 })
    const ways = await openVoices(pack)
    const parts = spokenParts(document, sourceOf)
    for (const [index, part] of parts.entries()) {
      if (mine !== turn) return
      // Paused between two parts: the next one waits.
      if (now.state === 'paused') await new Promise<void>((resolve) => (wake = resolve))
      if (mine !== turn) return
      if (!part.element.isConnected) continue
      if (!(await say(part, ways, () => mine === turn && enter(part, index, parts.length))))
        if (mine === turn) tell({ unheard: now.unheard + 1 })
    }
    if (mine !== turn) return
    show(null)
    tell({ state: 'ended', at: parts.length, total: parts.length })
  }

  function enter(part: SpokenPart, index: number, total: number): boolean {
    show(part.element)
    tell({ state: 'speaking', at: index + 1, total })
    return true
  }

  /** @returns false when no voice could say it to its end. */
  async function say(
    part: SpokenPart,
    ways: Awaited<ReturnType<typeof openVoices>>,
    enterPart: () => boolean,
  ): Promise<boolean> {
    for (const way of ways) {
      const sounds = await way(part)
      if (sounds === null) continue
      if (!enterPart()) return true
      if (await playAll(sounds)) return true
    }
    return false
  }

  async function playAll(sounds: readonly Sound[]): Promise<boolean> {
    const mine = turn
    for (const sound of sounds) {
      if (mine !== turn) return true
      if (!(await (sound.kind === 'file' ? playFile(sound.file) : speak(sound)))) return mine !== turn
    }
    return true
  }

  /** Rejects for what cannot be played, where nothing can be heard, and for a pause before it began. */
  function play(): void {
    audio.play().catch(() => {
      if (now.state !== 'paused') giveUp()
    })
  }

  function playFile(file: Blob): Promise<boolean> {
    const url = URL.createObjectURL(file)
    return new Promise<boolean>((resolve) => {
      cutShort = () => resolve(true)
      giveUp = () => resolve(false)
      audio.onended = () => resolve(true)
      audio.onerror = giveUp
      audio.src = url
      play()
    }).finally(() => {
      audio.onended = null
      audio.onerror = null
      audio.removeAttribute('src')
      URL.revokeObjectURL(url)
    })
  }

  function speak({ text, voice }: Extract<Sound, { kind: 'speech' }>): Promise<boolean> {
    const utterance = new SpeechSynthesisUtterance(text)
    utterance.voice = voice
    utterance.lang = voice.lang
    const sign = setInterval(() => {
      if (now.state === 'speaking') audio.dispatchEvent(new Event('timeupdate'))
    }, signMs)
    return new Promise<boolean>((resolve) => {
      cutShort = () => resolve(true)
      utterance.onend = () => resolve(true)
      utterance.onerror = () => resolve(false)
      speechSynthesis.speak(utterance)
    }).finally(() => clearInterval(sign))
  }

  void read()
  return {
    again: () => void read(),
    pause() {
      if (now.state !== 'speaking') return
      tell({ state: 'paused' })
      audio.pause()
      globalThis.speechSynthesis?.pause()
    },
    goOn() {
      if (now.state !== 'paused') return
      tell({ state: 'speaking' })
      wake()
      if (audio.src !== '') play()
      globalThis.speechSynthesis?.resume()
    },
    stop() {
      watch.disconnect()
      hush()
      audio.remove()
    },
  }
}
