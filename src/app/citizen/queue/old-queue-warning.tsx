import { useLiveQuery } from 'dexie-react-hooks'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { countOldQueue } from '../../../device/old-queue.ts'
import { Link } from '../../ui/link/link.tsx'
import { Notice } from '../../ui/notice/notice.tsx'

/** Loaded when something waits: staff are asked to send or copy it before the browser may erase it. */
export function OldQueueWarning() {
  const { t } = useTranslation('carried')
  const { pathname } = useLocation()
  const count = useLiveQuery(() => countOldQueue(new Date())) ?? 0
  if (count === 0) return null
  return (
    <Notice kind="warning" title={t('old.title', { count })}>
      <p>{t('old.body')}</p>
      {pathname === '/ho-so' ? null : (
        <p>
          <Link to="/ho-so">{t('old.open')}</Link>
        </p>
      )}
    </Notice>
  )
}
