import { useTranslation } from 'react-i18next'
import type { UnitNews } from '../../contract/unit-days.ts'
import type { AccountGuide } from '../../domain/assistance/guide.ts'
import { contentLanguage } from '../i18n.ts'
import { Button } from '../ui/button/button.tsx'
import { Notice } from '../ui/notice/notice.tsx'
import { Screen } from '../ui/screen/screen.tsx'
import styles from './assistance.module.css'
import { UnitDays } from './unit-days.tsx'

interface StartScreenProps {
  readonly guide: AccountGuide
  readonly news: UnitNews
  readonly onLeave: () => void
  readonly onStart: () => void
}

export function StartScreen({ guide, news, onLeave, onStart }: StartScreenProps) {
  const { t } = useTranslation('assistance')
  return (
    <Screen
      title={t('title')}
      onBack={onLeave}
      actions={
        <Button kind="primary" onClick={onStart}>
          {t('start')}
        </Button>
      }
    >
      <p>{t('lead')}</p>
      {news.days.length === 0 ? null : (
        <section className={styles.part}>
          <h2>{t('days.title')}</h2>
          <UnitDays days={news.days} />
        </section>
      )}
      <SafetyAdvice guide={guide} />
    </Screen>
  )
}

export function SafetyAdvice({ guide }: { readonly guide: AccountGuide }) {
  const { t, i18n } = useTranslation('assistance')
  const language = contentLanguage(i18n.language)
  return (
    <Notice kind="warning" title={t('safety')}>
      <ul className={styles.list}>
        {guide.safety.map((advice) => (
          <li key={advice.vi}>{advice[language]}</li>
        ))}
      </ul>
    </Notice>
  )
}
