import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isPin, setStaffPin } from '../../../device/staff-pin.ts'
import { Button, ButtonLink } from '../../ui/button/button.tsx'
import { TextInput } from '../../ui/field/field.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import styles from './corner.module.css'

const formId = 'new-staff-pin'

export function NewPinScreen({ onSet }: { readonly onSet: () => void }) {
  const { t } = useTranslation('kiosk')
  const [pin, setPin] = useState('')
  const [error, setError] = useState<'newPin.malformed' | 'pin.failed'>()
  const [isBusy, setIsBusy] = useState(false)

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (isBusy) return
    if (!isPin(pin)) {
      setError('newPin.malformed')
      return
    }
    setIsBusy(true)
    const set = await setStaffPin(pin)
    setIsBusy(false)
    if (set.ok) onSet()
    else setError('pin.failed')
  }

  return (
    <Screen
      title={t('newPin.title')}
      actions={
        <>
          <ButtonLink to="/">{t('action.home', { ns: 'common' })}</ButtonLink>
          <Button kind="primary" type="submit" form={formId} isBusy={isBusy}>
            {t('newPin.set')}
          </Button>
        </>
      }
    >
      <p>{t('newPin.body')}</p>
      <form id={formId} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <TextInput
          label={t('newPin.label')}
          help={t('newPin.help')}
          name="new-pin"
          inputMode="numeric"
          maxLength={12}
          value={pin}
          onChange={(event) => setPin(event.target.value)}
          error={error === undefined ? undefined : t(error)}
        />
      </form>
    </Screen>
  )
}
