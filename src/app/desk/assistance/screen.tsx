import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { StaffSession } from '../../../contract/desk.ts'
import { vietnamDay } from '../../../domain/time/vietnam-time.ts'
import { Assistant } from '../../assistance/assistant.tsx'
import { useAccountGuide } from '../../assistance/use-account-guide.ts'
import { Busy } from '../../ui/busy/busy.tsx'
import { ProblemNotice } from '../problem-notice.tsx'
import { useAnswer } from '../use-answer.ts'
import { noteAssistance, readUnitNews } from './assistance-client.ts'

/** The account assistant at the desk: what came of it goes to the gateway at once. */
export function DeskAssistanceScreen({ staff }: { readonly staff: StaffSession }) {
  const { t } = useTranslation('assistance')
  const navigate = useNavigate()
  const guide = useAccountGuide()
  const { value, problem, ask } = useAnswer(readUnitNews)
  if (problem !== null && value === null)
    return <ProblemNotice problem={problem} title={t('title')} onRetry={ask} />
  if (guide === null || value === null) return <Busy />
  return (
    <Assistant
      guide={guide}
      news={value}
      unitName={staff.unit.name}
      today={vietnamDay(Date.now())}
      note={noteAssistance}
      onLeave={() => void navigate('/can-bo')}
    />
  )
}
