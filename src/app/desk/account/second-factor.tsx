import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../contract/people.ts'
import { Button } from '../../ui/button/button.tsx'
import styles from './account.module.css'
import { removeSecondFactor, renewRecoveryCodes } from './account-client.ts'
import { PasswordProof } from './password-proof.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { SecondFactorSetup } from './second-factor-setup.tsx'

interface SecondFactorProps {
  readonly account: Account
  readonly onChanged: () => void
}

type Doing = 'nothing' | 'setting-up' | 'renewing' | 'removing'

/** Whether codes are asked for at sign-in, and what can be done about it. */
export function SecondFactor({ account, onChanged }: SecondFactorProps) {
  const { t } = useTranslation('account')
  const [doing, setDoing] = useState<Doing>('nothing')
  const [codes, setCodes] = useState<readonly string[] | null>(null)

  function finish(): void {
    setDoing('nothing')
    setCodes(null)
    onChanged()
  }

  if (codes !== null) return <RecoveryCodes codes={codes} onDone={finish} />
  const cancel = () => setDoing('nothing')
  switch (doing) {
    case 'setting-up':
      return <SecondFactorSetup onDone={finish} onCancel={cancel} />
    case 'renewing':
      return (
        <PasswordProof
          action={t('secondFactor.renew')}
          ask={renewRecoveryCodes}
          onDone={(value) => setCodes(value.codes)}
          onCancel={cancel}
        />
      )
    case 'removing':
      return (
        <PasswordProof
          action={t('secondFactor.remove')}
          kind="danger"
          ask={removeSecondFactor}
          onDone={finish}
          onCancel={cancel}
        />
      )
    case 'nothing':
      break
  }
  if (!account.hasSecondFactor)
    return (
      <>
        <p>{t('secondFactor.none')}</p>
        <div>
          <Button onClick={() => setDoing('setting-up')}>{t('secondFactor.setUp')}</Button>
        </div>
      </>
    )
  return (
    <>
      <p>
        {t('secondFactor.inForce')} {t('recovery.left', { count: account.recoveryCodesLeft })}
      </p>
      {account.isSecondFactorDemanded ? <p>{t('secondFactor.demanded')}</p> : null}
      <div className={styles.buttons}>
        <Button onClick={() => setDoing('renewing')}>{t('secondFactor.renew')}</Button>
        <Button onClick={() => setDoing('setting-up')}>{t('secondFactor.change')}</Button>
        {account.isSecondFactorDemanded ? null : (
          <Button kind="danger" onClick={() => setDoing('removing')}>
            {t('secondFactor.remove')}
          </Button>
        )}
      </div>
    </>
  )
}
