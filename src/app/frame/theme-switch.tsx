import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './frame.module.css'
import { readTheme, rememberTheme, themes } from './preferences.ts'

export function ThemeSwitch() {
  const { t } = useTranslation()
  const [theme, setTheme] = useState(readTheme)
  return (
    <fieldset className={styles.switch}>
      <legend>{t('theme.choose')}</legend>
      {themes.map((candidate) => (
        <button
          key={candidate}
          type="button"
          aria-pressed={candidate === theme}
          onClick={() => {
            rememberTheme(candidate)
            setTheme(candidate)
          }}
        >
          {t(`theme.${candidate}`)}
        </button>
      ))}
    </fieldset>
  )
}
