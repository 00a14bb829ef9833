import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { languages } from '../i18n.ts'
import styles from './frame.module.css'
import {
  readPackLanguage,
  rememberLanguage,
  rememberPackLanguage,
  subscribePackLanguage,
} from './preferences.ts'

export function LanguageSwitch() {
  const { t, i18n } = useTranslation()
  const pack = useSyncExternalStore(subscribePackLanguage, readPackLanguage)
  return (
    <fieldset className={styles.switch}>
      <legend className="visually-hidden">{t('language.choose')}</legend>
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={pack === null && i18n.resolvedLanguage === language}
          onClick={() => {
            rememberLanguage(language)
            rememberPackLanguage(null)
            void i18n.changeLanguage(language)
          }}
        >
          {language.toUpperCase()}
          <span className="visually-hidden"> {t(`language.${language}`)}</span>
        </button>
      ))}
    </fieldset>
  )
}
