import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { Procedure } from '../../../../catalogue/schema.ts'
import type { StorageState } from '../../../../device/storage-state.ts'
import { storageTexts } from '../../../session/storage-texts.ts'
import { ButtonLink } from '../../../ui/button/button.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { Screen } from '../../../ui/screen/screen.tsx'

interface CannotStartProps {
  readonly title: string
  readonly reason: Exclude<StorageState, 'ready' | 'full'> | 'not-enrolled'
  readonly procedure: Procedure
}

const texts = { ...storageTexts, 'not-enrolled': 'notEnrolled' } as const satisfies Record<
  CannotStartProps['reason'],
  string
>

/** Nothing is begun that could not be kept (bug case 19). */
export function CannotStart({ title, reason, procedure }: CannotStartProps) {
  const { t } = useTranslation('declaration')
  const navigate = useNavigate()
  const guide = `/thu-tuc/${procedure.code}`
  return (
    <Screen
      title={title}
      onBack={() => void navigate(guide)}
      actions={
        <ButtonLink kind="primary" to={guide}>
          {t('noForm.guide')}
        </ButtonLink>
      }
    >
      <Notice kind="warning" title={t('start.cannot')}>
        <p>{t(texts[reason], { ns: 'common' })}</p>
      </Notice>
    </Screen>
  )
}
