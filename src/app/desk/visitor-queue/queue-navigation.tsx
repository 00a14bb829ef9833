import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import { may, type StaffRole } from '../../../domain/people/permissions.ts'
import styles from './visitor-queue.module.css'

export function QueueNavigation({ role }: { readonly role: StaffRole }) {
  const { t } = useTranslation('visitor-queue')
  return (
    <nav className={`${styles.navigation} no-print`} aria-label={t('nav.label')}>
      {may(role, 'serve-queue') ? (
        <NavLink to="/can-bo/hang-doi" end>
          {t('nav.counter')}
        </NavLink>
      ) : null}
      {may(role, 'read-board') ? (
        <NavLink to="/can-bo/hang-doi/thong-ke">{t('nav.statistics')}</NavLink>
      ) : null}
      {may(role, 'manage-queue') ? (
        <NavLink to="/can-bo/hang-doi/thiet-lap">{t('nav.setting')}</NavLink>
      ) : null}
    </nav>
  )
}
