/** What can be played, and the voices that the device has by itself. */

export type Sound =
  | { readonly kind: 'file'; readonly file: Blob }
  | { readonly kind: 'speech'; readonly text: string; readonly voice: SpeechSynthesisVoice }

/** Some browsers tell of their voices a moment after they were asked. */
const voicesWithinMs = 500

/** Absent in browsers without a voice. */
export async function localVoices(): Promise<readonly SpeechSynthesisVoice[]> {
  const synthesis: SpeechSynthesis | undefined = globalThis.speechSynthesis
  if (synthesis === undefined) return []
  if (synthesis.getVoices().length === 0)
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, voicesWithinMs)
      synthesis.addEventListener?.(
        'voiceschanged',
        () => {
          clearTimeout(timer)
          resolve()
        },
        { once: true },
      )
    })
  return synthesis.getVoices().filter(({ localService }) => localService)
}

/** Whether this device can say Vietnamese by itself. */
export async function hasLocalVietnamese(): Promise<boolean> {
  return voiceFor(await localVoices(), 'vi') !== undefined
}

export function voiceFor(
  voices: readonly SpeechSynthesisVoice[],
  language: string,
): SpeechSynthesisVoice | undefined {
  const primary = (tag: string) => tag.split(/[-_]/, 1)[0]?.toLowerCase()
  return voices.find(({ lang }) => primary(lang) === primary(language))
}
