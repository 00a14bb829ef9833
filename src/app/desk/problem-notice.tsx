import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button/button.tsx'
import { Notice } from '../ui/notice/notice.tsx'
import type { DeskProblem } from './desk-client.ts'
import { useProblemText } from './use-problem-text.ts'

interface ProblemNoticeProps {
  readonly problem: DeskProblem
  /** What did not work. */
  readonly title?: ReactNode
  /** What still holds, e.g. how old the list on show is. */
  readonly children?: ReactNode
  readonly onRetry?: () => void
}

/** Why the gateway did not do it, in words, and the way to try again. */
export function ProblemNotice({ problem, title, children, onRetry }: ProblemNoticeProps) {
  const { t } = useTranslation('desk')
  const problemText = useProblemText()
  const text = problemText(problem)
  return (
    <Notice kind={children === undefined ? 'error' : 'warning'} title={title ?? text} isLive>
      {title === undefined ? null : <p>{text}</p>}
      {children}
      {onRetry === undefined ? null : (
        <div>
          <Button onClick={onRetry}>{t('action.retry', { ns: 'common' })}</Button>
        </div>
      )}
    </Notice>
  )
}
