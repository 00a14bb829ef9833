import { lazy } from 'react'
import { Route, Routes } from 'react-router'
import { may, type StaffRole } from '../../../domain/people/permissions.ts'
import { NotFoundScreen } from '../../frame/not-found-screen.tsx'
import { CounterScreen } from './counter-screen.tsx'
import { QueueNavigation } from './queue-navigation.tsx'

const StatisticsScreen = lazy(async () => ({
  default: (await import('./statistics-screen.tsx')).StatisticsScreen,
}))
const SettingScreen = lazy(async () => ({ default: (await import('./setting-screen.tsx')).SettingScreen }))

/** The queue of people at the desk: calling, figures, settings. */
export function QueueDesk({ role }: { readonly role: StaffRole }) {
  return (
    <>
      <QueueNavigation role={role} />
      <Routes>
        <Route index element={may(role, 'serve-queue') ? <CounterScreen /> : <StatisticsScreen />} />
        <Route path="thong-ke" element={<StatisticsScreen />} />
        {may(role, 'manage-queue') ? <Route path="thiet-lap" element={<SettingScreen />} /> : null}
        <Route path="*" element={<NotFoundScreen />} />
      </Routes>
    </>
  )
}
