import { useTranslation } from 'react-i18next'
import type { Procedure } from '../../../catalogue/schema.ts'
import { useDevice } from '../../session/device-state.ts'
import { Notice } from '../../ui/notice/notice.tsx'

/** Codes of Decision 19/2025/QĐ-TTg. */
const provinceOfScope = { national: undefined, 'lao-cai': '15', 'lai-chau': '12' } as const

/** A warning where a provincial record does not apply, or where an old one may name the wrong office. */
export function ScopeNote({ procedure }: { readonly procedure: Procedure }) {
  const { t } = useTranslation('guide')
  const device = useDevice()
  const { scope, possiblyOutdated } = procedure
  const province = scope === 'other-province' ? (procedure.province ?? '00') : provinceOfScope[scope]
  const isElsewhere =
    province !== undefined && device !== null && device !== undefined && device.unit.province !== province
  if (!isElsewhere && !possiblyOutdated) return null
  return (
    <Notice kind="warning">
      {isElsewhere ? <p>{t('scope.elsewhere')}</p> : null}
      {possiblyOutdated ? <p>{t('possiblyOutdated')}</p> : null}
    </Notice>
  )
}
