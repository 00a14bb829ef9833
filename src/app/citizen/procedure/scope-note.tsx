import { useTranslation } from 'react-i18next'
import type { Procedure } from '../../../catalogue/schema.ts'
import { useDevice } from '../../session/device-state.ts'
import { Notice } from '../../ui/notice/notice.tsx'

/** Codes of Decision 19/2025/QĐ-TTg. */
const provinceOfScope = { 'lao-cai': '15', 'lai-chau': '12' } as const

/** Where a provincial record applies, and that an old one may name the wrong office. */
export function ScopeNote({ procedure }: { readonly procedure: Procedure }) {
  const { t } = useTranslation('guide')
  const device = useDevice()
  const { scope, possiblyOutdated } = procedure
  if (scope === 'national' && !possiblyOutdated) return null
  const isElsewhere =
    scope !== 'national' &&
    device !== null &&
    device !== undefined &&
    device.unit.province !== provinceOfScope[scope]
  return (
    <Notice kind={isElsewhere || possiblyOutdated ? 'warning' : 'information'}>
      {scope === 'national' ? null : <p>{t(`scope.${scope}`)}</p>}
      {isElsewhere ? <p>{t('scope.elsewhere')}</p> : null}
      {possiblyOutdated ? <p>{t('possiblyOutdated')}</p> : null}
    </Notice>
  )
}
