import { useEffect, useState } from 'react'
import { Navigate, Route, Routes } from 'react-router'
import { loadTraining, type TrainingContent } from '../../catalogue/training/training-content.ts'
import { Busy } from '../ui/busy/busy.tsx'
import { FiledScreen } from './filed-screen.tsx'
import { GuideScreen } from './guide-screen.tsx'
import { LessonScreen } from './lesson-screen.tsx'
import { OverviewScreen } from './overview-screen.tsx'
import { PracticeScreen } from './practice-screen.tsx'

/** Lessons, practice and one-page guides, with or without a network. */
export function TrainingScreen() {
  const [content, setContent] = useState<TrainingContent | null>(null)
  const [failure, setFailure] = useState<unknown>()
  /** Of this visit only: it is nobody's record. */
  const [passed, setPassed] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    loadTraining().then(setContent, setFailure)
  }, [])
  // The route's own error screen offers to open the page again.
  if (failure !== undefined) throw failure
  if (content === null) return <Busy />
  return (
    <Routes>
      <Route index element={<OverviewScreen content={content} passed={passed} />} />
      <Route
        path="bai/:lesson"
        element={
          <LessonScreen
            lessons={content.lessons}
            onPassed={(id) => setPassed((before) => new Set([...before, id]))}
          />
        }
      />
      <Route path="thuc-hanh" element={<PracticeScreen people={content.people} />} />
      <Route path="da-nop-thu" element={<FiledScreen />} />
      <Route path="to-ghi-nho/:role" element={<GuideScreen guides={content.guides} />} />
      <Route path="*" element={<Navigate to="/tap-huan" replace />} />
    </Routes>
  )
}
