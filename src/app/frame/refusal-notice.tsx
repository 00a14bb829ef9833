import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { Link } from '../ui/link/link.tsx'
import { Notice } from '../ui/notice/notice.tsx'

/** For staff: the gateway turns this device away, and how to go on. Seldom needed, so that it loads when it is. */
export function RefusalNotice() {
  const { t } = useTranslation('queue')
  const { pathname } = useLocation()
  // The one says it itself, the other is the way on.
  if (pathname === '/ho-so' || pathname === '/ket-noi') return null
  return (
    <Notice kind="error" isLive>
      <p>{t('refused')}</p>
      <p>
        <Link to="/ket-noi">{t('connect', { ns: 'common' })}</Link>
      </p>
    </Notice>
  )
}
