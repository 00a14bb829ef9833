import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { contentLanguage } from '../../../i18n.ts'
import { ButtonLink } from '../../../ui/button/button.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { Screen } from '../../../ui/screen/screen.tsx'
import { useProcedure } from '../../procedure/use-catalogue.ts'
import { DeleteDraft } from './delete-draft.tsx'

interface OtherDraftProps {
  readonly title: string
  /** Of the procedure whose declaration is open. */
  readonly procedureCode: string
}

/** One session fills in one declaration: go on with it, or delete it. */
export function OtherDraft({ title, procedureCode }: OtherDraftProps) {
  const { t, i18n } = useTranslation('declaration')
  const navigate = useNavigate()
  const { loaded } = useProcedure(procedureCode)
  const name = typeof loaded === 'string' ? procedureCode : loaded.plainName[contentLanguage(i18n.language)]
  return (
    <Screen
      title={title}
      onBack={() => void navigate('/')}
      actions={
        <>
          <DeleteDraft />
          <ButtonLink kind="primary" to={`/ke-khai/${procedureCode}`}>
            {t('start.goOn')}
          </ButtonLink>
        </>
      }
    >
      <Notice kind="warning" title={t('start.other.title')}>
        <p>{t('start.other.body', { procedure: name })}</p>
      </Notice>
    </Screen>
  )
}
