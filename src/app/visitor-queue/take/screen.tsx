import { useLiveQuery } from 'dexie-react-hooks'
import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  knownReasons,
  type Taken,
  type Ticket,
  type TicketWish,
  takeTicket,
} from '../../../device/take-ticket.ts'
import { currentVisitorQueue } from '../../../device/visitor-queue.ts'
import type { PriorityReason } from '../../../domain/visitor-queue/queue-setting.ts'
import { contentLanguage } from '../../i18n.ts'
import { Busy } from '../../ui/busy/busy.tsx'
import { Button, ButtonLink } from '../../ui/button/button.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { useBack } from '../../ui/screen/use-back.ts'
import { Tiles } from '../tiles.tsx'
import { BookingForm } from './booking-form.tsx'
import { TicketScreen } from './ticket-screen.tsx'

type Step =
  | { readonly name: 'group' }
  | { readonly name: 'priority'; readonly letter: string }
  | { readonly name: 'booking' }
  | { readonly name: 'ticket'; readonly ticket: Ticket }

type Problem = Extract<Taken, { ok: false }>['problem']

/** Two taps to a number: what for, and whether with priority. */
export function TakeScreen() {
  const { t, i18n } = useTranslation('ticket')
  const language = contentLanguage(i18n.language)
  const queue = useLiveQuery(currentVisitorQueue)
  const [step, setStep] = useState<Step>({ name: 'group' })
  const [busy, setBusy] = useState<string | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const asked = useRef<{ readonly booking: string; readonly id: string }>(null)
  const back = useBack()
  const form = useId()
  const toGroups = () => {
    setProblem(null)
    setStep({ name: 'group' })
  }

  /** One id for a booking as long as it has no answer: the gateway may have given the ticket already. */
  function idFor(wish: TicketWish): string {
    if (!('booking' in wish)) return crypto.randomUUID()
    if (asked.current?.booking !== wish.booking)
      asked.current = { booking: wish.booking, id: crypto.randomUUID() }
    return asked.current.id
  }

  async function take(wish: TicketWish, tapped: string): Promise<void> {
    setBusy(tapped)
    setProblem(null)
    const taken = await takeTicket(wish, new Date(), idFor(wish))
    setBusy(null)
    if (taken.ok) setStep({ name: 'ticket', ticket: taken.ticket })
    else setProblem(taken.problem)
  }

  const trouble = (
    <div role="status">
      {busy === null ? null : <p>{t('group.asking')}</p>}
      {problem === null ? null : <Notice kind="error" title={t(`problem.${problem}`)} />}
    </div>
  )

  if (step.name === 'ticket') return <TicketScreen ticket={step.ticket} />
  if (queue === undefined) return <Busy />
  if (queue === null)
    return (
      <Screen title={t('group.title')} onBack={back}>
        <Notice kind="information" title={t('off')} />
      </Screen>
    )
  if (step.name === 'booking')
    return (
      <Screen
        title={t('booking.title')}
        onBack={toGroups}
        actions={
          <Button type="submit" form={form} kind="primary" isBusy={busy !== null}>
            {t('booking.take')}
          </Button>
        }
      >
        <BookingForm id={form} isBusy={busy !== null} onTake={(booking) => void take({ booking }, booking)} />
        {trouble}
      </Screen>
    )
  if (step.name === 'priority') {
    const none = 'none'
    return (
      <Screen title={t('priority.title')} onBack={toGroups} isWide>
        <p>{t('priority.lead')}</p>
        {trouble}
        <Tiles<PriorityReason | typeof none>
          busy={busy}
          options={[
            { value: none, label: t('priority.none') },
            ...knownReasons(queue.priorities).map((reason) => ({
              value: reason,
              label: t(`priority.reason.${reason}`),
            })),
          ]}
          onChoose={(chosen) =>
            void take({ letter: step.letter, priority: chosen === none ? null : chosen }, chosen)
          }
        />
      </Screen>
    )
  }
  return (
    <Screen
      title={t('group.title')}
      onBack={back}
      isWide
      {...(queue.isBookingOn ? { actions: <ButtonLink to="/dat-gio">{t('book')}</ButtonLink> } : {})}
    >
      <p>{t('group.lead')}</p>
      {trouble}
      <Tiles
        busy={busy}
        options={[
          ...queue.groups.map(({ letter, name }) => ({ value: letter, label: name[language], mark: letter })),
          ...(queue.isBookingOn ? [{ value: booked, label: t('hasBooking') }] : []),
        ]}
        onChoose={(chosen) => {
          if (chosen === booked) setStep({ name: 'booking' })
          else if (knownReasons(queue.priorities).length > 0) setStep({ name: 'priority', letter: chosen })
          else void take({ letter: chosen, priority: null }, chosen)
        }}
      />
    </Screen>
  )
}

/** No letter. */
const booked = 'booked'
