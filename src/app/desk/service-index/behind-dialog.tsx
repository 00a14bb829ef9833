import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DossiersBehind } from '../../../contract/service-index.ts'
import { contentLanguage } from '../../i18n.ts'
import { Busy } from '../../ui/busy/busy.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Dialog } from '../../ui/dialog/dialog.tsx'
import { Link } from '../../ui/link/link.tsx'
import { type Column, Table } from '../../ui/table/table.tsx'
import type { DeskProblem } from '../desk-client.ts'
import { useProcedureNames } from '../dossiers/use-procedure-names.ts'
import { Moment } from '../moment.tsx'
import { ProblemNotice } from '../problem-notice.tsx'
import { type Behind, readBehind } from './index-client.ts'

interface BehindDialogProps {
  readonly behind: Behind
  readonly onClose: () => void
}

type Row = DossiersBehind['dossiers'][number]

/** The dossiers that a figure counts, page by page. */
export function BehindDialog({ behind, onClose }: BehindDialogProps) {
  const { t, i18n } = useTranslation('service-index')
  const names = useProcedureNames()
  const [pages, setPages] = useState<readonly DossiersBehind[]>([])
  const [problem, setProblem] = useState<DeskProblem | null>(null)
  const [isAsking, setIsAsking] = useState(true)
  const last = pages.at(-1)

  async function readPage(before: readonly DossiersBehind[], isWanted: () => boolean): Promise<void> {
    setIsAsking(true)
    const answer = await readBehind(behind, before.at(-1)?.next ?? null)
    if (!isWanted()) return
    setIsAsking(false)
    setProblem(answer.ok ? null : answer.problem)
    if (answer.ok) setPages([...before, answer.value])
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: one dialog is about one figure
  useEffect(() => {
    let isOpen = true
    void readPage([], () => isOpen)
    return () => {
      isOpen = false
    }
  }, [])

  const moment = (at: string | null) => (at === null ? t('behind.none') : <Moment at={at} />)
  const columns: readonly Column<Row>[] = [
    {
      id: 'code',
      title: t('behind.code'),
      cell: ({ id, officialNumber, receiptCode }) => (
        <Link to={`/can-bo/ho-so/${id}`}>{officialNumber ?? receiptCode}</Link>
      ),
    },
    {
      id: 'procedure',
      title: t('behind.procedure'),
      cell: ({ procedure }) => names.get(procedure)?.[contentLanguage(i18n.language)] ?? procedure,
    },
    { id: 'received', title: t('behind.received'), cell: ({ receivedAt }) => moment(receivedAt) },
    { id: 'due', title: t('behind.due'), cell: ({ dueAt }) => moment(dueAt) },
    { id: 'finished', title: t('behind.finished'), cell: ({ finishedAt }) => moment(finishedAt) },
  ]
  const rows = pages.flatMap(({ dossiers }) => dossiers)
  return (
    <Dialog
      title={t('behind.title')}
      isOpen
      isWide
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('behind.close')}</Button>
          {last?.next == null ? null : (
            <Button isBusy={isAsking} onClick={() => void readPage(pages, () => true)}>
              {t('behind.more')}
            </Button>
          )}
        </>
      }
    >
      {problem === null ? null : (
        <ProblemNotice problem={problem} onRetry={() => void readPage(pages, () => true)} />
      )}
      {last === undefined && problem === null ? <Busy /> : null}
      {last !== undefined && rows.length === 0 ? <p>{t('behind.empty')}</p> : null}
      {rows.length === 0 ? null : (
        <Table caption={t('behind.title')} columns={columns} rows={rows} keyOf={({ id }) => id} />
      )}
    </Dialog>
  )
}
