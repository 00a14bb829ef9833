import { useTranslation } from 'react-i18next'
import { Busy } from '../../../ui/busy/busy.tsx'
import { Button } from '../../../ui/button/button.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import type { Loaded } from '../../procedure/use-catalogue.ts'

interface ListsPendingProps {
  readonly lists: { readonly loaded: Loaded<unknown>; readonly retry: () => void }
}

/** In the place of a question whose list is on its way, or did not come. */
export function ListsPending({ lists }: ListsPendingProps) {
  const { t } = useTranslation('declaration')
  if (lists.loaded === 'loading') return <Busy />
  return (
    <Notice kind="error" isLive>
      <p>{t('lists.failed')}</p>
      <Button onClick={lists.retry}>{t('action.retry', { ns: 'common' })}</Button>
    </Notice>
  )
}
