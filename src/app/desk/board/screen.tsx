import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Board } from '../../../contract/desk-lists.ts'
import { vietnamDay } from '../../../domain/time/vietnam-time.ts'
import { Busy } from '../../ui/busy/busy.tsx'
import { Fact, Facts } from '../../ui/facts/facts.tsx'
import { TextInput } from '../../ui/field/field.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { type Column, Table } from '../../ui/table/table.tsx'
import { readBoard } from '../desk-client.ts'
import fields from '../period-fields.module.css'
import { ProblemNotice } from '../problem-notice.tsx'
import { usePolled } from '../use-polled.ts'
import styles from './screen.module.css'

type Load = Board['loads'][number]

/** For the leader: who has how much to do, what will be late, and how punctual the unit has been. */
export function BoardScreen() {
  const { t } = useTranslation('desk')
  const [today] = useState(() => vietnamDay(Date.now()))
  const [from, setFrom] = useState(`${today.slice(0, 8)}01`)
  const [until, setUntil] = useState(today)
  const read = useCallback(() => readBoard(from, until), [from, until])
  const { value: board, problem, refresh } = usePolled(read)
  const columns: readonly Column<Load>[] = [
    {
      id: 'officer',
      title: t('board.officer'),
      cell: ({ officer, name }) =>
        officer === null ? t('board.nobody') : <span lang="vi">{name ?? officer}</span>,
    },
    { id: 'open', title: t('board.open'), cell: ({ open }) => open },
    {
      id: 'late',
      title: t('urgency.late'),
      cell: ({ late }) => (late === 0 ? 0 : <strong className={styles.late}>{late}</strong>),
    },
    {
      id: 'stepLate',
      title: t('board.stepLate'),
      cell: ({ stepLate }) => (stepLate === 0 ? 0 : <strong className={styles.late}>{stepLate}</strong>),
    },
    { id: 'today', title: t('urgency.due-today'), cell: ({ dueToday }) => dueToday },
  ]
  const total = board === null ? 0 : board.finished.early + board.finished.onTime + board.finished.late
  const share = (count: number) =>
    total === 0 ? String(count) : t('board.share', { count, percent: Math.round((100 * count) / total) })
  return (
    <Screen title={t('board.title')} isWide>
      {problem === null ? null : (
        <ProblemNotice problem={problem} title={t('board.failed')} onRetry={() => void refresh()} />
      )}
      {board === null && problem === null ? <Busy /> : null}
      {board === null ? null : (
        <>
          <section className={styles.section}>
            <h2>{t('board.load')}</h2>
            {board.loads.length === 0 ? (
              <p>{t('board.nothingOpen')}</p>
            ) : (
              <Table
                caption={t('board.load')}
                columns={columns}
                rows={board.loads}
                keyOf={({ officer }) => officer ?? ''}
              />
            )}
          </section>
          <section className={styles.section}>
            <h2>{t('board.finished')}</h2>
            <div className={fields.fields}>
              <TextInput
                label={t('board.from')}
                type="date"
                value={from}
                max={until}
                onChange={({ target }) => target.value !== '' && setFrom(target.value)}
              />
              <TextInput
                label={t('board.until')}
                type="date"
                value={until}
                min={from}
                max={today}
                onChange={({ target }) => target.value !== '' && setUntil(target.value)}
              />
            </div>
            <Facts>
              <Fact name={t('board.early')}>{share(board.finished.early)}</Fact>
              <Fact name={t('board.onTime')}>{share(board.finished.onTime)}</Fact>
              <Fact name={t('board.late')}>{share(board.finished.late)}</Fact>
              <Fact name={t('board.withoutDate')}>{board.finished.withoutDate}</Fact>
            </Facts>
            <p className={styles.rule}>{t('board.rule')}</p>
          </section>
        </>
      )}
    </Screen>
  )
}
