import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { Procedure } from '../../../catalogue/schema.ts'
import type { CaseAnswers } from '../../../domain/guidance/cases.ts'
import { onTimeCase } from '../../../domain/guidance/citizen-deadline.ts'
import { contentLanguage } from '../../i18n.ts'
import { UnitNotices } from '../../notices/unit-notices.tsx'
import { Badge } from '../../ui/badge/badge.tsx'
import { Busy } from '../../ui/busy/busy.tsx'
import { Button, ButtonLink } from '../../ui/button/button.tsx'
import { Icon } from '../../ui/icon/icon.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { useBack } from '../../ui/screen/use-back.ts'
import { LifeEventTiles } from '../home/life-event-tiles.tsx'
import { ProcedureSearch } from '../home/procedure-search.tsx'
import answers from './answers.module.css'
import { Cases } from './cases.tsx'
import { DeadlineCard } from './deadline-card.tsx'
import { FeeCard } from './fee-card.tsx'
import { More } from './more.tsx'
import { OfficialRecord } from './official-record.tsx'
import { OfficialText } from './official-text.tsx'
import { Papers } from './papers.tsx'
import { PlaceCard } from './place-card.tsx'
import { ScopeNote } from './scope-note.tsx'
import styles from './screen.module.css'
import { TakeHome } from './take-home.tsx'
import { TimeCard } from './time-card.tsx'
import { useProcedure } from './use-catalogue.ts'
import { useFilingObstacle } from './use-filing-obstacle.ts'
import { useGuidance } from './use-guidance.ts'
import { useSaid } from './use-said.ts'

/** The guide of a procedure, by its code in the address. */
export function ProcedureScreen() {
  // With the texts of the parts, so that the screen does not blink when they appear.
  const { t } = useTranslation(['guide', 'home', 'declaration', 'notices'])
  const { t: common } = useTranslation()
  const { code = '' } = useParams()
  const { loaded, retry } = useProcedure(code)
  const back = useBack()

  if (loaded === 'loading') return <Busy />
  if (loaded === 'failed') {
    return (
      <Screen
        title={t('failed.title')}
        onBack={back}
        actions={
          <Button kind="primary" onClick={retry}>
            {common('action.retry')}
          </Button>
        }
      >
        <p>{t('failed.body')}</p>
      </Screen>
    )
  }
  if (loaded === 'unknown') {
    return (
      <Screen
        title={t('unknown.title')}
        isWide
        actions={<ButtonLink to="/">{common('action.home')}</ButtonLink>}
      >
        <p>{t('unknown.body')}</p>
        <ProcedureSearch>
          <LifeEventTiles />
        </ProcedureSearch>
      </Screen>
    )
  }
  return <Guide key={loaded.code} procedure={loaded} />
}

function Guide({ procedure }: { readonly procedure: Procedure }) {
  const { t, i18n } = useTranslation('guide')
  const { t: common } = useTranslation()
  const language = contentLanguage(i18n.language)
  const [said, say] = useSaid(procedure.code)
  const guidance = useGuidance(procedure, said)
  const back = useBack()
  const obstacle = useFilingObstacle()
  const obstacleId = useId()
  const [isTakingHome, setIsTakingHome] = useState(false)
  /** Counts the days taken back, so that their fields are empty again. */
  const [withdrawals, setWithdrawals] = useState(0)
  const hasForm = procedure.form !== undefined
  const answerCases = (cases: CaseAnswers) => {
    // The day that was named answers whether it is in time: both are asked again.
    const isWithdrawn = onTimeCase.id in guidance.answers && !(onTimeCase.id in cases)
    say(isWithdrawn ? { cases, event: '' } : { cases })
    if (isWithdrawn) setWithdrawals((count) => count + 1)
  }
  const takeHome = (
    <Button kind={hasForm ? 'secondary' : 'primary'} onClick={() => setIsTakingHome(true)}>
      {t('takeHome.open')}
    </Button>
  )
  const start =
    obstacle === null ? (
      <ButtonLink kind="primary" to={`/ke-khai/${procedure.code}`} icon={<Icon name="edit" />}>
        {t('start')}
      </ButtonLink>
    ) : (
      <Button kind="primary" aria-disabled aria-describedby={obstacleId} icon={<Icon name="edit" />}>
        {t('start')}
      </Button>
    )
  return (
    <TakeHome guidance={guidance} isOpen={isTakingHome} onClose={() => setIsTakingHome(false)}>
      <Screen
        title={procedure.plainName[language]}
        onBack={back}
        isWide
        actions={
          <>
            {hasForm ? <div className={styles.beside}>{takeHome}</div> : takeHome}
            {hasForm ? start : null}
          </>
        }
      >
        <div className={styles.guide}>
          <div className={styles.head}>
            {procedure.name[language] === procedure.plainName[language] ? null : (
              <p className={styles.official}>{procedure.name[language]}</p>
            )}
            {procedure.scope === 'national' ? null : <Badge>{t(`scope.${procedure.scope}`)}</Badge>}
            {procedure.confidence === 'high' ? null : (
              <Badge kind="warning">{common('confirmByStaff')}</Badge>
            )}
          </div>
          {hasForm && typeof obstacle === 'string' ? (
            <div id={obstacleId}>
              <Notice kind="warning" title={t('cannotStart')}>
                <p>{obstacle}</p>
              </Notice>
            </div>
          ) : null}
          <UnitNotices procedure={procedure.code} />
          <ScopeNote procedure={procedure} />
          <Cases guidance={guidance} onAnswer={answerCases} />
          <div className={styles.columns}>
            <Papers guidance={guidance} />
            <div className={`${answers.answers} ${styles.answers}`}>
              <TimeCard guidance={guidance} />
              <FeeCard guidance={guidance} onGrounds={(grounds) => say({ grounds })} />
              <PlaceCard guidance={guidance} />
              <DeadlineCard
                key={withdrawals}
                guidance={guidance}
                event={said.event}
                onEvent={(event) => say({ event })}
              />
            </div>
            <div className={styles.folds}>
              <OfficialText procedure={procedure} />
              <More guidance={guidance} />
              <OfficialRecord procedure={procedure} />
            </div>
          </div>
        </div>
      </Screen>
    </TakeHome>
  )
}
