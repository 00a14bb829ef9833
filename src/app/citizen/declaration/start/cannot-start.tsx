import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { ButtonLink } from '../../../ui/button/button.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { Screen } from '../../../ui/screen/screen.tsx'

interface CannotStartProps {
  readonly title: string
  /** In the person's language. */
  readonly reason: string
  /** Where to go instead, and what that is called. */
  readonly to: string
  readonly action: string
}

/** Nothing is begun that could not be kept (bug case 19). */
export function CannotStart({ title, reason, to, action }: CannotStartProps) {
  const { t } = useTranslation('declaration')
  const navigate = useNavigate()
  return (
    <Screen
      title={title}
      onBack={() => void navigate(to)}
      actions={
        <ButtonLink kind="primary" to={to}>
          {action}
        </ButtonLink>
      }
    >
      <Notice kind="warning" title={t('start.cannot')}>
        <p>{reason}</p>
      </Notice>
    </Screen>
  )
}
