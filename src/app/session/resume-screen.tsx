import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { type AnyDraft, readDraft } from '../../device/drafts.ts'
import type { Resumed } from '../../device/session.ts'
import { Button } from '../ui/button/button.tsx'
import { TextInput } from '../ui/field/field.tsx'
import { Screen } from '../ui/screen/screen.tsx'
import { useSession } from './session-context.ts'

const formId = 'resume'

/** Goes on with a dossier that a crash or another tab has left behind, with the six digits shown at its start. */
export function ResumeScreen() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { resume } = useSession()
  const [trouble, setTrouble] = useState<'sixDigits' | Extract<Resumed, { ok: false }>>()
  const [isBusy, setIsBusy] = useState(false)

  async function tryCode(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const typed = new FormData(event.currentTarget).get('code')
    if (typeof typed !== 'string' || isBusy) return
    if (typed.replace(/\D/g, '').length !== 6) {
      setTrouble('sixDigits')
      return
    }
    setIsBusy(true)
    const resumed = await resume(typed)
    setIsBusy(false)
    if (!resumed.ok) {
      setTrouble(resumed)
      return
    }
    const read = await readDraft(resumed.session)
    await navigate(read.ok ? draftAddress(read.draft) : '/', { replace: true })
  }

  // Said as it is drawn: whoever changes the language then reads it in that one.
  function said(): string | undefined {
    if (trouble === undefined) return undefined
    if (trouble === 'sixDigits') return t('resume.sixDigits')
    return trouble.problem === 'wrong-code'
      ? t('resume.wrongCode', { count: trouble.attemptsLeft })
      : t(`resume.${trouble.problem}`)
  }

  return (
    <Screen
      title={t('resume.title')}
      onBack={() => void navigate('/')}
      actions={
        <Button kind="primary" type="submit" form={formId} isBusy={isBusy}>
          {t('action.continue')}
        </Button>
      }
    >
      <p>{t('resume.body')}</p>
      <form id={formId} onSubmit={tryCode} noValidate>
        <TextInput label={t('resume.code')} name="code" inputMode="numeric" maxLength={9} error={said()} />
      </form>
    </Screen>
  )
}

function draftAddress(draft: AnyDraft): string {
  switch (draft.kind) {
    case 'supplement':
      return '/bo-sung'
    case 'feedback':
      return '/phan-anh'
    default:
      return `/ke-khai/${draft.procedure}`
  }
}
