/** Spoken Vietnamese understood on the device itself. No sound leaves it: what people say at a counter is theirs. */

/** Of the Web Speech API, what works without a network; no type library has it yet. */
interface Recognition {
  lang: string
  processLocally: boolean
  onresult:
    | ((event: { readonly results: ArrayLike<ArrayLike<{ readonly transcript: string }>> }) => void)
    | null
  onend: (() => void) | null
  start(): void
  abort(): void
}
type Availability = 'unavailable' | 'downloadable' | 'downloading' | 'available'
interface RecognitionClass {
  new (): Recognition
  available(wanted: Wanted): Promise<Availability>
  install?(wanted: Wanted): Promise<boolean>
}
interface Wanted {
  readonly langs: readonly string[]
  readonly processLocally: true
}

const language = 'vi-VN'
const wanted: Wanted = { langs: [language], processLocally: true }

/** Browsers that send the sound elsewhere know no `available`. */
type AnyRecognitionClass = RecognitionClass | { readonly available?: undefined }

interface Browser {
  readonly SpeechRecognition?: AnyRecognitionClass
  /** Chromium's older name for the same. */
  readonly webkitSpeechRecognition?: AnyRecognitionClass
}

/** Undefined in a browser that does not know `processLocally`: it would send the sound elsewhere. */
function recognitionClass(): RecognitionClass | undefined {
  const { SpeechRecognition, webkitSpeechRecognition } = globalThis as Browser
  const found = SpeechRecognition ?? webkitSpeechRecognition
  return found?.available === undefined ? undefined : found
}

/**
 * Asks the browser, and has it fetch Vietnamese where it can: that may take minutes. Only for staff: the question
 * alone has ended the tab in a Chromium without the service.
 *
 * @returns whether this device now understands Vietnamese without a network
 */
export async function prepareRecognition(): Promise<boolean> {
  const found = recognitionClass()
  if (found === undefined) return false
  try {
    const state = await found.available(wanted)
    if (state === 'available') return true
    return state !== 'unavailable' && (await found.install?.(wanted)) === true
  } catch (error) {
    // A policy of the browser or the page forbids it, or the fetch of the language broke off.
    if (error instanceof DOMException) return false
    throw error
  }
}

export interface Hearing {
  /** Nothing is said of it afterwards. */
  stop(): void
}

/**
 * Hears one sentence, until the speaker pauses.
 *
 * @param onEnd what was understood; null when that was nothing, also without a microphone
 * @returns null where the browser cannot do it any more
 */
export function hearSentence(onEnd: (text: string | null) => void): Hearing | null {
  const found = recognitionClass()
  if (found === undefined) return null
  const recognition = new found()
  recognition.lang = language
  recognition.processLocally = true
  let isStopped = false
  let heard = ''
  recognition.onresult = ({ results }) => {
    heard = results[0]?.[0]?.transcript.trim() ?? ''
  }
  recognition.onend = () => {
    if (!isStopped) onEnd(heard === '' ? null : heard)
  }
  recognition.start()
  return {
    stop() {
      isStopped = true
      recognition.abort()
    },
  }
}
