import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SecondFactorOffer } from '../../../contract/people.ts'
import { Button } from '../../ui/button/button.tsx'
import { TextInput } from '../../ui/field/field.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { QrCode } from '../../ui/qr-code/qr-code.tsx'
import styles from './account.module.css'
import { beginSecondFactor, confirmSecondFactor } from './account-client.ts'
import { PasswordProof } from './password-proof.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { useAccountProblem } from './use-account-problem.ts'

interface SecondFactorSetupProps {
  /** In force, and the recovery codes written down. */
  readonly onDone: () => void
  readonly onCancel?: () => void
}

/** Password, then the code for the app, then a code from the app, then the recovery codes. */
export function SecondFactorSetup({ onDone, onCancel }: SecondFactorSetupProps) {
  const { t } = useTranslation('account')
  const [offer, setOffer] = useState<SecondFactorOffer | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  if (codes !== null) return <RecoveryCodes codes={codes} onDone={onDone} />
  if (offer !== null) return <Confirmation offer={offer} onConfirmed={setCodes} />
  return (
    <PasswordProof
      action={t('secondFactor.begin')}
      ask={beginSecondFactor}
      onDone={setOffer}
      {...(onCancel === undefined ? {} : { onCancel })}
    />
  )
}

interface ConfirmationProps {
  readonly offer: SecondFactorOffer
  readonly onConfirmed: (codes: readonly string[]) => void
}

function Confirmation({ offer, onConfirmed }: ConfirmationProps) {
  const { t } = useTranslation('account')
  const accountProblem = useAccountProblem()
  const [code, setCode] = useState('')
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<string | undefined>()

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (isBusy) return
    setFailure(undefined)
    if (code.trim() === '') return setFailure(t('secondFactor.codeMissing'))
    setIsBusy(true)
    const answer = await confirmSecondFactor(code)
    setIsBusy(false)
    if (answer.ok) onConfirmed(answer.value.codes)
    else setFailure(accountProblem(answer))
  }

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <p>{t('secondFactor.scan')}</p>
      <div className={styles.qr}>
        <QrCode text={offer.uri} label={t('secondFactor.qr')} />
      </div>
      <p>{t('secondFactor.byHand')}</p>
      <p className={styles.secret}>{offer.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</p>
      <Notice kind="information">
        <p>{t('secondFactor.clock')}</p>
      </Notice>
      <TextInput
        label={t('secondFactor.code')}
        help={t('secondFactor.codeHelp')}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={10}
        value={code}
        onChange={(event) => setCode(event.target.value)}
        error={failure}
      />
      <div>
        <Button kind="primary" type="submit" isBusy={isBusy}>
          {t('secondFactor.confirm')}
        </Button>
      </div>
    </form>
  )
}
