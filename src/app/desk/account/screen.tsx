import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Busy } from '../../ui/busy/busy.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { ProblemNotice } from '../problem-notice.tsx'
import { usePolled } from '../use-polled.ts'
import styles from './account.module.css'
import { readAccount } from './account-client.ts'
import { PasswordForm } from './password-form.tsx'
import { SecondFactor } from './second-factor.tsx'
import { Sessions } from './sessions.tsx'

/** One's own password, second factor and sessions. */
export function AccountScreen() {
  const { t } = useTranslation('account')
  const { value, problem, refresh } = usePolled(readAccount)
  const [passwordChanges, setPasswordChanges] = useState(0)

  return (
    <Screen title={t('title')}>
      {problem === null ? null : <ProblemNotice problem={problem} onRetry={() => void refresh()} />}
      {value === null ? (
        problem === null ? (
          <Busy />
        ) : null
      ) : (
        <>
          <section className={styles.section} aria-labelledby="second-factor">
            <h2 id="second-factor">{t('secondFactor.title')}</h2>
            <SecondFactor account={value} onChanged={() => void refresh()} />
          </section>
          <section className={styles.section} aria-labelledby="password">
            <h2 id="password">{t('password.title')}</h2>
            {passwordChanges === 0 ? null : (
              <Notice kind="success" title={t('password.changed')} isLive>
                <p>{t('password.othersEnded')}</p>
              </Notice>
            )}
            <PasswordForm onChanged={() => setPasswordChanges((count) => count + 1)} />
          </section>
          <section className={styles.section} aria-labelledby="sessions">
            <h2 id="sessions">{t('sessions.title')}</h2>
            <Sessions key={passwordChanges} />
          </section>
        </>
      )}
    </Screen>
  )
}
