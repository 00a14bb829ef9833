import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TextInput } from '../../ui/field/field.tsx'
import styles from './ticket.module.css'

interface BookingFormProps {
  /** The button that sends it stands at the foot of the screen. */
  readonly id: string
  readonly isBusy: boolean
  /** @param typed a code of five digits, or three of a telephone. */
  readonly onTake: (typed: string) => void
}

/** Somebody has come for an hour that was booked. */
export function BookingForm({ id, isBusy, onTake }: BookingFormProps) {
  const { t } = useTranslation('ticket')
  const form = useRef<HTMLFormElement>(null)
  const [isMalformed, setIsMalformed] = useState(false)

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const typed = String(new FormData(event.currentTarget).get('booking') ?? '')
      .normalize('NFKC')
      .replaceAll(/\D/g, '')
    const isRight = /^(\d{3}|\d{5})$/.test(typed)
    setIsMalformed(!isRight)
    if (isRight && !isBusy) onTake(typed)
    else form.current?.querySelector('input')?.focus()
  }

  return (
    <form id={id} ref={form} className={styles.form} onSubmit={submit} noValidate>
      <TextInput
        name="booking"
        label={t('booking.label')}
        inputMode="numeric"
        maxLength={9}
        {...(isMalformed ? { error: t('booking.malformed') } : {})}
      />
    </form>
  )
}
