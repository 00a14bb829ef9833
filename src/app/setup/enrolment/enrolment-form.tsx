import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button/button.tsx'
import { TextInput } from '../../ui/field/field.tsx'
import { Link } from '../../ui/link/link.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import styles from './screen.module.css'
import { suggestedName } from './suggested-name.ts'

export interface EnrolmentRequest {
  readonly code: string
  readonly name: string
}

interface EnrolmentFormProps {
  /** From the link; empty when it has to be typed. */
  readonly code: string
  /** The device was connected before and its store has been erased or put back. */
  readonly isStoreLost: boolean
  /** The desk has withdrawn this device's right to send: it joins as a new one. */
  readonly isRevoked: boolean
  /** Dossiers of this device that the desk has not confirmed. */
  readonly queued: number
  readonly isBusy: boolean
  /** Why the last attempt failed. */
  readonly problem: string | null
  readonly onConnect: (request: EnrolmentRequest) => void
}

/** Problems with a sentence of their own; the rest is told as a fault of the server. */
const told = [
  'enrolment-code-invalid',
  'enrolment-code-used',
  'enrolment-code-expired',
  'device-revoked',
  'too-many-requests',
  'offline',
  'not-a-gateway',
  'storage-unavailable',
  'storage-full',
] as const

/** Those that are about the code itself and are shown beside it. */
const codeProblems = ['enrolment-code-invalid', 'enrolment-code-used', 'enrolment-code-expired']

export function EnrolmentForm({
  code: givenCode,
  isStoreLost,
  isRevoked,
  queued,
  isBusy,
  problem,
  onConnect,
}: EnrolmentFormProps) {
  const { t } = useTranslation('setup')
  const formId = useId()
  const [code, setCode] = useState(givenCode)
  const [typedName, setTypedName] = useState<string | null>(null)
  const [isChecked, setIsChecked] = useState(false)
  /** A mended code is no longer the one that was refused. */
  const [refusedCode, setRefusedCode] = useState<string | null>(null)
  const name = typedName ?? t(`initialName.${suggestedName()}`)
  const isCodeMissing = code.trim() === ''
  const isNameMissing = name.trim() === ''
  const problemText =
    problem === null ? null : t(`problem.${told.find((code) => code === problem) ?? 'other'}`)
  const isCodeRefused = problem !== null && codeProblems.includes(problem) && refusedCode === code

  function submit(event: FormEvent): void {
    event.preventDefault()
    if (isBusy) return
    setIsChecked(true)
    if (isCodeMissing || isNameMissing) return
    setRefusedCode(code)
    onConnect({ code, name })
  }

  return (
    <Screen
      title={t('title')}
      actions={
        <Button kind="primary" type="submit" form={formId} isBusy={isBusy}>
          {t('connect')}
        </Button>
      }
    >
      <p>{t(givenCode === '' ? 'intro' : 'withCode')}</p>
      {isStoreLost ? (
        <Notice kind="warning">
          <p>{t('storage.wiped', { ns: 'common' })}</p>
          <p>{t('keepStore')}</p>
        </Notice>
      ) : null}
      {isRevoked ? (
        <Notice kind="warning">
          <p>{t('revoked.body')}</p>
          {queued === 0 ? null : (
            <p>
              {t('revoked.queued', { count: queued })} <Link to="/ho-so">{t('revoked.open')}</Link>
            </p>
          )}
        </Notice>
      ) : null}
      {problemText === null || (problem !== null && codeProblems.includes(problem)) ? null : (
        <Notice kind="error" title={t('failed')} isLive>
          <p>{problemText}</p>
        </Notice>
      )}
      <form id={formId} className={styles.form} onSubmit={submit} noValidate>
        <TextInput
          label={t('code')}
          help={t('codeHelp')}
          name="code"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={40}
          value={code}
          onChange={(event) => setCode(event.target.value)}
          error={
            isChecked && isCodeMissing
              ? t('codeMissing')
              : isCodeRefused
                ? (problemText ?? undefined)
                : undefined
          }
        />
        <TextInput
          label={t('name')}
          help={t('nameHelp')}
          name="name"
          maxLength={80}
          value={name}
          onChange={(event) => setTypedName(event.target.value)}
          error={isChecked && isNameMissing ? t('nameMissing') : undefined}
        />
      </form>
    </Screen>
  )
}
