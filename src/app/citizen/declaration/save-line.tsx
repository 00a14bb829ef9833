import { lazy, Suspense, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { basePath } from '../../base-path.ts'
import { useDevice } from '../../session/device-state.ts'
import { Button } from '../../ui/button/button.tsx'
import { Icon } from '../../ui/icon/icon.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import styles from './declaration.module.css'
import { useDeclaration, useSaving } from './declaration-context.ts'

/** On the phones of teams only. */
const ParkDraft = lazy(async () => ({ default: (await import('../../team/park-draft.tsx')).ParkDraft }))

/** Says quietly that answers are kept, and loudly when they are not. */
export function SaveLine() {
  const { t } = useTranslation('declaration')
  const { flush } = useDeclaration()
  const saving = useSaving()
  const isTeam = useDevice()?.role === 'team'
  const notice = useRef<HTMLDivElement>(null)
  const isFailed = saving.name === 'failed'
  // Whoever goes on typing above must not miss that nothing of it is kept.
  useEffect(() => {
    if (isFailed) notice.current?.scrollIntoView({ block: 'nearest' })
  }, [isFailed])
  if (saving.name !== 'failed') {
    return (
      <>
        <p className={styles.saving}>
          <Icon name="saved" />
          <span>{t(`saving.${saving.name}`)}</span>
        </p>
        {isTeam ? (
          <Suspense>
            <ParkDraft />
          </Suspense>
        ) : null}
      </>
    )
  }
  const isStale = saving.problem === 'draft-changed-elsewhere'
  // Trying again would fail for ever; loaded anew, nothing that was typed stays in the page.
  const isGone = saving.problem === 'session-ended'
  return (
    <div ref={notice}>
      <Notice kind="error" title={t('saving.failed')} isLive>
        <p>{t(`saving.problem.${saving.problem}`)}</p>
        {isStale ? (
          <Button onClick={() => window.location.reload()}>{t('action.reload', { ns: 'common' })}</Button>
        ) : isGone ? (
          <Button onClick={() => window.location.replace(basePath)}>
            {t('action.home', { ns: 'common' })}
          </Button>
        ) : (
          <Button onClick={() => void flush()}>{t('action.retry', { ns: 'common' })}</Button>
        )}
      </Notice>
    </div>
  )
}
