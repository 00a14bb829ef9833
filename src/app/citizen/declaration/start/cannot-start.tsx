import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { Procedure } from '../../../../catalogue/schema.ts'
import { ButtonLink } from '../../../ui/button/button.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { Screen } from '../../../ui/screen/screen.tsx'

interface CannotStartProps {
  readonly title: string
  /** In the person's language. */
  readonly reason: string
  readonly procedure: Procedure
}

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
        <p>{reason}</p>
      </Notice>
    </Screen>
  )
}
