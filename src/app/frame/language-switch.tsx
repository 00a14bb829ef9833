import { useTranslation } from 'react-i18next'
import { languages } from '../i18n.ts'
import styles from './frame.module.css'
import { rememberLanguage } from './preferences.ts'

export function LanguageSwitch() {
  const { t, i18n } = useTranslation()
  return (
    <fieldset className={styles.switch}>
      <legend className="visually-hidden">{t('language.choose')}</legend>
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={i18n.resolvedLanguage === language}
          onClick={() => {
            rememberLanguage(language)
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
