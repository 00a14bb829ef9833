import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { NavLink, useLocation } from 'react-router'
import { may, type StaffRole } from '../../../domain/people/permissions.ts'
import type { DossierListSnapshot } from '../dossiers/dossier-list.ts'
import { useInView } from '../use-in-view.ts'
import styles from './desk-header.module.css'

interface DeskNavigationProps {
  readonly role: StaffRole
  readonly counts: DossierListSnapshot['counts']
}

export function DeskNavigation({ role, counts }: DeskNavigationProps) {
  const { t } = useTranslation('desk')
  const strip = useRef<HTMLElement>(null)
  useInView(strip, '[aria-current="page"]', useLocation().pathname)
  return (
    <nav ref={strip} className={styles.navigation} aria-label={t('navigation.label')}>
      <NavLink to="/can-bo" end>
        {t('navigation.dossiers')}
        <Count count={counts?.fresh} label={t('navigation.waiting', { count: counts?.fresh ?? 0 })} />
      </NavLink>
      {may(role, 'serve-queue') || may(role, 'read-board') ? (
        <NavLink to="/can-bo/hang-doi">{t('navigation.visitorQueue')}</NavLink>
      ) : null}
      {may(role, 'read-board') ? <NavLink to="/can-bo/theo-doi">{t('navigation.board')}</NavLink> : null}
      {may(role, 'read-board') ? (
        <>
          <NavLink to="/can-bo/chi-so">{t('navigation.serviceIndex')}</NavLink>
          <NavLink to="/can-bo/bao-cao">{t('navigation.reports')}</NavLink>
        </>
      ) : null}
      {may(role, 'handle-feedback') ? (
        <NavLink to="/can-bo/phan-anh">{t('navigation.feedback')}</NavLink>
      ) : null}
      {may(role, 'read-cash-book') ? <NavLink to="/can-bo/so-thu">{t('navigation.cashBook')}</NavLink> : null}
      <NavLink to="/can-bo/cach-ly">
        {t('navigation.quarantine')}
        <Count
          count={counts?.quarantined}
          label={t('navigation.quarantined', { count: counts?.quarantined ?? 0 })}
        />
      </NavLink>
      <NavLink to="/can-bo/mang-tay">{t('navigation.carried')}</NavLink>
      {may(role, 'help-with-accounts') ? (
        <>
          <NavLink to="/can-bo/tro-giup-tai-khoan">{t('navigation.assistance')}</NavLink>
          <NavLink to="/can-bo/ngay-ve-thon">{t('navigation.unitDays')}</NavLink>
          <NavLink to="/tap-huan">{t('navigation.training')}</NavLink>
        </>
      ) : null}
      {may(role, 'read-notices') ? <NavLink to="/can-bo/thong-bao">{t('navigation.notices')}</NavLink> : null}
      {may(role, 'manage-messages') ? (
        <NavLink to="/can-bo/tin-nhan">{t('navigation.messages')}</NavLink>
      ) : null}
      {may(role, 'manage-devices') ? (
        <NavLink to="/can-bo/thiet-bi">{t('navigation.devices')}</NavLink>
      ) : null}
      {may(role, 'manage-exchange') ? (
        <NavLink to="/can-bo/lien-thong">{t('navigation.exchange')}</NavLink>
      ) : null}
      {may(role, 'manage-webhooks') ? (
        <NavLink to="/can-bo/thong-bao-tu-dong">{t('navigation.webhooks')}</NavLink>
      ) : null}
      {may(role, 'record-voices') ? <NavLink to="/can-bo/tieng-noi">{t('navigation.voices')}</NavLink> : null}
      {may(role, 'read-audit') ? <NavLink to="/can-bo/nhat-ky">{t('navigation.audit')}</NavLink> : null}
      {may(role, 'manage-people') ? (
        <NavLink to="/can-bo/nguoi-dung">{t('navigation.people')}</NavLink>
      ) : null}
    </nav>
  )
}

function Count({ count, label }: { readonly count: number | undefined; readonly label: string }) {
  if (count === undefined || count === 0) return null
  return (
    <>
      <span className={styles.count} aria-hidden="true" title={label}>
        {count}
      </span>
      <span className="visually-hidden">{label}</span>
    </>
  )
}
