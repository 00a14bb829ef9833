import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { contentLanguage } from '../../i18n.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { Busy } from '../../ui/busy/busy.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Dialog } from '../../ui/dialog/dialog.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { giveUpTicket, type QueueProblem, readTicket } from '../queue-client.ts'
import { useLive } from '../use-live.ts'
import styles from './place.module.css'
import { usePlaceText } from './place-text.ts'

const buzz = [300, 150, 300]

/** On the telephone that has scanned a ticket: how many are before me, and where to go when I am called. */
export function PlaceScreen() {
  const { t, i18n } = useTranslation('ticket')
  const { id = '' } = useParams()
  const read = useCallback(() => readTicket(id), [id])
  const [unit, setUnit] = useState<string | null>(null)
  const { value: ticket, problem, refresh } = useLive(read, unit)
  const placeText = usePlaceText()
  const [isAsking, setIsAsking] = useState(false)
  const [refused, setRefused] = useState<QueueProblem | null>(null)
  const ofUnit = ticket?.unit ?? null
  useEffect(() => setUnit(ofUnit), [ofUnit])
  const isCalled = ticket?.state === 'called'
  useEffect(() => {
    // Where a telephone can; one in a pocket is not looked at.
    if (isCalled) navigator.vibrate?.(buzz)
  }, [isCalled])

  if (ticket === null)
    return (
      <Screen
        title={t('ticket.title')}
        {...(problem === null
          ? {}
          : {
              actions: <Button onClick={() => void refresh()}>{t('action.retry', { ns: 'common' })}</Button>,
            })}
      >
        {problem === null ? <Busy /> : <Notice kind="error" title={t(`problem.${problem}`)} isLive />}
      </Screen>
    )

  async function giveUp(): Promise<void> {
    setIsAsking(false)
    const answer = await giveUpTicket(id)
    setRefused(answer.ok ? null : answer.problem)
    await refresh()
  }

  return (
    <Screen
      title={t('place.title', { number: ticket.number })}
      eyebrow={<span lang="vi">{ticket.unitName}</span>}
      {...(ticket.state === 'waiting'
        ? { actions: <Button onClick={() => setIsAsking(true)}>{t('place.giveUp')}</Button> }
        : {})}
    >
      <div className={styles.card} data-called={isCalled}>
        <p className={styles.group}>
          {ticket.group[contentLanguage(i18n.language)]}
          {ticket.isPriority ? <Badge kind="success">{t('ticket.priority')}</Badge> : null}
        </p>
        <div role="status" className={styles.place}>
          {placeText(ticket).map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      </div>
      {problem === null ? null : <Notice kind="warning" title={t('place.noContact')} isLive />}
      {refused === null ? null : <Notice kind="error" title={t(`problem.${refused}`)} isLive />}
      <Dialog
        title={t('place.giveUpTitle')}
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        actions={
          <>
            <Button onClick={() => void giveUp()}>{t('place.giveUpYes')}</Button>
            <Button kind="primary" onClick={() => setIsAsking(false)}>
              {t('place.keep')}
            </Button>
          </>
        }
      >
        <p>{t('place.giveUpBody')}</p>
      </Dialog>
    </Screen>
  )
}
