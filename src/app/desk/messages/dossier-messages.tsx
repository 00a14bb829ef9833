import { useCallback, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DossierMessages as Told } from '../../../contract/messages.ts'
import { Button } from '../../ui/button/button.tsx'
import type { DeskProblem } from '../desk-client.ts'
import fees from '../fees/fees.module.css'
import { Moment } from '../moment.tsx'
import { ProblemNotice } from '../problem-notice.tsx'
import { usePolled } from '../use-polled.ts'
import { readDossierMessages, stopDossierMessages } from './messages-client.ts'

/** What the applicant was told, and the end of it when the applicant asks for that at the desk. */
export function DossierMessages({ dossier }: { readonly dossier: string }) {
  const { t } = useTranslation(['notices-desk', 'messages'])
  const headingId = useId()
  const read = useCallback(() => readDossierMessages(dossier), [dossier])
  const { value: told, problem, refresh } = usePolled(read)
  const [failure, setFailure] = useState<DeskProblem | null>(null)
  const [isBusy, setIsBusy] = useState(false)

  async function stop(): Promise<void> {
    setIsBusy(true)
    const answer = await stopDossierMessages(dossier)
    setFailure(answer.ok ? null : answer.problem)
    await refresh()
    setIsBusy(false)
  }

  return (
    <section className={fees.section} aria-labelledby={headingId}>
      <h2 id={headingId}>{t('messages.ofDossier')}</h2>
      {problem === null ? null : (
        <ProblemNotice problem={problem} title={t('messages.failed')} onRetry={() => void refresh()} />
      )}
      {failure === null ? null : <ProblemNotice problem={failure} title={t('messages.notDone')} />}
      {told === null ? null : <Messages told={told} isBusy={isBusy} onStop={() => void stop()} />}
    </section>
  )
}

interface MessagesProps {
  readonly told: Told
  readonly isBusy: boolean
  readonly onStop: () => void
}

function Messages({ told: { contact, messages }, isBusy, onStop }: MessagesProps) {
  const { t } = useTranslation(['notices-desk', 'messages'])
  if (contact === null) return <p>{t('messages.none')}</p>
  return (
    <>
      <p>
        {t('messages.to')}: {t(`messages:channel.${contact.channel}`)}, {contact.address}
      </p>
      {messages.length === 0 ? <p>{t('messages.noneYet')}</p> : null}
      <ul className={fees.history}>
        {messages.map(({ number, kind, queuedAt, sentAt, droppedAt }) => (
          <li key={number}>
            {t(`messages.kind.${kind}`)}:{' '}
            {t(
              sentAt !== null
                ? 'messages.state.sent'
                : droppedAt === null
                  ? 'messages.state.waiting'
                  : 'messages.state.dropped',
            )}
            , <Moment at={sentAt ?? queuedAt} isShort />
          </li>
        ))}
      </ul>
      {contact.stoppedAt === null ? (
        <div>
          <Button isBusy={isBusy} onClick={onStop}>
            {t('messages.stop')}
          </Button>
        </div>
      ) : (
        <p>
          {t('messages.stopped')} <Moment at={contact.stoppedAt} isShort />
        </p>
      )}
    </>
  )
}
