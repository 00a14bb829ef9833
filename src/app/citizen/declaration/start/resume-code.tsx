import { useTranslation } from 'react-i18next'
import { Button } from '../../../ui/button/button.tsx'
import { Screen } from '../../../ui/screen/screen.tsx'
import styles from './start.module.css'

interface ResumeCodeProps {
  /** Six digits. */
  readonly code: string
  readonly onGoOn: () => void
}

/** Shown once, at the start: with it the same person goes on after a power cut. */
export function ResumeCode({ code, onGoOn }: ResumeCodeProps) {
  const { t } = useTranslation('declaration')
  return (
    <Screen
      title={t('resumeCode.title')}
      actions={
        <Button kind="primary" onClick={onGoOn}>
          {t('resumeCode.goOn')}
        </Button>
      }
    >
      <p>{t('resumeCode.body')}</p>
      <p className={styles.code}>
        <span className="visually-hidden">{t('resumeCode.spoken', { digits: [...code].join(' ') })}</span>
        <span aria-hidden="true">{`${code.slice(0, 3)} ${code.slice(3)}`}</span>
      </p>
      <p>{t('resumeCode.secret')}</p>
    </Screen>
  )
}
