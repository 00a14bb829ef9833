import { Navigate, Route, Routes } from 'react-router'
import { useSession } from '../../session/session-context.ts'
import { Busy } from '../../ui/busy/busy.tsx'
import { AnswersScreen } from './answers-screen.tsx'
import { OpenDraft } from './open-draft.tsx'
import { ComplaintScreen, ReceptionScreen } from './other-roads.tsx'
import {
  answersPlace,
  complaintPlace,
  receptionPlace,
  reviewPlace,
  senderPlace,
  start,
  topicPlace,
  wordsPlace,
} from './places.ts'
import { ReviewScreen } from './review-screen.tsx'
import { SenderScreen } from './sender-screen.tsx'
import { StartScreen } from './start-screen.tsx'
import { TopicScreen } from './topic-screen.tsx'
import { WordsScreen } from './words-screen.tsx'

/** Telling the unit what is wrong or could be better; complaints and denunciations are shown their own way. */
export function FeedbackScreen() {
  const { current } = useSession()
  if (current.state === 'reading') return <Busy />
  return (
    <Routes>
      <Route index element={<StartScreen />} />
      <Route path={complaintPlace} element={<ComplaintScreen />} />
      <Route path={receptionPlace} element={<ReceptionScreen />} />
      <Route path={answersPlace} element={<AnswersScreen />} />
      <Route element={<OpenDraft />}>
        <Route path={topicPlace} element={<TopicScreen />} />
        <Route path={wordsPlace} element={<WordsScreen />} />
        <Route path={senderPlace} element={<SenderScreen />} />
        <Route path={reviewPlace} element={<ReviewScreen />} />
        <Route path="*" element={<Navigate to={start} replace />} />
      </Route>
    </Routes>
  )
}
