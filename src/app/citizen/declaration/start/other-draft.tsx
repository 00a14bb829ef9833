import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { AnyDraft } from '../../../../device/drafts.ts'
import { contentLanguage } from '../../../i18n.ts'
import { ButtonLink } from '../../../ui/button/button.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { Screen } from '../../../ui/screen/screen.tsx'
import { useProcedure } from '../../procedure/use-catalogue.ts'
import { DeleteDraft } from './delete-draft.tsx'

interface OtherDraftProps {
  readonly title: string
  /** The one that is open. */
  readonly draft: AnyDraft
}

const titles = {
  declaration: 'title',
  supplement: 'supplementTitle',
  feedback: 'feedbackTitle',
} as const

function addressOf(draft: AnyDraft): string {
  if (draft.kind === 'feedback') return '/phan-anh'
  return draft.kind === 'supplement' ? '/bo-sung' : `/ke-khai/${draft.procedure}`
}

/** One session makes one thing ready to file: go on with it, or delete it. */
export function OtherDraft({ title, draft }: OtherDraftProps) {
  const { t, i18n } = useTranslation('declaration')
  const navigate = useNavigate()
  const { loaded } = useProcedure(draft.procedure)
  const name = typeof loaded === 'string' ? draft.procedure : loaded.plainName[contentLanguage(i18n.language)]
  return (
    <Screen
      title={title}
      onBack={() => void navigate('/')}
      actions={
        <>
          <DeleteDraft />
          <ButtonLink kind="primary" to={addressOf(draft)}>
            {t('start.goOn')}
          </ButtonLink>
        </>
      }
    >
      <Notice kind="warning" title={t(`start.other.${titles[draft.kind ?? 'declaration']}`)}>
        <p>
          {draft.kind === 'feedback'
            ? t('start.other.feedbackBody')
            : draft.kind === 'supplement'
              ? t('start.other.supplementBody', { code: draft.receiptCode })
              : t('start.other.body', { procedure: name })}
        </p>
      </Notice>
    </Screen>
  )
}
