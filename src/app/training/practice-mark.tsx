import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { endSession } from '../../device/session.ts'
import { useSession, visit } from '../session/session-context.ts'
import { Button } from '../ui/button/button.tsx'
import styles from './practice-mark.module.css'

/** On every screen and every sheet of paper while somebody practises. */
export function PracticeMark() {
  const { t } = useTranslation('training')
  const navigate = useNavigate()
  const { refresh } = useSession()

  async function leave(): Promise<void> {
    const ended = await endSession()
    // The store is out of reach: the mark stays, for the practice session is still there.
    if (!ended.ok) return
    visit.clear()
    await navigate('/tap-huan', { replace: true, flushSync: true })
    await refresh()
  }

  return (
    <div className={styles.mark} role="note">
      <strong>{t('mark')}</strong>
      <Button onClick={() => void leave()}>{t('leave')}</Button>
      <span className={styles.across} aria-hidden="true">
        {t('mark')}
      </span>
    </div>
  )
}
