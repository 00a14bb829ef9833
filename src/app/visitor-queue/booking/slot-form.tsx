import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BookingView, SlotOffer } from '../../../contract/visitor-queue.ts'
import { weekdayOf } from '../../../domain/time/civil-day.ts'
import { formatPartialDate } from '../../../domain/time/partial-date.ts'
import { contentLanguage } from '../../i18n.ts'
import { Choices } from '../../ui/choices/choices.tsx'
import { TextInput } from '../../ui/field/field.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { bookSlot, type QueueProblem } from '../queue-client.ts'
import styles from './booking.module.css'

interface SlotFormProps {
  /** Of the form: the button that sends it stands at the foot of the screen. */
  readonly id: string
  readonly unit: string
  readonly offer: SlotOffer
  readonly onBooked: (id: string, view: BookingView) => void
  readonly onRefused: (problem: QueueProblem) => void
  readonly isBusy: boolean
  readonly onBusy: (isBusy: boolean) => void
}

/** What for, which day, what time; a few digits if one likes. */
export function SlotForm({ id: formId, unit, offer, onBooked, onRefused, isBusy, onBusy }: SlotFormProps) {
  const { t, i18n } = useTranslation('ticket')
  const language = contentLanguage(i18n.language)
  // Made once: pressing again after a lost answer gives the same booking.
  const [id, setId] = useState(() => crypto.randomUUID())
  const [group, setGroup] = useState<string | undefined>()
  const [day, setDay] = useState<string | undefined>()
  const [slot, setSlot] = useState<string | undefined>()
  const [phone, setPhone] = useState('')
  const [isIncomplete, setIsIncomplete] = useState(false)
  const days = offer.days.filter(({ slots }) => slots.some(({ left }) => left > 0))
  const slots = days.find((each) => each.day === day)?.slots.filter(({ left }) => left > 0) ?? []
  const isSlotOpen = slots.some((each) => each.slot === slot)
  const digits = phone.normalize('NFKC').replaceAll(/\s/g, '')
  const isPhoneWrong = digits !== '' && !/^\d{3}$/.test(digits)

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const isWhole = group !== undefined && day !== undefined && slot !== undefined && isSlotOpen
    setIsIncomplete(!isWhole)
    if (!isWhole || isPhoneWrong || isBusy) return
    onBusy(true)
    const booked = await bookSlot(unit, {
      id,
      group,
      day,
      slot,
      phoneDigits: digits === '' ? null : digits,
    })
    onBusy(false)
    if (booked.ok) return onBooked(id, booked.value)
    if (booked.problem !== 'offline') setId(crypto.randomUUID())
    onRefused(booked.problem)
  }

  return (
    <form id={formId} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <Choices
        label={t('slots.group')}
        options={offer.groups.map(({ letter, name }) => ({ value: letter, label: name[language] }))}
        value={group}
        onChange={setGroup}
      />
      <Choices
        label={t('slots.day')}
        options={days.map((each) => ({
          value: each.day,
          label: `${t(`slots.weekday.${weekdayOf(each.day)}`)} ${formatPartialDate(each.day)}`,
        }))}
        value={day}
        onChange={(chosen) => {
          setDay(chosen)
          setSlot(undefined)
        }}
      />
      {day === undefined ? null : (
        <Choices
          label={t('slots.slot')}
          options={slots.map(({ slot: time, left }) => ({
            value: time,
            label: t('slots.left', { time, count: left }),
          }))}
          value={slot}
          onChange={setSlot}
        />
      )}
      <TextInput
        label={t('slots.phone')}
        help={t('slots.phoneHelp')}
        inputMode="numeric"
        maxLength={5}
        value={phone}
        onChange={({ target }) => setPhone(target.value)}
        {...(isPhoneWrong && digits.length >= 3 ? { error: t('slots.phoneWrong') } : {})}
      />
      <div role="status">
        {isIncomplete || isPhoneWrong ? (
          <Notice kind="error" title={t(isIncomplete ? 'slots.choose' : 'slots.phoneWrong')} />
        ) : null}
      </div>
    </form>
  )
}
