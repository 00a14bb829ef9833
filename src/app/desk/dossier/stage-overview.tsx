import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { DossierDetail } from '../../../contract/desk.ts'
import { dossierStateNames } from '../../../domain/dossier/states.ts'
import { isClosed } from '../../../domain/dossier/workflow.ts'
import { formatPartialDate } from '../../../domain/time/partial-date.ts'
import { contentLanguage } from '../../i18n.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { Disclosure } from '../../ui/disclosure/disclosure.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Moment } from '../moment.tsx'
import { DueBadge } from './due-badge.tsx'
import styles from './stage-overview.module.css'
import { StepDue, StepDues } from './step-dues.tsx'
import { stepsOf } from './steps.ts'

interface StageOverviewProps {
  readonly dossier: DossierDetail
  /** What can be done now. */
  readonly children?: ReactNode
}

/** Where the dossier stands: stage and steps, number and promised date, and who has it. */
export function StageOverview({ dossier, children }: StageOverviewProps) {
  const { t, i18n } = useTranslation('workflow')
  const { t: desk } = useTranslation('desk')
  const language = contentLanguage(i18n.language)
  const headingId = useId()
  const { summary, names, unit, handlerUnit, dueReason, supplementUntil } = dossier
  const { stage, officer, officialNumber, receivedAt, dueAt, clockStoppedAt, supplementArrivedAt } = summary
  const steps = stepsOf(dossier)
  return (
    <section className={styles.section} aria-labelledby={headingId}>
      <h2 id={headingId} className="visually-hidden">
        {t('overview.title')}
      </h2>
      <div className={styles.head}>
        <p className={styles.stage}>
          <Badge kind={badgeOf(dossier)}>{t(`stage.${stage}`)}</Badge>
          <span className={styles.official}>
            {t('overview.official')}: {dossierStateNames[summary.state][language]}
          </span>
        </p>
        {steps.length === 0 ? null : (
          <ol className={styles.steps} aria-label={t('overview.steps')}>
            {steps.map(({ step, progress }) => (
              <li key={step} data-progress={progress} aria-current={progress === 'now' ? 'step' : undefined}>
                {t(`step.${step}`)}
                <span className="visually-hidden">{` (${t(`progress.${progress}`)})`}</span>
              </li>
            ))}
          </ol>
        )}
      </div>
      <dl className={styles.facts}>
        {officialNumber === null ? null : (
          <Fact name={desk('received.number')}>
            <span className={styles.number}>{officialNumber}</span>
          </Fact>
        )}
        {receivedAt === null ? null : (
          <Fact name={desk('received.at')}>
            <Moment at={receivedAt} />
          </Fact>
        )}
        {receivedAt === null ? null : (
          <Fact name={desk('received.due')}>
            {dueAt === null ? desk('dossiers.dueUnknown') : <Moment at={dueAt} />}
          </Fact>
        )}
        {receivedAt === null ? null : <DueBadge dossier={dossier} />}
        <StepDue dossier={dossier} />
        {clockStoppedAt === null ? null : (
          <Fact name={t('overview.pausedSince')}>
            <Moment at={clockStoppedAt} />
          </Fact>
        )}
        {supplementUntil === null ? null : (
          <Fact name={t('overview.supplementUntil')}>{formatPartialDate(supplementUntil)}</Fact>
        )}
        {receivedAt === null ? null : (
          <Fact name={t('overview.officer')}>
            {officer === null ? (
              t('overview.noOfficer')
            ) : (
              <span lang="vi">{names.people[officer] ?? officer}</span>
            )}
          </Fact>
        )}
        {handlerUnit === unit ? null : (
          <Fact name={t('overview.handler')}>
            <span lang="vi">{names.units[handlerUnit] ?? handlerUnit}</span>
          </Fact>
        )}
        {receivedAt === null ? null : (
          <Fact name={t('overview.returnWay')}>{t(`way.${dossier.returnWay}`)}</Fact>
        )}
      </dl>
      {supplementArrivedAt === null || supplementUntil === null ? null : (
        <Notice kind="information" title={t('arrivedSupplement.title')} isLive>
          <p>
            <Moment at={supplementArrivedAt} />. {t('arrivedSupplement.help')}
          </p>
        </Notice>
      )}
      {dueReason === null || isClosed(stage) ? null : (
        <Disclosure summary={t('overview.more')}>
          <ul className={styles.reasons}>
            {dueReason.split(',').map((code) => (
              <li key={code}>{desk(`dueReason.${code}`, { defaultValue: code })}</li>
            ))}
          </ul>
        </Disclosure>
      )}
      <StepDues dossier={dossier} />
      {children}
    </section>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** Waiting for the desk, waiting for others, done, or ended without a result. */
function badgeOf({ summary }: DossierDetail): 'neutral' | 'success' | 'warning' | 'error' {
  switch (summary.stage) {
    case 'finished':
    case 'returned':
      return 'success'
    case 'refused':
    case 'withdrawn':
    case 'stopped':
      return 'error'
    case 'arrived':
    case 'checked':
    case 'supplement-requested':
    case 'supplement-in-processing':
    case 'payment-requested':
      return 'warning'
    default:
      return 'neutral'
  }
}
