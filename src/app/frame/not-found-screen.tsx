import { useTranslation } from 'react-i18next'
import { ButtonLink } from '../ui/button/button.tsx'
import { Screen } from '../ui/screen/screen.tsx'

export function NotFoundScreen() {
  const { t } = useTranslation()
  return (
    <Screen
      title={t('notFound.title')}
      actions={
        <ButtonLink kind="primary" to="/">
          {t('action.home')}
        </ButtonLink>
      }
    >
      <p>{t('notFound.body')}</p>
    </Screen>
  )
}
