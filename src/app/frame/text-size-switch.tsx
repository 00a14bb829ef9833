import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './frame.module.css'
import { readTextSize, rememberTextSize, textSizes } from './preferences.ts'

export function TextSizeSwitch() {
  const { t } = useTranslation()
  const [size, setSize] = useState(readTextSize)
  return (
    <fieldset className={styles.switch}>
      <legend>{t('textSize.choose')}</legend>
      {textSizes.map((candidate, step) => (
        <button
          key={candidate}
          type="button"
          aria-pressed={candidate === size}
          aria-label={t(`textSize.${candidate}`)}
          data-step={step}
          onClick={() => {
            rememberTextSize(candidate)
            setSize(candidate)
          }}
        >
          A
        </button>
      ))}
    </fieldset>
  )
}
