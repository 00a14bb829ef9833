import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Outlet } from 'react-router'
import { DisplaySwitch } from '../frame/display-switch.tsx'
import { LanguageSwitch } from '../frame/language-switch.tsx'
import { Busy } from '../ui/busy/busy.tsx'
import styles from './open-frame.module.css'

/** Around what one opens on one's own telephone: no session, no state of a device. */
export function OpenFrame() {
  const { t } = useTranslation()
  return (
    <div className={styles.frame}>
      <header className={`${styles.header} no-print`}>
        <p className={styles.brand}>
          <img src="icons/icon.svg" alt="" width="40" height="40" />
          <span>{t('product.name')}</span>
        </p>
        <DisplaySwitch />
        <LanguageSwitch />
      </header>
      <main className={styles.main}>
        <Suspense fallback={<Busy />}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  )
}
