import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageOverview } from '../../../contract/messages.ts'
import { Busy } from '../../ui/busy/busy.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Fact, Facts } from '../../ui/facts/facts.tsx'
import { Link } from '../../ui/link/link.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { type Column, Table } from '../../ui/table/table.tsx'
import type { DeskProblem } from '../desk-client.ts'
import { Moment } from '../moment.tsx'
import { ProblemNotice } from '../problem-notice.tsx'
import { usePolled } from '../use-polled.ts'
import { readMessages, sendMessagesAgain } from './messages-client.ts'

/** How messages to citizens go, and which could not be sent. */
export function MessagesScreen() {
  const { t } = useTranslation(['notices-desk', 'messages'])
  const { value, problem, refresh } = usePolled(readMessages)
  const [failure, setFailure] = useState<DeskProblem | null>(null)
  const [isDone, setIsDone] = useState(false)
  const [isBusy, setIsBusy] = useState(false)

  async function sendAgain(dossier: string): Promise<void> {
    setIsBusy(true)
    setFailure(null)
    setIsDone(false)
    const answer = await sendMessagesAgain(dossier)
    await refresh()
    setIsBusy(false)
    if (answer.ok) setIsDone(true)
    else setFailure(answer.problem)
  }

  return (
    <Screen title={t('messages.title')} isWide>
      <p>{t('messages.lead')}</p>
      {problem === null ? null : (
        <ProblemNotice problem={problem} title={t('messages.failed')} onRetry={() => void refresh()} />
      )}
      {failure === null ? null : <ProblemNotice problem={failure} title={t('messages.notDone')} />}
      {isDone ? <Notice kind="success" title={t('messages.againDone')} isLive /> : null}
      {value === null && problem === null ? <Busy /> : null}
      {value === null ? null : (
        <>
          {value.channels.length === 0 ? (
            <Notice kind="information" title={t('messages.off')}>
              <p>{t('messages.offHelp')}</p>
            </Notice>
          ) : null}
          <Facts>
            {value.channels.length === 0 ? null : (
              <Fact name={t('messages.channels')}>
                {value.channels.map((channel) => t(`messages:channel.${channel}`)).join('; ')}
              </Fact>
            )}
            <Fact name={t('messages.waiting')}>{value.waiting}</Fact>
            <Fact name={t('messages.sent')}>{value.sent}</Fact>
          </Facts>
          <h2>{t('messages.dead')}</h2>
          <Dead dead={value.dead} isBusy={isBusy} onAgain={(dossier) => void sendAgain(dossier)} />
        </>
      )}
    </Screen>
  )
}

interface DeadProps {
  readonly dead: MessageOverview['dead']
  readonly isBusy: boolean
  readonly onAgain: (dossier: string) => void
}

function Dead({ dead, isBusy, onAgain }: DeadProps) {
  const { t } = useTranslation(['notices-desk', 'messages'])
  if (dead.length === 0) return <p>{t('messages.noDead')}</p>
  const columns: readonly Column<MessageOverview['dead'][number]>[] = [
    {
      id: 'code',
      title: t('messages.code'),
      cell: ({ id, code }) => <Link to={`/can-bo/ho-so/${id}`}>{code}</Link>,
    },
    {
      id: 'channel',
      title: t('messages.channel'),
      cell: ({ channel }) => t(`messages:channel.${channel}`),
    },
    {
      id: 'why',
      title: t('messages.why'),
      cell: ({ failure }) => (failure === null ? null : t(`messages.failure.${failure}`)),
    },
    {
      id: 'since',
      title: t('messages.since'),
      cell: ({ changedAt }) => <Moment at={changedAt} isShort />,
    },
    {
      id: 'again',
      title: t('messages.again'),
      cell: ({ id, code }) => (
        <Button isBusy={isBusy} onClick={() => onAgain(id)}>
          {t('messages.again')}
          <span className="visually-hidden"> {code}</span>
        </Button>
      ),
    },
  ]
  return (
    <>
      <p>{t('messages.deadHelp')}</p>
      <Table caption={t('messages.dead')} columns={columns} rows={dead} keyOf={({ id }) => id} />
    </>
  )
}
