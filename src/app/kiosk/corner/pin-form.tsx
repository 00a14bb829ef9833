import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type PinTried, tryStaffPin } from '../../../device/staff-pin.ts'
import { Button, ButtonLink } from '../../ui/button/button.tsx'
import { TextInput } from '../../ui/field/field.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import styles from './corner.module.css'

interface PinFormProps {
  readonly onRight: () => void
  readonly onForgotten: () => void
}

const formId = 'staff-pin'

export function PinForm({ onRight, onForgotten }: PinFormProps) {
  const { t } = useTranslation('kiosk')
  const [pin, setPin] = useState('')
  const [trouble, setTrouble] = useState<'missing' | Extract<PinTried, { ok: false }>>()
  const [isBusy, setIsBusy] = useState(false)

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (isBusy) return
    if (pin === '') {
      setTrouble('missing')
      return
    }
    setIsBusy(true)
    const tried = await tryStaffPin(pin)
    setIsBusy(false)
    setPin('')
    if (tried.ok) onRight()
    else setTrouble(tried)
  }

  // Said as it is drawn: whoever changes the language then reads it in that one.
  function said(): string | undefined {
    if (trouble === undefined) return undefined
    if (trouble === 'missing') return t('pin.missing')
    if (trouble.problem === 'wrong-pin') return t('pin.wrong', { count: trouble.attemptsLeft })
    if (trouble.problem === 'wait') return t('pin.wait', { count: Math.ceil(trouble.seconds / 60) })
    return t('pin.failed')
  }

  return (
    <Screen
      title={t('corner.title')}
      actions={
        <>
          <ButtonLink to="/">{t('action.home', { ns: 'common' })}</ButtonLink>
          <Button kind="primary" type="submit" form={formId} isBusy={isBusy}>
            {t('pin.open')}
          </Button>
        </>
      }
    >
      <p>{t('corner.forStaff')}</p>
      <form id={formId} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <TextInput
          label={t('pin.label')}
          name="pin"
          type="password"
          inputMode="numeric"
          // Browsers offer to keep what is typed as a password, but not what is of use once.
          autoComplete="one-time-code"
          maxLength={12}
          value={pin}
          onChange={(event) => setPin(event.target.value)}
          error={said()}
        />
      </form>
      <div>
        <Button kind="quiet" onClick={onForgotten}>
          {t('pin.forgotten')}
        </Button>
      </div>
    </Screen>
  )
}
