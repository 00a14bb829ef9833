import { useTranslation } from 'react-i18next'
import type { DossierDetail } from '../../../contract/desk.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { type Urgency, urgencyOf } from '../due.ts'
import { durationText } from './duration.ts'

const colours = {
  late: 'error',
  'due-today': 'warning',
  'due-soon': 'warning',
  'in-time': 'success',
  paused: 'neutral',
} as const satisfies Record<Exclude<Urgency, 'done'>, string>

/** How the dossier stands against its date, in words that the colour repeats. A fact of a list of facts. */
export function DueBadge({ dossier }: { readonly dossier: DossierDetail }) {
  const { t } = useTranslation('workflow')
  return (
    <div>
      <dt>{t('overview.limit')}</dt>
      <dd>
        <Standing dossier={dossier} />
        {dossier.extensions === 0 ? null : <p>{t('overview.extended')}</p>}
      </dd>
    </div>
  )
}

function Standing({ dossier }: { readonly dossier: DossierDetail }) {
  const { t } = useTranslation('workflow')
  const { t: desk } = useTranslation('desk')
  const { dueAt } = dossier.summary
  const now = Date.now()
  const urgency = urgencyOf(dossier.summary, now)
  if (urgency === null) return <Badge>{t('due.none')}</Badge>
  if (urgency === 'done') {
    const isLate = finishedLate(dossier)
    if (isLate === null) return <Badge>{t('due.ended')}</Badge>
    return <Badge kind={isLate ? 'error' : 'success'}>{t(isLate ? 'due.doneLate' : 'due.doneInTime')}</Badge>
  }
  const name = desk(`urgency.${urgency}`)
  if (urgency === 'paused' || dueAt === null) return <Badge kind={colours[urgency]}>{name}</Badge>
  const duration = durationText(Math.abs(Date.parse(dueAt) - now), desk)
  return (
    <Badge kind={colours[urgency]}>
      {urgency === 'late' ? t('due.late', { name, duration }) : t('due.left', { name, duration })}
    </Badge>
  )
}

/** Null where there is no result, or no date to hold it against. */
function finishedLate({ summary: { dueAt }, events }: DossierDetail): boolean | null {
  const result = events.findLast(({ type }) => type === 'sign' || type === 'finish')
  return result === undefined || dueAt === null ? null : Date.parse(result.at) > Date.parse(dueAt)
}
