import { useTranslation } from 'react-i18next'
import type { DossierDetail } from '../../../contract/desk.ts'
import { processingSteps, runningStep } from '../../../domain/dossier/step-dues.ts'
import { isClosed } from '../../../domain/dossier/workflow.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { Disclosure } from '../../ui/disclosure/disclosure.tsx'
import { isStepLate } from '../due.ts'
import { Moment } from '../moment.tsx'

interface StepDuesProps {
  readonly dossier: DossierDetail
}

/** When the step that runs now is due. A fact of a list of facts. */
export function StepDue({ dossier: { summary } }: StepDuesProps) {
  const { t } = useTranslation('workflow')
  const { t: desk } = useTranslation('desk')
  const step = runningStep(summary.stage)
  if (step === null || summary.stepDueAt === null) return null
  return (
    <div>
      <dt>{t('overview.stepDue')}</dt>
      <dd>
        {t(`share.${step}`)}: <Moment at={summary.stepDueAt} />
        {isStepLate(summary, Date.now()) ? <Badge kind="error">{desk('dossiers.stepLate')}</Badge> : null}
      </dd>
    </div>
  )
}

/** How the limit is shared among all steps, for who wants to know. */
export function StepDues({ dossier: { summary, stepDues } }: StepDuesProps) {
  const { t } = useTranslation('workflow')
  if (stepDues === null || isClosed(summary.stage)) return null
  return (
    <Disclosure summary={t('overview.stepShares')}>
      <ul>
        {processingSteps.map((step) => {
          const dueAt = stepDues[step]
          return dueAt === undefined ? null : (
            <li key={step}>
              {t(`share.${step}`)}: <Moment at={dueAt} />
            </li>
          )
        })}
      </ul>
      <p>{t('overview.stepUnconfirmed')}</p>
    </Disclosure>
  )
}
