import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BundleReport } from '../../../contract/bundle.ts'
import carriedStyles from '../../carried/carried.module.css'
import { FileButton } from '../../carried/file-button.tsx'
import { ReadyFile } from '../../carried/ready-file.tsx'
import { WorkProgress } from '../../carried/work-progress.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import type { DeskProblem } from '../desk-client.ts'
import { ProblemNotice } from '../problem-notice.tsx'
import { answerFile } from './answer-file.ts'
import { ReportResult } from './report-result.tsx'
import { uploadBundle } from './upload-bundle.ts'

interface Upload {
  readonly name: string
  readonly sent: number
  readonly total: number
}

interface Handled {
  /** Two files may have the same name. */
  readonly key: string
  readonly name: string
}
type Result = Handled & ({ readonly report: BundleReport } | { readonly problem: DeskProblem })

/** Files that people carried to the desk: handed to the gateway, and its answers to take home. */
export function CarriedScreen() {
  const { t } = useTranslation('carried')
  const [upload, setUpload] = useState<Upload | null>(null)
  const [results, setResults] = useState<readonly Result[]>([])
  const [answers, setAnswers] = useState<{ readonly file: File; readonly count: number } | null>(null)

  async function handIn(files: readonly File[]): Promise<void> {
    setResults([])
    setAnswers(null)
    const reports: BundleReport[] = []
    for (const file of files) {
      const { name, size: total } = file
      setUpload({ name, sent: 0, total })
      const answer = await uploadBundle(file, (sent) => setUpload({ name, sent, total }))
      if (answer.ok) reports.push(answer.value)
      const handled = { key: crypto.randomUUID(), name }
      const result = answer.ok
        ? { ...handled, report: answer.value }
        : { ...handled, problem: answer.problem }
      setResults((before) => [...before, result])
    }
    setUpload(null)
    const acknowledgements = [
      ...new Map(reports.flatMap((report) => report.acknowledgements).map((one) => [one.id, one])).values(),
    ]
    const gateway = reports[0]?.gateway
    if (gateway !== undefined && acknowledgements.length > 0) {
      const file = await answerFile({ acknowledgements, gateway }, new Date())
      setAnswers({ file, count: acknowledgements.length })
    }
  }

  return (
    <Screen title={t('desk.title')}>
      <p>{t('desk.help')}</p>
      <div className={carriedStyles.ways}>
        <FileButton
          kind="primary"
          label={t('desk.choose')}
          isBusy={upload !== null}
          onFiles={(files) => void handIn(files)}
        />
      </div>
      {upload === null ? null : (
        <WorkProgress
          label={t(upload.sent < upload.total ? 'desk.sending' : 'desk.reading', { name: upload.name })}
          done={upload.sent < upload.total ? upload.sent : 0}
          total={upload.sent < upload.total ? upload.total : 0}
        />
      )}
      {results.map((result) =>
        'problem' in result ? (
          <ProblemNotice
            key={result.key}
            problem={result.problem}
            title={t('import.failed', { name: result.name })}
          />
        ) : (
          <ReportResult key={result.key} name={result.name} report={result.report} />
        ),
      )}
      {answers === null ? null : (
        <ReadyFile file={answers.file} title={t('desk.answers', { count: answers.count })}>
          <p>{t('desk.answersNext')}</p>
        </ReadyFile>
      )}
      {upload === null && results.length > 0 && answers === null ? (
        <Notice kind="information">
          <p>{t('desk.noAnswers')}</p>
        </Notice>
      ) : null}
    </Screen>
  )
}
