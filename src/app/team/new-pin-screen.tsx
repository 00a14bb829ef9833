import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isPin } from '../../device/staff-pin.ts'
import { setTeamPin } from '../../device/team/lock.ts'
import { Button, ButtonLink } from '../ui/button/button.tsx'
import { Notice } from '../ui/notice/notice.tsx'
import { Screen } from '../ui/screen/screen.tsx'
import { PinField } from './pin-field.tsx'
import styles from './team.module.css'

const formId = 'new-team-pin'

/** The first thing on a team's phone: a PIN of one's own, and what happens when it is forgotten. */
export function NewPinScreen({ isWiped }: { readonly isWiped: boolean }) {
  const { t } = useTranslation('team')
  const [pin, setPin] = useState('')
  const [again, setAgain] = useState('')
  const [errors, setErrors] = useState<{ readonly pin?: string; readonly again?: string }>({})
  const [isBusy, setIsBusy] = useState(false)

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (isBusy) return
    if (!isPin(pin)) return setErrors({ pin: t('newPin.malformed') })
    if (pin !== again) return setErrors({ again: t('newPin.different') })
    setIsBusy(true)
    const set = await setTeamPin(pin)
    setIsBusy(false)
    if (!set.ok) setErrors({ pin: t('failed') })
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
      {isWiped ? (
        <Notice kind="warning" title={t('wiped.title')} isLive>
          <p>{t('wiped.body')}</p>
        </Notice>
      ) : null}
      <p>{t('newPin.body')}</p>
      <form id={formId} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <PinField
          label={t('newPin.label')}
          help={t('newPin.help')}
          name="pin"
          value={pin}
          onChange={setPin}
          error={errors.pin}
        />
        <PinField
          label={t('newPin.again')}
          name="again"
          value={again}
          onChange={setAgain}
          error={errors.again}
        />
      </form>
      <Notice kind="warning">
        <p>{t('pin.warning')}</p>
      </Notice>
    </Screen>
  )
}
