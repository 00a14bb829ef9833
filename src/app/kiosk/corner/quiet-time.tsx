import { useLiveQuery } from 'dexie-react-hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentQuietMinutes, quietMinutesChoices, setQuietMinutes } from '../../../device/kiosk-setting.ts'
import { Choices } from '../../ui/choices/choices.tsx'

/** After how long without a touch the screen asks whether the person is still there. */
export function QuietTime() {
  const { t } = useTranslation('kiosk')
  const minutes = useLiveQuery(currentQuietMinutes)
  const [hasFailed, setHasFailed] = useState(false)
  return (
    <Choices
      label={t('quiet.label')}
      help={t('quiet.help')}
      {...(hasFailed ? { error: t('pin.failed') } : {})}
      options={quietMinutesChoices.map((choice) => ({
        value: String(choice),
        label: t('quiet.minutes', { count: choice }),
      }))}
      value={minutes === undefined ? undefined : String(minutes)}
      onChange={(value) => void setQuietMinutes(Number(value)).then((set) => setHasFailed(!set.ok))}
    />
  )
}
