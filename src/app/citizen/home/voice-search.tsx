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
  onend: (() => void) | null
  start(): void
  abort(): void
}
interface LocalRecognitionClass {
  new (): LocalRecognition
  available?(wanted: { langs: readonly string[]; processLocally: boolean }): Promise<string>
}

const language = 'vi-VN'

interface Hearing {
  readonly SpeechRecognition?: LocalRecognitionClass
  /** Chromium's older name for the same. */
  readonly webkitSpeechRecognition?: LocalRecognitionClass
}

/** Undefined where the sound would leave the device, or Vietnamese is not understood on it. */
async function localRecognition(): Promise<LocalRecognitionClass | undefined> {
  const { SpeechRecognition, webkitSpeechRecognition } = globalThis as Hearing
  const recognition = SpeechRecognition ?? webkitSpeechRecognition
  if (recognition?.available === undefined) return undefined
  const state = await recognition.available({ langs: [language], processLocally: true })
  return state === 'available' ? recognition : undefined
}

interface VoiceSearchProps {
  /** Puts what was understood into the field, to be corrected there. */
  readonly onHeard: (text: string) => void
}

/** Words said instead of typed; nothing where the device cannot understand them by itself. */
export function VoiceSearch({ onHeard }: VoiceSearchProps) {
  const [recognition, setRecognition] = useState<LocalRecognitionClass>()
  useEffect(() => {
    void localRecognition().then((found) => setRecognition(() => found))
  }, [])
  return recognition === undefined ? null : <Speaking recognition={recognition} onHeard={onHeard} />
}

interface SpeakingProps extends VoiceSearchProps {
  readonly recognition: LocalRecognitionClass
}

function Speaking({ recognition: Recognition, onHeard }: SpeakingProps) {
  const { t } = useTranslation('listen')
  const [state, setState] = useState<'ready' | 'hearing' | 'unheard'>('ready')
  const running = useRef<LocalRecognition>(null)
  useEffect(() => () => running.current?.abort(), [])

  function hear(): void {
    const hearing = new Recognition()
    running.current = hearing
    hearing.lang = language
    hearing.processLocally = true
    let heard = ''
    hearing.onresult = ({ results }) => {
      heard = results[0]?.[0]?.transcript.trim() ?? ''
    }
    // Also without a microphone, and when nothing was said.
    hearing.onend = () => {
      const isStopped = running.current !== hearing
      running.current = null
      setState(heard === '' && !isStopped ? 'unheard' : 'ready')
      if (heard !== '') onHeard(heard)
    }
    setState('hearing')
    hearing.start()
  }

  function stop(): void {
    const hearing = running.current
    running.current = null
    hearing?.abort()
  }

  return (
    <>
      {state === 'hearing' ? (
        <Button icon={<ControlIcon name="stop" />} onClick={stop}>
          {t('search.stop')}
        </Button>
      ) : (
        <Button icon={<ControlIcon name="record" />} onClick={hear}>
          {t('search.speak')}
        </Button>
      )}
      <p role="status">
        {state === 'hearing' ? t('search.hearing') : state === 'unheard' ? t('search.unheard') : null}
      </p>
    </>
  )
}
