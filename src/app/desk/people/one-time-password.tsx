import { useTranslation } from 'react-i18next'
import type { OneTimePassword } from '../../../contract/people.ts'
import { Fact, Facts } from '../../ui/facts/facts.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import styles from './people.module.css'

/** Shown once, to be handed over: the first sign-in changes it. */
export function OneTimePasswordNotice({ made: { username, password } }: { readonly made: OneTimePassword }) {
  const { t } = useTranslation('people')
  return (
    <Notice kind="success" title={t('oneTime.title')} isLive>
      <Facts>
        <Fact name={t('field.username')}>{username}</Fact>
        <Fact name={t('oneTime.password')}>
          <span className={styles.password}>{password}</span>
        </Fact>
      </Facts>
      <p>{t('oneTime.help')}</p>
    </Notice>
  )
}
