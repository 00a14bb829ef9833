import { useTranslation } from 'react-i18next'
import { ButtonLink } from '../ui/button/button.tsx'
import { Notice } from '../ui/notice/notice.tsx'
import { Screen } from '../ui/screen/screen.tsx'

/** In the place of the receipt, when it was practice. */
export function FiledScreen() {
  const { t } = useTranslation('training')
  return (
    <Screen
      title={t('filed.title')}
      actions={
        <>
          <ButtonLink to="/tap-huan/thuc-hanh">{t('filed.again')}</ButtonLink>
          <ButtonLink kind="primary" to="/">
            {t('filed.end')}
          </ButtonLink>
        </>
      }
    >
      <Notice kind="success">
        <p>{t('filed.lead')}</p>
      </Notice>
      <p>{t('filed.real')}</p>
    </Screen>
  )
}
