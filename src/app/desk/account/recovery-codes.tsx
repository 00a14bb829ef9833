import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button/button.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import styles from './account.module.css'

interface RecoveryCodesProps {
  readonly codes: readonly string[]
  readonly onDone: () => void
}

/** Shown once: to be written down or printed before anything else. */
export function RecoveryCodes({ codes, onDone }: RecoveryCodesProps) {
  const { t } = useTranslation('account')
  return (
    <div className={styles.form}>
      <Notice kind="success" title={t('recovery.title')} isLive>
        <p>{t('recovery.help')}</p>
      </Notice>
      <ul className={styles.codes} aria-label={t('recovery.label')}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={`${styles.buttons} no-print`}>
        <Button kind="primary" onClick={onDone}>
          {t('recovery.done')}
        </Button>
        <Button onClick={() => window.print()}>{t('action.print', { ns: 'common' })}</Button>
      </div>
    </div>
  )
}
