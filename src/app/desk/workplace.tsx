import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Route, Routes } from 'react-router'
import type { StaffSession } from '../../contract/desk.ts'
import { NotFoundScreen } from '../frame/not-found-screen.tsx'
import { contentLanguage } from '../i18n.ts'
import { Busy } from '../ui/busy/busy.tsx'
import { Button } from '../ui/button/button.tsx'
import { Link } from '../ui/link/link.tsx'
import { AuditScreen } from './audit/screen.tsx'
import { BoardScreen } from './board/screen.tsx'
import { CarriedScreen } from './carried/screen.tsx'
import styles from './desk.module.css'
import { type Answer, type DeskProblem, subscribeChanges } from './desk-client.ts'
import { DevicesScreen } from './devices/screen.tsx'
import { forgetDrafts } from './dossier/actions/action-drafts.ts'
import { DossierScreen } from './dossier/screen.tsx'
import { createDossierList } from './dossiers/dossier-list.ts'
import { DossiersScreen } from './dossiers/screen.tsx'
import { ExchangeScreen } from './exchange/screen.tsx'
import headerStyles from './header/desk-header.module.css'
import { DeskHeader } from './header/desk-header.tsx'
import { DeskNavigation } from './header/desk-navigation.tsx'
import { ProblemNotice } from './problem-notice.tsx'
import { QuarantineScreen } from './quarantine/screen.tsx'
import { usePolling } from './use-polling.ts'

const AccountScreen = lazy(async () => ({
  default: (await import('./account/screen.tsx')).AccountScreen,
}))
const PeopleScreen = lazy(async () => ({
  default: (await import('./people/screen.tsx')).PeopleScreen,
}))
const CashBookScreen = lazy(async () => ({
  default: (await import('./cash-book/screen.tsx')).CashBookScreen,
}))
const ServiceIndexScreen = lazy(async () => ({
  default: (await import('./service-index/screen.tsx')).ServiceIndexScreen,
}))
const ReportsScreen = lazy(async () => ({
  default: (await import('./reports/screen.tsx')).ReportsScreen,
}))
const FeedbackDeskScreen = lazy(async () => ({
  default: (await import('./feedback/screen.tsx')).FeedbackDeskScreen,
}))
const FeedbackDetailScreen = lazy(async () => ({
  default: (await import('./feedback/detail-screen.tsx')).FeedbackDetailScreen,
}))
const WebhooksScreen = lazy(async () => ({
  default: (await import('./webhooks/screen.tsx')).WebhooksScreen,
}))
const DeskAssistanceScreen = lazy(async () => ({
  default: (await import('./assistance/screen.tsx')).DeskAssistanceScreen,
}))
const UnitDaysScreen = lazy(async () => ({
  default: (await import('./assistance/days-screen.tsx')).UnitDaysScreen,
}))
const NoticesScreen = lazy(async () => ({ default: (await import('./notices/screen.tsx')).NoticesScreen }))
const MessagesScreen = lazy(async () => ({
  default: (await import('./messages/screen.tsx')).MessagesScreen,
}))
const QueueDesk = lazy(async () => ({
  default: (await import('./visitor-queue/queue-desk.tsx')).QueueDesk,
}))
const VoicesScreen = lazy(async () => ({ default: (await import('./voices/screen.tsx')).VoicesScreen }))
const VisitsScreen = lazy(async () => ({
  default: (await import('./visits/screen.tsx')).VisitsScreen,
}))
const SlipScreen = lazy(async () => ({ default: (await import('./slips/screen.tsx')).SlipScreen }))

interface WorkplaceProps {
  readonly staff: StaffSession
  readonly onSignOut: () => Promise<Answer<undefined>>
}

/** What a person who is signed in works with. The list lives here, so that it is as it was when one comes back to it. */
export function Workplace({ staff, onSignOut }: WorkplaceProps) {
  const { t, i18n } = useTranslation('desk')
  const [list] = useState(createDossierList)
  const snapshot = useSyncExternalStore(list.subscribe, list.getSnapshot)
  usePolling(list.refresh)
  /** How often the gateway has told of a change. */
  const [news, setNews] = useState(0)
  useEffect(
    () =>
      subscribeChanges(() => {
        void list.refresh()
        setNews((count) => count + 1)
      }),
    [list],
  )
  const [signOutProblem, setSignOutProblem] = useState<DeskProblem | null>(null)
  const [isLeaving, setIsLeaving] = useState(false)

  useEffect(() => {
    // a failed sign-out is told once, not for the rest of the day
    if (signOutProblem === null) return
    const timer = setTimeout(() => setSignOutProblem(null), 15_000)
    return () => clearTimeout(timer)
  }, [signOutProblem])

  async function leave(): Promise<void> {
    setIsLeaving(true)
    const answer = await onSignOut()
    setIsLeaving(false)
    if (answer.ok) forgetDrafts()
    setSignOutProblem(answer.ok ? null : answer.problem)
  }

  return (
    <div className={styles.desk}>
      <DeskHeader
        navigation={<DeskNavigation role={staff.role} counts={snapshot.counts} />}
        person={
          <>
            <Link to="/can-bo/tai-khoan" className={headerStyles.name}>
              <span className="visually-hidden">{t('navigation.account')}: </span>
              <strong lang="vi">{staff.name}</strong>
              <span>
                {t(`role.${staff.role}`)} · <span lang="vi">{staff.unit.name}</span>
              </span>
            </Link>
            <Button kind="quiet" isBusy={isLeaving} onClick={() => void leave()}>
              {t('session.signOut')}
            </Button>
          </>
        }
      />
      <main className={`${styles.main} ${styles.workplace}`}>
        {signOutProblem === null ? null : (
          <div className={styles.banner}>
            <ProblemNotice problem={signOutProblem} title={t('session.stillSignedIn')} />
          </div>
        )}
        <Suspense fallback={<Busy />}>
          <Routes>
            <Route index element={<DossiersScreen list={list} role={staff.role} />} />
            <Route
              path="ho-so/:id"
              element={<DossierScreen staff={staff} news={news} onChanged={list.refresh} />}
            />
            <Route path="ho-so/:id/phieu/:kind" element={<SlipScreen />} />
            <Route path="hang-doi/*" element={<QueueDesk role={staff.role} />} />
            <Route path="so-thu" element={<CashBookScreen role={staff.role} />} />
            <Route path="theo-doi" element={<BoardScreen />} />
            <Route path="chi-so" element={<ServiceIndexScreen staff={staff} />} />
            <Route path="bao-cao" element={<ReportsScreen staff={staff} />} />
            <Route path="to-cong-nghe" element={<VisitsScreen staff={staff} />} />
            <Route path="thiet-bi" element={<DevicesScreen />} />
            <Route path="mang-tay" element={<CarriedScreen />} />
            <Route path="cach-ly" element={<QuarantineScreen />} />
            <Route
              path="lien-thong"
              element={<ExchangeScreen role={staff.role} language={contentLanguage(i18n.language)} />}
            />
            <Route path="phan-anh" element={<FeedbackDeskScreen />} />
            <Route path="phan-anh/:id" element={<FeedbackDetailScreen />} />
            <Route path="thong-bao-tu-dong" element={<WebhooksScreen />} />
            <Route path="tro-giup-tai-khoan" element={<DeskAssistanceScreen staff={staff} />} />
            <Route path="ngay-ve-thon" element={<UnitDaysScreen staff={staff} />} />
            <Route path="thong-bao" element={<NoticesScreen staff={staff} />} />
            <Route path="tin-nhan" element={<MessagesScreen />} />
            <Route path="tieng-noi" element={<VoicesScreen role={staff.role} unit={staff.unit.code} />} />
            <Route path="nhat-ky" element={<AuditScreen />} />
            <Route path="nguoi-dung" element={<PeopleScreen username={staff.username} />} />
            <Route path="tai-khoan" element={<AccountScreen />} />
            <Route path="*" element={<NotFoundScreen />} />
          </Routes>
        </Suspense>
      </main>
    </div>
  )
}
