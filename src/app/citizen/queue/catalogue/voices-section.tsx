import { useLiveQuery } from 'dexie-react-hooks'
import { useTranslation } from 'react-i18next'
import { spokenLanguages } from '../../../../catalogue/lists/spoken-languages.ts'
import { takeVoicesFile } from '../../../../device/voices/from-file.ts'
import { currentVoices } from '../../../../device/voices/installed-voices.ts'
import { swapVoicesWhenIdle } from '../../../../device/voices/swap-voices.ts'
import { contentLanguage } from '../../../i18n.ts'
import styles from '../carried/section.module.css'
import { FromFile, outcomeOf } from './from-file.tsx'

async function take(file: File) {
  return outcomeOf(await takeVoicesFile(file), swapVoicesWhenIdle)
}

/** How many sentences of which language this device has, and newer ones from a file. */
export function VoicesSection() {
  const { t, i18n } = useTranslation('catalogue')
  const voices = useLiveQuery(currentVoices)
  const nameOf = (language: string) =>
    spokenLanguages.find(({ tag }) => tag === language)?.name[contentLanguage(i18n.language)] ?? language
  return (
    <section className={styles.section} aria-labelledby="voices">
      <h2 id="voices">{t('voices.title')}</h2>
      {voices == null || voices.languages.length === 0 ? (
        <p>{t('voices.none')}</p>
      ) : (
        <>
          <p>{t('voices.installed', { version: voices.version })}</p>
          <ul>
            {voices.languages.map(({ language, sentences }) => (
              <li key={language}>{t('voices.language', { name: nameOf(language), count: sentences })}</li>
            ))}
          </ul>
        </>
      )}
      <FromFile
        label={t('voices.take')}
        take={take}
        outcomeText={(outcome) => t(`voices.outcome.${outcome}`)}
      />
    </section>
  )
}
