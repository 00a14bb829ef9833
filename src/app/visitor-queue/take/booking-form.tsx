import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button/button.tsx'
import { TextInput } from '../../ui/field/field.tsx'
import styles from './ticket.module.css'

interface BookingFormProps {
  readonly isBusy: boolean
  /** @param typed a code of five digits, or three of a telephone. */
  readonly onTake: (typed: string) => void
}

/** Somebody has come for an hour that was booked. */
export function BookingForm({ isBusy, onTake }: BookingFormProps) {
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
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      <TextInput
        name="booking"
        label={t('booking.label')}
        inputMode="numeric"
        maxLength={9}
        {...(isMalformed ? { error: t('booking.malformed') } : {})}
      />
      <Button type="submit" kind="primary" isBusy={isBusy}>
        {t('booking.take')}
      </Button>
    </form>
  )
}
