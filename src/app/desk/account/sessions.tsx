import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SessionList } from '../../../contract/people.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { Busy } from '../../ui/busy/busy.tsx'
import { Button } from '../../ui/button/button.tsx'
import { type Column, Table } from '../../ui/table/table.tsx'
import { Moment, momentText } from '../moment.tsx'
import { ProblemNotice } from '../problem-notice.tsx'
import { usePolled } from '../use-polled.ts'
import styles from './account.module.css'
import { endOtherSessions, endSession, listSessions } from './account-client.ts'
import { browserName } from './browser-name.ts'

type Session = SessionList['sessions'][number]

/** Where one is signed in: a desk that was left open can be shut from here. */
export function Sessions() {
  const { t } = useTranslation('account')
  const { value, problem, refresh } = usePolled(listSessions)
  const [isBusy, setIsBusy] = useState(false)

  async function end(ending: ReturnType<typeof endSession>): Promise<void> {
    setIsBusy(true)
    await ending
    // One that had ended by itself is gone as well: the list says how it is.
    await refresh()
    setIsBusy(false)
  }

  const columns: readonly Column<Session>[] = [
    {
      id: 'browser',
      title: t('sessions.column.browser'),
      cell: ({ browser, isThis }) => (
        <>
          {browserName(browser) ?? t('sessions.unknownBrowser')}{' '}
          {isThis ? <Badge kind="success">{t('sessions.this')}</Badge> : null}
        </>
      ),
    },
    {
      id: 'created',
      title: t('sessions.column.created'),
      cell: ({ createdAt }) => <Moment at={createdAt} isShort />,
    },
    { id: 'seen', title: t('sessions.column.seen'), cell: ({ seenAt }) => <Moment at={seenAt} isShort /> },
    {
      id: 'end',
      title: t('sessions.column.end'),
      cell: ({ id, isThis, createdAt }) =>
        isThis ? (
          t('sessions.signOutEnds')
        ) : (
          <Button kind="danger" isBusy={isBusy} onClick={() => void end(endSession(id))}>
            {t('sessions.end')}
            <span className="visually-hidden"> {momentText(createdAt, true)}</span>
          </Button>
        ),
    },
  ]

  if (value === null) {
    return problem === null ? <Busy /> : <ProblemNotice problem={problem} onRetry={() => void refresh()} />
  }
  return (
    <div className={styles.form}>
      {problem === null ? null : <ProblemNotice problem={problem} onRetry={() => void refresh()} />}
      <Table caption={t('sessions.title')} columns={columns} rows={value.sessions} keyOf={({ id }) => id} />
      {value.sessions.length > 1 ? (
        <div>
          <Button kind="danger" isBusy={isBusy} onClick={() => void end(endOtherSessions())}>
            {t('sessions.endOthers')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}
