import { useLiveQuery } from 'dexie-react-hooks'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readVoiceSearch } from '../../../device/kiosk-setting.ts'
import { type Hearing, hearSentence } from '../../../device/recording/recognition.ts'
import { ControlIcon } from '../../listen/control-icon.tsx'
import { useHearing } from '../../listen/hearing.ts'
import { Button } from '../../ui/button/button.tsx'

interface VoiceSearchProps {
  /** Puts what was understood into the field, to be corrected there. */
  readonly onHeard: (text: string) => void
}

/** Words said instead of typed, where staff have turned it on: the device then understands them by itself. */
export function VoiceSearch({ onHeard }: VoiceSearchProps) {
  const isOn = useLiveQuery(readVoiceSearch)
  return isOn === true ? <Speaking onHeard={onHeard} /> : null
}

function Speaking({ onHeard }: VoiceSearchProps) {
  const { t } = useTranslation('listen')
  const [state, setState] = useState<'ready' | 'hearing' | 'unheard'>('ready')
  const running = useRef<Hearing>(null)
  useHearing(state === 'hearing')
  // Whoever leaves while speaking has not said it.
  useEffect(() => () => running.current?.stop(), [])

  function hear(): void {
    running.current = hearSentence((text) => {
      running.current = null
      setState(text === null ? 'unheard' : 'ready')
      if (text !== null) onHeard(text)
    })
    setState(running.current === null ? 'unheard' : 'hearing')
  }

  function stop(): void {
    running.current?.stop()
    running.current = null
    setState('ready')
  }

  return (
    <>
      {/* One button: focus stays where it was pressed. */}
      <Button
        icon={<ControlIcon name={state === 'hearing' ? 'stop' : 'record'} />}
        onClick={state === 'hearing' ? stop : hear}
      >
        {state === 'hearing' ? t('search.stop') : t('search.speak')}
      </Button>
      <p role="status">
        {state === 'hearing' ? t('search.hearing') : state === 'unheard' ? t('search.unheard') : null}
      </p>
    </>
  )
}
