import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { DisplaySwitch } from '../../frame/display-switch.tsx'
import { LanguageSwitch } from '../../frame/language-switch.tsx'
import { Link } from '../../ui/link/link.tsx'
import styles from './desk-header.module.css'

interface DeskHeaderProps {
  /** Where one can go; absent before sign-in. */
  readonly navigation?: ReactNode
  /** Who is signed in, and the way out. */
  readonly person?: ReactNode
}

export function DeskHeader({ navigation, person }: DeskHeaderProps) {
  const { t } = useTranslation('desk')
  return (
    <header className={`${styles.header} no-print`}>
      <div className={styles.content}>
        <Link to="/can-bo" className={styles.brand}>
          <img src="icons/icon.svg" alt="" width="32" height="32" />
          <span>{t('title')}</span>
        </Link>
        <div className={styles.switches}>
          <DisplaySwitch />
          <LanguageSwitch />
        </div>
        {person === undefined ? null : <div className={styles.person}>{person}</div>}
        {navigation}
      </div>
    </header>
  )
}
