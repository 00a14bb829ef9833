import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button/button.tsx'
import { Checkbox } from '../../ui/checkbox/checkbox.tsx'
import { TextInput } from '../../ui/field/field.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import styles from './account.module.css'
import { changePassword } from './account-client.ts'
import { useAccountProblem } from './use-account-problem.ts'

/** @param onChanged all other sessions have ended */
export function PasswordForm({ onChanged }: { readonly onChanged: () => void }) {
  const { t } = useTranslation('account')
  const accountProblem = useAccountProblem()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [isShown, setIsShown] = useState(false)
  const [isChecked, setIsChecked] = useState(false)
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const type = isShown ? 'text' : 'password'
  const input = { type, autoCapitalize: 'none', spellCheck: false, maxLength: 200 } as const

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    setIsChecked(true)
    setFailure(null)
    if (isBusy || current === '' || next === '') return
    setIsBusy(true)
    const answer = await changePassword({ current, next })
    setIsBusy(false)
    if (!answer.ok) return setFailure(accountProblem(answer))
    setCurrent('')
    setNext('')
    setIsChecked(false)
    onChanged()
  }

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <TextInput
        {...input}
        label={t('password.current')}
        name="current-password"
        autoComplete="current-password"
        value={current}
        onChange={(event) => setCurrent(event.target.value)}
        error={isChecked && current === '' ? t('password.currentMissing') : undefined}
      />
      <TextInput
        {...input}
        label={t('password.next')}
        help={t('password.rules')}
        name="new-password"
        autoComplete="new-password"
        value={next}
        onChange={(event) => setNext(event.target.value)}
        error={isChecked && next === '' ? t('password.nextMissing') : undefined}
      />
      <Checkbox label={t('password.show')} isChecked={isShown} onChange={setIsShown} />
      {failure === null ? null : <Notice kind="error" title={failure} isLive />}
      <div>
        <Button kind="primary" type="submit" isBusy={isBusy}>
          {t('password.change')}
        </Button>
      </div>
    </form>
  )
}
