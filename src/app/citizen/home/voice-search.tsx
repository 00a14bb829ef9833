import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ControlIcon } from '../../listen/control-icon.tsx'
import { Button } from '../../ui/button/button.tsx'

/** Of the Web Speech API, what hears on the device; no type library has it yet. */
interface LocalRecognition {
  lang: string
  processLocally: boolean
  onresult:
    | ((event: { readonly results: ArrayLike<ArrayLike<{ readonly transcript: string }>> }) => void)
    | null
  onerror: (() => void) | null
  onend: (() => void) | null
  start(): void
  abort(): void
}
interface LocalRecognitionClass {
  new (): LocalRecognition
  available?(wanted: { langs: readonly string[]; processLocally: boolean }): Promise<string>
}

const language = 'vi-VN'

/** Undefined where the sound would leave the device, or Vietnamese is not understood on it. */
async function localRecognition(): Promise<LocalRecognitionClass | undefined> {
  const { SpeechRecognition: recognition } = globalThis as { SpeechRecognition?: LocalRecognitionClass }
  if (recognition?.available === undefined) return undefined
  const state = await recognition.available({ langs: [language], processLocally: true })
  return state === 'available' ? recognition : undefined
}

/** Words said instead of typed; nothing where the device cannot. @param onHeard puts them into the field, for correction. */
export function VoiceSearch({ onHeard }: { readonly onHeard: (text: string) => void }) {
  const { t } = useTranslation('listen')
  const [recognition, setRecognition] = useState<LocalRecognitionClass>()
  const [state, setState] = useState<'ready' | 'hearing' | 'unheard'>('ready')
  const running = useRef<LocalRecognition>(null)
  useEffect(() => {
    void localRecognition().then((found) => setRecognition(() => found))
    return () => running.current?.abort()
  }, [])
  if (recognition === undefined) return null

  function hear(make: LocalRecognitionClass): void {
    const hearing = new make()
    running.current = hearing
    hearing.lang = language
    hearing.processLocally = true
    let heard = ''
    hearing.onresult = ({ results }) => {
      heard = results[0]?.[0]?.transcript.trim() ?? ''
    }
    // No microphone, or nothing said: the end follows.
    hearing.onerror = () => {}
    hearing.onend = () => {
      running.current = null
      setState(heard === '' ? 'unheard' : 'ready')
      if (heard !== '') onHeard(heard)
    }
    setState('hearing')
    hearing.start()
  }

  return (
    <>
      {state === 'hearing' ? (
        <Button icon={<ControlIcon name="stop" />} onClick={() => running.current?.abort()}>
          {t('search.stop')}
        </Button>
      ) : (
        <Button icon={<ControlIcon name="record" />} onClick={() => hear(recognition)}>
          {t('search.speak')}
        </Button>
      )}
      <p role="status">
        {state === 'hearing' ? t('search.hearing') : state === 'unheard' ? t('search.unheard') : null}
      </p>
    </>
  )
}
