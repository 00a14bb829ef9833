import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { SignInRequest, StaffSession } from '../../../contract/desk.ts'
import { openIdFailureParameter, openIdFailures } from '../../../contract/people.ts'
import { Button } from '../../ui/button/button.tsx'
import { Checkbox } from '../../ui/checkbox/checkbox.tsx'
import { TextInput } from '../../ui/field/field.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import type { Answer, Refusal } from '../desk-client.ts'
import { momentText } from '../moment.tsx'
import { useProblemText } from '../use-problem-text.ts'
import { OpenIdLink } from './open-id-link.tsx'
import styles from './screen.module.css'

interface SignInScreenProps {
  /** Known after an expired session. */
  readonly username: string
  readonly isExpired: boolean
  readonly onSignIn: (request: SignInRequest) => Promise<Answer<StaffSession>>
}

export function SignInScreen({ username: knownUsername, isExpired, onSignIn }: SignInScreenProps) {
  const { t } = useTranslation('desk')
  const problemText = useProblemText()
  const formId = useId()
  const [username, setUsername] = useState(knownUsername)
  const [password, setPassword] = useState('')
  const [isPasswordShown, setIsPasswordShown] = useState(false)
  const [isBusy, setIsBusy] = useState(false)
  const [isChecked, setIsChecked] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  // The same form a second time, with what was typed before: nothing has to be typed again.
  const [isCodeAsked, setIsCodeAsked] = useState(false)
  const [code, setCode] = useState('')
  const [search] = useSearchParams()
  const cameBack = openIdFailures.find((known) => known === search.get(openIdFailureParameter))
  const isCodeMissing = isCodeAsked && code.trim() === ''

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (isBusy) return
    setIsChecked(true)
    setFailure(null)
    if (username.trim() === '' || password === '' || isCodeMissing) return
    setIsBusy(true)
    const answer = await onSignIn({
      username: username.trim(),
      password,
      ...(isCodeAsked ? { code: code.trim() } : {}),
    })
    if (answer.ok) return
    setIsBusy(false)
    if (answer.problem === 'second-factor-required') {
      setIsChecked(false)
      setIsCodeAsked(true)
      return
    }
    if (answer.problem === 'second-factor-wrong') {
      setIsChecked(false)
      setCode('')
    }
    setFailure(failureText(answer))
  }

  function failureText({ problem, retryAfterSeconds }: Refusal): string {
    const isBarred = problem === 'account-locked' || problem === 'too-many-requests'
    if (isBarred && retryAfterSeconds !== null) {
      // the minute after, so that the time named is never too early
      const until = Math.ceil((Date.now() + retryAfterSeconds * 1000) / 60_000) * 60_000
      return t(`signIn.${problem}-until`, { until: momentText(until, true) })
    }
    return problem === 'sign-in-failed' || problem === 'second-factor-wrong' || isBarred
      ? t(`signIn.${problem}`)
      : problemText(problem)
  }

  return (
    <Screen
      title={t('signIn.title')}
      actions={
        <Button kind="primary" type="submit" form={formId} isBusy={isBusy}>
          {t('signIn.submit')}
        </Button>
      }
    >
      {cameBack !== undefined && !isExpired && failure === null ? (
        <Notice kind="error" title={t(`signIn.${cameBack}`)} isLive />
      ) : null}
      {isExpired && failure === null ? (
        <Notice kind="information" title={t('signIn.expired')} isLive>
          <p>{t('signIn.expiredHelp')}</p>
        </Notice>
      ) : null}
      {failure === null ? null : <Notice kind="error" title={failure} isLive />}
      <form id={formId} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <TextInput
          label={t('signIn.username')}
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={80}
          value={username}
          onChange={(event) => setUsername(event.target.value)}
          error={isChecked && username.trim() === '' ? t('signIn.usernameMissing') : undefined}
        />
        <TextInput
          label={t('signIn.password')}
          name="password"
          type={isPasswordShown ? 'text' : 'password'}
          autoComplete="current-password"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={200}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          error={isChecked && password === '' ? t('signIn.passwordMissing') : undefined}
        />
        {isCodeAsked ? (
          <CodeInput
            value={code}
            onChange={setCode}
            error={isChecked && isCodeMissing ? t('signIn.codeMissing') : undefined}
          />
        ) : null}
        <Checkbox
          label={t('signIn.showPassword')}
          isChecked={isPasswordShown}
          onChange={setIsPasswordShown}
        />
      </form>
      <OpenIdLink />
    </Screen>
  )
}

interface CodeInputProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly error: string | undefined
}

/** Appears once the password was right, and takes the focus. */
function CodeInput({ value, onChange, error }: CodeInputProps) {
  const { t } = useTranslation('desk')
  const field = useRef<HTMLDivElement>(null)
  useEffect(() => field.current?.querySelector('input')?.focus(), [])
  return (
    <div ref={field} role="status">
      <TextInput
        label={t('signIn.code')}
        help={t('signIn.codeHelp')}
        name="code"
        autoComplete="one-time-code"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={40}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        error={error}
      />
    </div>
  )
}
