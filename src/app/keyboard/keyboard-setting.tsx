import { useLiveQuery } from 'dexie-react-hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ScreenKeyboardMode, screenKeyboardModes } from '../../device/database.ts'
import { readScreenKeyboardMode, saveScreenKeyboardMode } from '../../device/screen-keyboard.ts'
import { Choices } from '../ui/choices/choices.tsx'

/** For staff: when this device shows its own keyboard. Kept and in force at once. */
export function KeyboardSetting() {
  const { t } = useTranslation('keyboard')
  const mode = useLiveQuery(readScreenKeyboardMode)
  const [hasFailed, setHasFailed] = useState(false)

  async function choose(wanted: ScreenKeyboardMode | undefined): Promise<void> {
    if (wanted === undefined) return
    const saved = await saveScreenKeyboardMode(wanted)
    setHasFailed(!saved.ok)
  }

  return (
    <Choices
      label={t('setting.label')}
      help={t('setting.help')}
      {...(hasFailed ? { error: t('setting.failed') } : {})}
      options={screenKeyboardModes.map((value) => ({ value, label: t(`setting.${value}`) }))}
      value={mode}
      onChange={(value) => void choose(screenKeyboardModes.find((known) => known === value))}
    />
  )
}
