/**
 * Says numbers in the waiting room: from recorded clips where the operator has put some, else with a Vietnamese voice of
 * the machine itself, else with two tones. One after another, and never longer than a person would listen: whatever
 * does not come to its end is left.
 */

import { apiUrl } from '../../../device/api-url.ts'
import { spokenParts } from '../../../domain/visitor-queue/ticket-number.ts'

export interface Announcement {
  readonly number: string
  readonly counter: string
  /** As a voice reads it. */
  readonly text: string
}

export interface Speaker {
  say(announcement: Announcement): void
  /** After a tap: browsers are silent before one. @returns whether sound is on. */
  wake(): Promise<boolean>
  stop(): void
}

const longestMs = 12_000
const wakeWithinMs = 1000
/** A room where ten are called at once hears the last few. */
const mostWaiting = 4
const tones = [880, 660] as const
const toneSeconds = 0.35

export function createSpeaker(): Speaker {
  const waiting: Announcement[] = []
  let audio: AudioContext | null = null
  let isBusy = false
  let isStopped = false
  let clips: Promise<boolean> | null = null

  function context(): AudioContext {
    audio ??= new AudioContext()
    return audio
  }

  async function sayOne(announcement: Announcement): Promise<void> {
    clips ??= hasClips()
    if ((await clips) && (await playClips(announcement))) return
    const voice = ownVoice()
    if (voice !== null && (await speak(announcement.text, voice))) return
    chime(context())
    await pause(tones.length * toneSeconds * 1000)
  }

  async function run(): Promise<void> {
    if (isBusy) return
    isBusy = true
    for (let next = waiting.shift(); next !== undefined && !isStopped; next = waiting.shift())
      await Promise.race([sayOne(next).catch(ignoreSound), pause(longestMs)])
    isBusy = false
  }

  return {
    say(announcement) {
      waiting.push(announcement)
      waiting.splice(0, waiting.length - mostWaiting)
      void run()
    },
    async wake() {
      try {
        await Promise.race([context().resume(), pause(wakeWithinMs)])
      } catch (error) {
        ignoreSound(error)
      }
      return audio?.state === 'running'
    },
    stop() {
      isStopped = true
      globalThis.speechSynthesis?.cancel()
      void audio?.close().catch(ignoreSound)
    },
  }
}

/** Sound devices fail in as many ways as there are machines: the screen shows the number all the same. */
function ignoreSound(error: unknown): void {
  if (error instanceof Error) return
  throw error
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** `voice/queue/` beside the app: `invite.mp3`, a file for each letter and digit, `counter.mp3`. */
function clipAddress(name: string): string {
  return apiUrl(`voice/queue/${name}.mp3`)
}

async function hasClips(): Promise<boolean> {
  try {
    const response = await fetch(clipAddress('invite'), { method: 'HEAD' })
    return response.ok && response.headers.get('content-type')?.startsWith('audio/') === true
  } catch {
    // No network, or no such folder.
    return false
  }
}

async function playClips({ number, counter }: Announcement): Promise<boolean> {
  const names = ['invite', ...spokenParts(number), 'counter', ...spokenParts(counter.replaceAll(/\D/g, ''))]
  for (const name of names) if (!(await play(clipAddress(name)))) return false
  return true
}

function play(address: string): Promise<boolean> {
  const clip = new Audio(address)
  return new Promise((resolve) => {
    clip.addEventListener('ended', () => resolve(true))
    clip.addEventListener('error', () => resolve(false))
    clip.play().catch(() => resolve(false))
  })
}

/** Of this machine: nothing that is called is sent to anybody else's. */
function ownVoice(): SpeechSynthesisVoice | null {
  const voices = globalThis.speechSynthesis?.getVoices() ?? []
  return voices.find(({ lang, localService }) => localService && /^vi\b/i.test(lang)) ?? null
}

function speak(text: string, voice: SpeechSynthesisVoice): Promise<boolean> {
  const utterance = new SpeechSynthesisUtterance(text)
  utterance.voice = voice
  utterance.lang = voice.lang
  return new Promise((resolve) => {
    utterance.addEventListener('end', () => resolve(true))
    utterance.addEventListener('error', () => resolve(false))
    speechSynthesis.speak(utterance)
  })
}

function chime(audio: AudioContext): void {
  for (const [index, hertz] of tones.entries()) {
    const start = audio.currentTime + index * toneSeconds
    const tone = audio.createOscillator()
    const volume = audio.createGain()
    tone.frequency.value = hertz
    volume.gain.setValueAtTime(0.4, start)
    volume.gain.exponentialRampToValueAtTime(0.001, start + toneSeconds)
    tone.connect(volume).connect(audio.destination)
    tone.start(start)
    tone.stop(start + toneSeconds)
  }
}
