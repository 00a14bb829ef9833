import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useRouteError } from 'react-router'
import { Button } from '../ui/button/button.tsx'
import { Screen } from '../ui/screen/screen.tsx'
import styles from './frame.module.css'
import { returnHomeWhenLeft } from './return-home.ts'

/** A screen that threw: said plainly, with a way on. The error goes to the console, without personal data in it. */
export function FailureScreen() {
  const { t } = useTranslation()
  const error = useRouteError()
  useEffect(() => {
    console.error(error)
  }, [error])
  useEffect(returnHomeWhenLeft, [])
  return (
    <main className={styles.main}>
      <Screen
        title={t('failure.title')}
        actions={
          <Button kind="primary" onClick={() => window.location.reload()}>
            {t('action.reload')}
          </Button>
        }
      >
        <p>{t('failure.body')}</p>
      </Screen>
    </main>
  )
}
