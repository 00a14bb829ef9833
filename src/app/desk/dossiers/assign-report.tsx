import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button/button.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { useProblemText } from '../use-problem-text.ts'
import styles from './screen.module.css'
import type { AssignmentReport } from './use-assignment.ts'

interface AssignReportProps {
  readonly report: AssignmentReport
  readonly isBusy: boolean
  readonly onGiveBack: () => void
}

/** What was given to whom, what was not and why, and the way back. Takes the focus: the bar it came from may be gone. */
export function AssignReport({ report, isBusy, onGiveBack }: AssignReportProps) {
  const { t } = useTranslation('desk')
  const problemText = useProblemText()
  const place = useRef<HTMLDivElement>(null)
  const { given, refused, back, name } = report
  useEffect(() => {
    if (report !== null) place.current?.focus()
  }, [report])
  const count = given.length
  const hasNobodyBefore = name !== null && given.some(({ officer }) => officer === null)
  return (
    <div ref={place} className={styles.report} tabIndex={-1}>
      {count === 0 ? null : (
        <Notice
          kind="success"
          title={
            name === null
              ? t('dossiers.assign.undone', { count })
              : t('dossiers.assign.done', { count, name })
          }
          isLive
        >
          {hasNobodyBefore ? <p>{t('dossiers.assign.noUndo')}</p> : null}
          {name === null || back.length === 0 ? null : (
            <div>
              <Button isBusy={isBusy} onClick={onGiveBack}>
                {t('dossiers.assign.undo', { count: back.length })}
              </Button>
            </div>
          )}
        </Notice>
      )}
      {refused.length === 0 ? null : (
        <Notice kind="error" title={t('dossiers.assign.refused', { count: refused.length })} isLive>
          <ul>
            {refused.map(({ dossier, problem }) => (
              <li key={dossier.id}>
                <strong>{dossier.officialNumber ?? dossier.receiptCode}</strong>: {problemText(problem)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  )
}
