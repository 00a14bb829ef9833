import { Navigate, Route, Routes } from 'react-router'
import { useSession } from '../../session/session-context.ts'
import { Busy } from '../../ui/busy/busy.tsx'
import { papersPlace, reviewPlace } from '../declaration/places.ts'
import { OpenDraft } from './open-draft.tsx'
import { PapersScreen } from './papers-screen.tsx'
import { start } from './places.ts'
import { ReviewScreen } from './review-screen.tsx'
import { StartScreen } from './start-screen.tsx'

/** Handing in papers for a dossier that was filed before, on whatever device. */
export function SupplementScreen() {
  const { current } = useSession()
  if (current.state === 'reading') return <Busy />
  return (
    <Routes>
      <Route index element={<StartScreen />} />
      <Route element={<OpenDraft />}>
        <Route path={papersPlace} element={<PapersScreen />} />
        <Route path={reviewPlace} element={<ReviewScreen />} />
        <Route path="*" element={<Navigate to={start} replace />} />
      </Route>
    </Routes>
  )
}
