import { useTranslation } from 'react-i18next'
import styles from './busy.module.css'

/** Shown while a screen or a list is loading; quiet for the first moments, so that fast loads do not flicker. */
export function Busy() {
  const { t } = useTranslation()
  return (
    <p className={styles.busy} role="status">
      {t('state.loading')}
    </p>
  )
}
