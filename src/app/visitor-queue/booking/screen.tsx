import { useCallback, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { BookingView } from '../../../contract/visitor-queue.ts'
import { useDevice } from '../../session/device-state.ts'
import { Busy } from '../../ui/busy/busy.tsx'
import { Button, ButtonLink } from '../../ui/button/button.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { QrCode } from '../../ui/qr-code/qr-code.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { useBack } from '../../ui/screen/use-back.ts'
import { bookedAddress, bookingAddress } from '../addresses.ts'
import { type QueueProblem, readSlots } from '../queue-client.ts'
import { useLive } from '../use-live.ts'
import { BookedCard } from './booked-card.tsx'
import styles from './booking.module.css'
import { SlotForm } from './slot-form.tsx'

/** An hour for another day: at the kiosk, or on one's own telephone under the unit's address. */
export function BookingScreen() {
  const { t } = useTranslation('ticket')
  const device = useDevice()
  const back = useBack()
  const { unit: ofAddress } = useParams()
  const unit = ofAddress ?? device?.unit.code
  const [booked, setBooked] = useState<{ readonly id: string; readonly view: BookingView } | null>(null)

  if (booked !== null)
    return (
      <Screen
        title={t('booked.title')}
        eyebrow={<span lang="vi">{booked.view.unitName}</span>}
        {...(ofAddress === undefined
          ? {
              actions: (
                <ButtonLink kind="primary" to="/">
                  {t('ticket.done')}
                </ButtonLink>
              ),
            }
          : {})}
      >
        <BookedCard booking={booked.view} />
        <div className={styles.scan}>
          <QrCode text={bookedAddress(booked.id)} label={t('booked.qr')} />
          <p>{t('booked.scan')}</p>
        </div>
      </Screen>
    )
  if (unit === undefined)
    return (
      <Screen title={t('slots.title')} onBack={back}>
        {device === undefined ? <Busy /> : <Notice kind="information" title={t('slots.noUnit')} />}
      </Screen>
    )
  return (
    <Offer
      unit={unit}
      isKiosk={ofAddress === undefined}
      onBack={back}
      onBooked={(id, view) => setBooked({ id, view })}
    />
  )
}

interface OfferProps {
  readonly unit: string
  readonly isKiosk: boolean
  readonly onBack: () => void
  readonly onBooked: (id: string, view: BookingView) => void
}

function Offer({ unit, isKiosk, onBack, onBooked }: OfferProps) {
  const { t } = useTranslation('ticket')
  const read = useCallback(() => readSlots(unit), [unit])
  const { value: offer, problem, refresh } = useLive(read, unit)
  const [refused, setRefused] = useState<QueueProblem | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const form = useId()
  const isOff = problem === 'queue-off' || problem === 'not-found'
  const shown = offer?.days.some(({ slots }) => slots.some(({ left }) => left > 0)) === true && !isOff
  return (
    <Screen
      title={t('slots.title')}
      {...(isKiosk ? { onBack } : {})}
      eyebrow={<span lang="vi">{offer?.unitName}</span>}
      {...(shown
        ? {
            actions: (
              <Button type="submit" form={form} kind="primary" isBusy={isBusy}>
                {t('slots.book')}
              </Button>
            ),
          }
        : {})}
    >
      {offer === null && problem === null ? <Busy /> : null}
      {isOff ? <Notice kind="information" title={t('slots.off')} isLive /> : null}
      {problem === null || isOff ? null : (
        <Notice kind="error" title={t(`problem.${problem}`)} isLive>
          <div>
            <Button onClick={() => void refresh()}>{t('action.retry', { ns: 'common' })}</Button>
          </div>
        </Notice>
      )}
      {refused === null ? null : (
        <Notice kind="error" title={t('slots.failed')} isLive>
          <p>{t(`problem.${refused}`)}</p>
        </Notice>
      )}
      {offer === null || shown || isOff ? null : <p>{t('slots.none')}</p>}
      {offer !== null && shown ? (
        <SlotForm
          id={form}
          isBusy={isBusy}
          onBusy={setIsBusy}
          unit={unit}
          offer={offer}
          onBooked={onBooked}
          onRefused={(why) => {
            setRefused(why)
            void refresh()
          }}
        />
      ) : null}
      {isKiosk && shown ? (
        <div className={styles.scan}>
          <QrCode text={bookingAddress(unit)} label={t('slots.onPhone')} />
          <p>{t('slots.onPhone')}</p>
        </div>
      ) : null}
    </Screen>
  )
}
