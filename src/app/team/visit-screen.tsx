import { useLiveQuery } from 'dexie-react-hooks'
import { useTranslation } from 'react-i18next'
import type { UnitDescription } from '../../contract/enrolment.ts'
import { currentVisit } from '../../device/team/visits.ts'
import { Busy } from '../ui/busy/busy.tsx'
import { ButtonLink } from '../ui/button/button.tsx'
import { Notice } from '../ui/notice/notice.tsx'
import { Screen } from '../ui/screen/screen.tsx'
import { NewVisit } from './new-visit.tsx'
import { OpenVisitScreen } from './open-visit.tsx'

/** The visit that is going on, or a new one. */
export function VisitScreen({ unit }: { readonly unit: UnitDescription }) {
  const { t } = useTranslation('team')
  const read = useLiveQuery(currentVisit)
  if (read === undefined) return <Busy />
  if (!read.ok) {
    return (
      <Screen
        title={t('visit.title')}
        actions={
          <ButtonLink kind="primary" to="/doi">
            {t('parked.back')}
          </ButtonLink>
        }
      >
        <Notice kind="error" isLive>
          <p>{t('failed')}</p>
        </Notice>
      </Screen>
    )
  }
  return read.visit === null ? <NewVisit unit={unit} /> : <OpenVisitScreen visit={read.visit} />
}
