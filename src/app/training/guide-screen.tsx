import { useTranslation } from 'react-i18next'
import { Navigate, useNavigate, useParams } from 'react-router'
import type { RoleGuide } from '../../catalogue/training/training-content.ts'
import { contentLanguage } from '../i18n.ts'
import { Button } from '../ui/button/button.tsx'
import { Icon } from '../ui/icon/icon.tsx'
import { Notice } from '../ui/notice/notice.tsx'
import { usePrint } from '../ui/print/use-print.ts'
import { Screen } from '../ui/screen/screen.tsx'
import styles from './training.module.css'

/** One page for one role, on the screen as it comes out of the printer. */
export function GuideScreen({ guides }: { readonly guides: readonly RoleGuide[] }) {
  const { t, i18n } = useTranslation('training')
  const language = contentLanguage(i18n.language)
  const navigate = useNavigate()
  const { role } = useParams()
  const { print, hasFailed } = usePrint()
  const guide = guides.find((each) => each.role === role)
  if (guide === undefined) return <Navigate to="/tap-huan" replace />
  return (
    <Screen
      title={guide.title[language]}
      onBack={() => void navigate('/tap-huan')}
      actions={
        <Button kind="primary" icon={<Icon name="print" />} onClick={print}>
          {t('guides.print')}
        </Button>
      }
    >
      {hasFailed ? (
        <Notice kind="error" isLive>
          <p>{t('guides.printFailed')}</p>
        </Notice>
      ) : null}
      <div className={styles.sheet}>
        <section className={styles.part}>
          <h2>{t('guides.first')}</h2>
          <ol>
            {guide.first.map((line) => (
              <li key={line.vi}>{line[language]}</li>
            ))}
          </ol>
        </section>
        <section className={styles.part}>
          <h2>{t('guides.always')}</h2>
          <ul>
            {guide.always.map((line) => (
              <li key={line.vi}>{line[language]}</li>
            ))}
          </ul>
        </section>
        <section className={styles.part}>
          <h2>{t('guides.never')}</h2>
          <ul>
            {guide.never.map((line) => (
              <li key={line.vi}>{line[language]}</li>
            ))}
          </ul>
        </section>
        <p>
          <strong>{guide.help[language]}</strong>
        </p>
      </div>
    </Screen>
  )
}
