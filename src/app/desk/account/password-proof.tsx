import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button/button.tsx'
import { TextInput } from '../../ui/field/field.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import type { Answer } from '../desk-client.ts'
import styles from './account.module.css'
import { useAccountProblem } from './use-account-problem.ts'

interface PasswordProofProps<Value> {
  readonly action: string
  readonly kind?: 'primary' | 'danger'
  readonly ask: (password: string) => Promise<Answer<Value>>
  readonly onDone: (value: Value) => void
  readonly onCancel?: () => void
}

/** The password once more, before something that somebody at an open desk must not do. */
export function PasswordProof<Value>({
  action,
  kind = 'primary',
  ask,
  onDone,
  onCancel,
}: PasswordProofProps<Value>) {
  const { t } = useTranslation('account')
  const accountProblem = useAccountProblem()
  const [password, setPassword] = useState('')
  const [isChecked, setIsChecked] = useState(false)
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    setIsChecked(true)
    setFailure(null)
    if (isBusy || password === '') return
    setIsBusy(true)
    const answer = await ask(password)
    setIsBusy(false)
    if (answer.ok) onDone(answer.value)
    else setFailure(accountProblem(answer))
  }

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <TextInput
        label={t('password.proof')}
        name="password"
        type="password"
        autoComplete="current-password"
        maxLength={200}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        error={isChecked && password === '' ? t('password.currentMissing') : undefined}
      />
      {failure === null ? null : <Notice kind="error" title={failure} isLive />}
      <div className={styles.buttons}>
        <Button kind={kind} type="submit" isBusy={isBusy}>
          {action}
        </Button>
        {onCancel === undefined ? null : (
          <Button onClick={onCancel}>{t('action.cancel', { ns: 'common' })}</Button>
        )}
      </div>
    </form>
  )
}
