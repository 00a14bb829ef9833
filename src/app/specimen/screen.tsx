import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button/button.tsx'
import { Screen } from '../ui/screen/screen.tsx'
import { useBack } from '../ui/screen/use-back.ts'
import { Answers } from './answers.tsx'
import { Buttons } from './buttons.tsx'
import { Data } from './data.tsx'
import { Folds } from './folds.tsx'
import { Foundations } from './foundations.tsx'
import { Notices } from './notices.tsx'
import { Pictures } from './pictures.tsx'

/** Every component of `app/ui` in every state, with the tokens they are made of. */
export function SpecimenScreen() {
  const { t } = useTranslation('specimen')
  const back = useBack()
  return (
    <Screen
      title={t('title')}
      progress={{ done: 2, total: 8, label: t('progress') }}
      onBack={back}
      isWide
      actions={
        <>
          <Button>{t('secondary')}</Button>
          <Button kind="primary">{t('primary')}</Button>
        </>
      }
    >
      <p>{t('intro')}</p>
      <Foundations />
      <Buttons />
      <Answers />
      <Notices />
      <Folds />
      <Data />
      <Pictures />
    </Screen>
  )
}
