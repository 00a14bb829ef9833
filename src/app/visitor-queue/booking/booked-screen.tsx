import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { Busy } from '../../ui/busy/busy.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Dialog } from '../../ui/dialog/dialog.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { cancelBooking, type QueueProblem, readBooking } from '../queue-client.ts'
import { useLive } from '../use-live.ts'
import { BookedCard } from './booked-card.tsx'

/** A booking on the telephone: its code, and the way to give the place to others. */
export function BookedScreen() {
  const { t } = useTranslation('ticket')
  const { id = '' } = useParams()
  const read = useCallback(() => readBooking(id), [id])
  const { value: booking, problem, refresh } = useLive(read, null)
  const [isAsking, setIsAsking] = useState(false)
  const [refused, setRefused] = useState<QueueProblem | null>(null)

  async function cancel(): Promise<void> {
    setIsAsking(false)
    const answer = await cancelBooking(id)
    setRefused(answer.ok ? null : answer.problem)
    await refresh()
  }

  return (
    <Screen
      title={t('booked.title')}
      eyebrow={<span lang="vi">{booking?.unitName}</span>}
      {...(booking?.state === 'booked'
        ? { actions: <Button onClick={() => setIsAsking(true)}>{t('booked.cancel')}</Button> }
        : {})}
    >
      {booking === null && problem === null ? <Busy /> : null}
      {booking === null ? null : <BookedCard booking={booking} />}
      {problem === null ? null : (
        <Notice kind="error" title={t(`problem.${problem}`)} isLive>
          <div>
            <Button onClick={() => void refresh()}>{t('action.retry', { ns: 'common' })}</Button>
          </div>
        </Notice>
      )}
      {refused === null ? null : <Notice kind="error" title={t(`problem.${refused}`)} isLive />}
      <Dialog
        title={t('booked.cancelTitle')}
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        actions={
          <>
            <Button onClick={() => void cancel()}>{t('booked.cancelYes')}</Button>
            <Button kind="primary" onClick={() => setIsAsking(false)}>
              {t('booked.keep')}
            </Button>
          </>
        }
      >
        <p>{t('booked.cancelBody')}</p>
      </Dialog>
    </Screen>
  )
}
