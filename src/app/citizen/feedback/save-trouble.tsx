import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button/button.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { useFeedback } from './feedback-context.ts'

/** Says loudly when what was typed could not be kept; nothing otherwise. */
export function SaveTrouble() {
  const { t } = useTranslation('declaration')
  const { saving, flush } = useFeedback()
  if (saving.name !== 'failed') return null
  const isStale = saving.problem === 'draft-changed-elsewhere'
  return (
    <Notice kind="error" title={t('saving.failed')} isLive>
      <p>{t(`saving.problem.${saving.problem}`)}</p>
      {isStale ? (
        <Button onClick={() => window.location.reload()}>{t('action.reload', { ns: 'common' })}</Button>
      ) : (
        <Button onClick={() => void flush()}>{t('action.retry', { ns: 'common' })}</Button>
      )}
    </Notice>
  )
}
