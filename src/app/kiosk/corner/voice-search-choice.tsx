import { useLiveQuery } from 'dexie-react-hooks'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readVoiceSearch, setVoiceSearch } from '../../../device/kiosk-setting.ts'
import { prepareRecognition } from '../../../device/recording/recognition.ts'
import { Choices } from '../../ui/choices/choices.tsx'

type Trouble = 'none' | 'notKept'

/** Whether people may say what they look for: on only when this device has shown that it understands Vietnamese. */
export function VoiceSearchChoice() {
  const { t } = useTranslation('kiosk')
  const isOn = useLiveQuery(readVoiceSearch)
  const [isTrying, setIsTrying] = useState(false)
  const [trouble, setTrouble] = useState<Trouble>()
  const latest = useRef(0)
  if (isOn === undefined) return null

  async function turn(on: boolean): Promise<void> {
    latest.current += 1
    const mine = latest.current
    setTrouble(undefined)
    setIsTrying(on)
    if (on) {
      const isUnderstood = await prepareRecognition().finally(() => {
        if (mine === latest.current) setIsTrying(false)
      })
      // Turned off while the language was being fetched.
      if (mine !== latest.current) return
      if (!isUnderstood) {
        setTrouble('none')
        return
      }
    }
    if (!(await setVoiceSearch(on)).ok) setTrouble('notKept')
  }

  return (
    <>
      <Choices
        label={t('voiceSearch.label')}
        help={t('voiceSearch.help')}
        {...(trouble === undefined ? {} : { error: t(`voiceSearch.${trouble}`) })}
        options={[
          { value: 'off', label: t('voiceSearch.off') },
          { value: 'on', label: t('voiceSearch.on') },
        ]}
        value={isOn || isTrying ? 'on' : 'off'}
        onChange={(value) => void turn(value === 'on')}
      />
      <p role="status">{isTrying ? t('voiceSearch.trying') : null}</p>
    </>
  )
}
