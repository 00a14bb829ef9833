import { useLiveQuery } from 'dexie-react-hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { quietMinutesChoices } from '../../../contract/kiosk-settings.ts'
import { readQuietMinutes, setQuietMinutes } from '../../../device/kiosk-setting.ts'
import { Choices } from '../../ui/choices/choices.tsx'

const asUnit = 'unit'

/** After how long without a touch the screen asks whether the person is still there. */
export function QuietTime() {
  const { t } = useTranslation('kiosk')
  const minutes = useLiveQuery(readQuietMinutes)
  // Shown at once, before the store has it.
  const [chosen, setChosen] = useState<string>()
  const [hasFailed, setHasFailed] = useState(false)

  async function choose(value: string): Promise<void> {
    setChosen(value)
    const set = await setQuietMinutes(value === asUnit ? null : Number(value))
    setHasFailed(!set.ok)
    if (!set.ok) setChosen(undefined)
  }

  return (
    <Choices
      label={t('quiet.label')}
      help={t('quiet.help')}
      {...(hasFailed ? { error: t('pin.failed') } : {})}
      options={[
        ...(minutes === undefined
          ? []
          : [{ value: asUnit, label: t('quiet.ofUnit', { count: minutes.ofUnit }) }]),
        ...quietMinutesChoices.map((choice) => ({
          value: String(choice),
          label: t('quiet.minutes', { count: choice }),
        })),
      ]}
      value={chosen ?? (minutes === undefined ? undefined : String(minutes.own ?? asUnit))}
      onChange={(value) => void choose(value)}
    />
  )
}
