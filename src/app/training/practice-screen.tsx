import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { TrainingContent } from '../../catalogue/training/training-content.ts'
import { isPractising, setPractising } from '../../device/practice.ts'
import { contentLanguage } from '../i18n.ts'
import { useSession } from '../session/session-context.ts'
import { Button } from '../ui/button/button.tsx'
import { Notice } from '../ui/notice/notice.tsx'
import { Screen } from '../ui/screen/screen.tsx'
import styles from './training.module.css'

/** Where practice begins, with people to type in. */
export function PracticeScreen({ people }: { readonly people: TrainingContent['people'] }) {
  const { t, i18n } = useTranslation('training')
  const language = contentLanguage(i18n.language)
  const navigate = useNavigate()
  const { current } = useSession()
  // Of a person who is here for something real.
  const isSomebodyHere = current.state === 'open' && !isPractising()

  async function start(address: string): Promise<void> {
    setPractising(true)
    await navigate(address)
  }

  return (
    <Screen
      title={t('practice.title')}
      onBack={() => void navigate('/tap-huan')}
      actions={
        isSomebodyHere ? undefined : (
          <>
            <Button onClick={() => void start('/tro-giup-tai-khoan')}>{t('practice.account')}</Button>
            <Button kind="primary" onClick={() => void start('/ke-khai/1.001193')}>
              {t('practice.start')}
            </Button>
          </>
        )
      }
    >
      {isSomebodyHere ? (
        <Notice kind="warning">
          <p>{t('practice.sessionOpen')}</p>
        </Notice>
      ) : (
        <>
          <p>{t('practice.lead', { mark: t('mark') })}</p>
          <p>{t('practice.ends')}</p>
          <section className={styles.part}>
            <h2>{t('practice.people')}</h2>
            <dl className={styles.people}>
              {people.map(({ name, about }) => (
                <div key={name}>
                  <dt lang="vi">{name}</dt>
                  <dd>{about[language]}</dd>
                </div>
              ))}
            </dl>
          </section>
        </>
      )}
    </Screen>
  )
}
