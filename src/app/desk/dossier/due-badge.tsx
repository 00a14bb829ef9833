import { useTranslation } from 'react-i18next'
import type { DossierDetail } from '../../../contract/desk.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { type DueState, dueState } from './due-state.ts'
import { durationText } from './duration.ts'

const colours = {
  none: 'neutral',
  paused: 'neutral',
  'on-time': 'success',
  soon: 'warning',
  overdue: 'error',
  'done-on-time': 'success',
  'done-late': 'error',
} as const satisfies Record<DueState['kind'], string>

/** How the dossier stands against its date, in words that the colour repeats. A fact of a list of facts. */
export function DueBadge({ dossier }: { readonly dossier: DossierDetail }) {
  const { t } = useTranslation('workflow')
  const { t: desk } = useTranslation('desk')
  const state = dueState(dossier, Date.now())
  if (state === null) return null
  return (
    <div>
      <dt>{t('overview.limit')}</dt>
      <dd>
        <Badge kind={colours[state.kind]}>
          {'ms' in state
            ? `${t(`due.${state.kind}`)} · ${t(state.kind === 'overdue' ? 'due.over' : 'due.left', {
                duration: durationText(state.ms, desk),
              })}`
            : t(`due.${state.kind}`)}
        </Badge>
        {dossier.extensions === 0 ? null : <p>{t('overview.extended')}</p>}
      </dd>
    </div>
  )
}
