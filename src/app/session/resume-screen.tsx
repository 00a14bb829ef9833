import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { type AnyDraft, readDraft } from '../../device/drafts.ts'
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
  const [error, setError] = useState<string>()
  const [isBusy, setIsBusy] = useState(false)

  async function tryCode(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const typed = new FormData(event.currentTarget).get('code')
    if (typeof typed !== 'string' || isBusy) return
    if (typed.replace(/\D/g, '').length !== 6) {
      setError(t('resume.sixDigits'))
      return
    }
    setIsBusy(true)
    const resumed = await resume(typed)
    setIsBusy(false)
    if (!resumed.ok) {
      setError(
        resumed.problem === 'wrong-code'
          ? t('resume.wrongCode', { count: resumed.attemptsLeft })
          : t(`resume.${resumed.problem}`),
      )
      return
    }
    const read = await readDraft(resumed.session)
    await navigate(read.ok ? draftAddress(read.draft) : '/', { replace: true })
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
        <TextInput label={t('resume.code')} name="code" inputMode="numeric" maxLength={9} error={error} />
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
