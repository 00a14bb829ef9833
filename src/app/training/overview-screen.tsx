import { useTranslation } from 'react-i18next'
import type { TrainingContent } from '../../catalogue/training/training-content.ts'
import { contentLanguage } from '../i18n.ts'
import { ButtonLink } from '../ui/button/button.tsx'
import { Icon } from '../ui/icon/icon.tsx'
import { Link } from '../ui/link/link.tsx'
import { Screen } from '../ui/screen/screen.tsx'
import { useBack } from '../ui/screen/use-back.ts'
import styles from './training.module.css'

interface OverviewScreenProps {
  readonly content: TrainingContent
  readonly passed: ReadonlySet<string>
}

export function OverviewScreen({ content, passed }: OverviewScreenProps) {
  const { t, i18n } = useTranslation('training')
  const language = contentLanguage(i18n.language)
  const back = useBack()
  return (
    <Screen
      title={t('title')}
      isWide
      onBack={back}
      actions={
        <ButtonLink kind="primary" to="/tap-huan/thuc-hanh">
          {t('practice.open')}
        </ButtonLink>
      }
    >
      <p>{t('lead')}</p>
      <section className={styles.part}>
        <h2>{t('lessons')}</h2>
        <p>{t('passed', { done: passed.size, total: content.lessons.length })}</p>
        <ol className={styles.lessons}>
          {content.lessons.map(({ id, title }, index) => (
            <li key={id}>
              <Link className={styles.lesson} to={`/tap-huan/bai/${id}`}>
                <span>{index + 1}</span>
                <span>{title[language]}</span>
                {passed.has(id) ? <em>{t('isPassed')}</em> : null}
              </Link>
            </li>
          ))}
        </ol>
      </section>
      <section className={styles.part}>
        <h2>{t('guides.title')}</h2>
        <div className={styles.buttons}>
          {content.guides.map(({ role, title }) => (
            <ButtonLink key={role} icon={<Icon name="print" />} to={`/tap-huan/to-ghi-nho/${role}`}>
              {title[language]}
            </ButtonLink>
          ))}
        </div>
      </section>
    </Screen>
  )
}
