import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { UnitDescription } from '../../../contract/enrolment.ts'
import { Button, ButtonLink } from '../../ui/button/button.tsx'
import { TextInput } from '../../ui/field/field.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import styles from './corner.module.css'
import { proveAdministrator } from './prove-administrator.ts'

interface AdministratorFormProps {
  readonly unit: UnitDescription
  /** No PIN has been set on this device yet. */
  readonly isFirst: boolean
  readonly onProved: () => void
}

const formId = 'administrator'
const told = [
  'sign-in-failed',
  'second-factor-wrong',
  'account-locked',
  'too-many-requests',
  'offline',
  'not-administrator',
] as const

export function AdministratorForm({ unit, isFirst, onProved }: AdministratorFormProps) {
  const { t } = useTranslation('kiosk')
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [isCodeAsked, setIsCodeAsked] = useState(false)
  const [isChecked, setIsChecked] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (isBusy) return
    setIsChecked(true)
    if (username.trim() === '' || password === '') return
    setIsBusy(true)
    setProblem(null)
    const proved = await proveAdministrator({ username, password, code }, unit)
    setIsBusy(false)
    if (proved.ok) onProved()
    else if (proved.problem === 'second-factor-required') setIsCodeAsked(true)
    else setProblem(proved.problem)
  }

  return (
    <Screen
      title={t('administrator.title')}
      actions={
        <>
          <ButtonLink to="/">{t('action.home', { ns: 'common' })}</ButtonLink>
          <Button kind="primary" type="submit" form={formId} isBusy={isBusy}>
            {t('administrator.prove')}
          </Button>
        </>
      }
    >
      <p>{t(isFirst ? 'administrator.first' : 'administrator.again')}</p>
      {problem === null ? null : (
        <Notice kind="error" isLive>
          <p>{t(`administrator.problem.${told.find((known) => known === problem) ?? 'other'}`)}</p>
        </Notice>
      )}
      <form id={formId} className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <TextInput
          label={t('administrator.username')}
          name="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={80}
          value={username}
          onChange={(event) => setUsername(event.target.value)}
          error={isChecked && username.trim() === '' ? t('administrator.usernameMissing') : undefined}
        />
        <TextInput
          label={t('administrator.password')}
          name="password"
          type="password"
          // Not to be kept on a device that stands in public.
          autoComplete="one-time-code"
          maxLength={200}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          error={isChecked && password === '' ? t('administrator.passwordMissing') : undefined}
        />
        {isCodeAsked ? (
          <div role="status">
            <TextInput
              label={t('administrator.code')}
              name="code"
              autoComplete="one-time-code"
              maxLength={40}
              value={code}
              onChange={(event) => setCode(event.target.value)}
            />
          </div>
        ) : null}
      </form>
    </Screen>
  )
}
