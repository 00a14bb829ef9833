import '../desk-texts.ts'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Busy } from '../ui/busy/busy.tsx'
import { Button } from '../ui/button/button.tsx'
import { Notice } from '../ui/notice/notice.tsx'
import { Screen } from '../ui/screen/screen.tsx'
import styles from './desk.module.css'
import { DeskHeader } from './header/desk-header.tsx'
import { useStaffSession } from './session/use-staff-session.ts'
import { SignInScreen } from './sign-in/screen.tsx'
import { useProblemText } from './use-problem-text.ts'
import { Workplace } from './workplace.tsx'

const PendingScreen = lazy(async () => ({
  default: (await import('./account/pending-screen.tsx')).PendingScreen,
}))

/** The staff's side of the product: its own, denser frame, and nothing of a dossier before somebody has signed in. */
export function Desk() {
  const { t } = useTranslation('desk')
  const problemText = useProblemText()
  const session = useStaffSession()
  const { state } = session

  if (state.kind === 'signed-in' && state.staff.pending !== null) {
    const { pending, name } = state.staff
    return (
      <div className={styles.desk}>
        <DeskHeader
          person={
            <>
              <strong lang="vi">{name}</strong>
              <Button kind="quiet" onClick={() => void session.signOut()}>
                {t('session.signOut')}
              </Button>
            </>
          }
        />
        <main className={styles.main}>
          <Suspense fallback={<Busy />}>
            <PendingScreen pending={pending} onDone={session.check} />
          </Suspense>
        </main>
      </div>
    )
  }
  if (state.kind === 'signed-in') {
    // Another person's session starts with nothing of the last one's on screen.
    return <Workplace key={state.staff.username} staff={state.staff} onSignOut={session.signOut} />
  }
  return (
    <div className={styles.desk}>
      <DeskHeader />
      <main className={styles.main}>
        {state.kind === 'checking' ? <Busy /> : null}
        {state.kind === 'unreachable' ? (
          <Screen
            title={t('session.unreachable')}
            actions={
              <Button kind="primary" onClick={() => void session.check()}>
                {t('action.retry', { ns: 'common' })}
              </Button>
            }
          >
            <Notice kind="error" isLive>
              <p>{problemText(state.problem)}</p>
            </Notice>
          </Screen>
        ) : null}
        {state.kind === 'signed-out' ? (
          <SignInScreen username={state.username} isExpired={state.isExpired} onSignIn={session.signIn} />
        ) : null}
      </main>
    </div>
  )
}
