import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { forgetTeam } from '../../device/team/lock.ts'
import { Button, ButtonLink } from '../ui/button/button.tsx'
import { Dialog } from '../ui/dialog/dialog.tsx'
import { Notice } from '../ui/notice/notice.tsx'
import { Screen } from '../ui/screen/screen.tsx'
import { PinField } from './pin-field.tsx'
import styles from './team.module.css'
import { usePin } from './use-pin.ts'

interface LockedScreenProps {
  /** The phone is in a citizen's hands. */
  readonly isHandedOver: boolean
  readonly onWiped: () => void
}

const formId = 'team-pin'

export function LockedScreen({ isHandedOver, onWiped }: LockedScreenProps) {
  const { t } = useTranslation('team')
  const { pin, setPin, error, isBusy, tryPin } = usePin(onWiped)
  const [isForgetting, setIsForgetting] = useState(false)
  const [hasFailed, setHasFailed] = useState(false)

  function submit(event: FormEvent): void {
    event.preventDefault()
    void tryPin()
  }

  async function forget(): Promise<void> {
    setIsForgetting(false)
    const forgotten = await forgetTeam()
    setHasFailed(!forgotten.ok)
  }

  return (
    <Screen
      title={t(isHandedOver ? 'pin.handedOver' : 'pin.title')}
      actions={
        <>
          <ButtonLink to="/">{t('action.home', { ns: 'common' })}</ButtonLink>
          <Button kind="primary" type="submit" form={formId} isBusy={isBusy}>
            {t('pin.open')}
          </Button>
        </>
      }
    >
      <p>{t(isHandedOver ? 'pin.handedOverBody' : 'pin.body')}</p>
      {hasFailed ? (
        <Notice kind="error" isLive>
          <p>{t('failed')}</p>
        </Notice>
      ) : null}
      <form id={formId} className={styles.form} onSubmit={submit} noValidate>
        <PinField label={t('pin.label')} name="pin" value={pin} onChange={setPin} error={error} />
      </form>
      <p>{t('pin.warning')}</p>
      {/* Not for the citizen who holds the phone. */}
      {isHandedOver ? null : (
        <div>
          <Button kind="quiet" onClick={() => setIsForgetting(true)}>
            {t('pin.forgotten')}
          </Button>
        </div>
      )}
      <Dialog
        title={t('forget.title')}
        isOpen={isForgetting}
        onClose={() => setIsForgetting(false)}
        actions={
          <>
            <Button kind="danger" onClick={() => void forget()}>
              {t('forget.sure')}
            </Button>
            <Button kind="primary" onClick={() => setIsForgetting(false)}>
              {t('forget.stay')}
            </Button>
          </>
        }
      >
        <p>{t('forget.body')}</p>
      </Dialog>
    </Screen>
  )
}
