import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AssistancePayload } from '../../contract/assistance.ts'
import type { UnitNews } from '../../contract/unit-days.ts'
import {
  type AssistanceNeed,
  type AssistanceOutcome,
  assistanceOutcomes,
  type Hindrance,
  hindrances,
  type NextStep,
  nextSteps,
} from '../../domain/assistance/outcome.ts'
import { Button } from '../ui/button/button.tsx'
import { Choices } from '../ui/choices/choices.tsx'
import { Notice } from '../ui/notice/notice.tsx'
import { Screen } from '../ui/screen/screen.tsx'
import { Select } from '../ui/select/select.tsx'
import styles from './assistance.module.css'
import type { Noting } from './assistant.tsx'

interface OutcomeScreenProps {
  readonly need: AssistanceNeed
  readonly villages: UnitNews['teams']
  readonly today: string
  readonly note: (payload: AssistancePayload) => Promise<Noting>
  readonly onBack: () => void
  readonly onAgain: () => void
  readonly onLeave: () => void
}

/** What came of it, in closed lists only: there is nowhere to write a name, a number or a code. */
export function OutcomeScreen({ need, villages, today, note, ...ways }: OutcomeScreenProps) {
  const { t } = useTranslation('assistance')
  const [outcome, setOutcome] = useState<AssistanceOutcome>()
  const [next, setNext] = useState<NextStep>()
  const [reason, setReason] = useState<Hindrance>()
  const [village, setVillage] = useState('')
  const [isTried, setIsTried] = useState(false)
  const [state, setState] = useState<'open' | 'busy' | 'failed' | 'noted'>('open')
  const isReasonMissing = outcome === 'not-done' && reason === undefined
  const missed = (isMissing: boolean) => (isTried && isMissing ? t('chooseOne') : undefined)

  async function keep(): Promise<void> {
    setIsTried(true)
    if (outcome === undefined || next === undefined || isReasonMissing) return
    setState('busy')
    const noted = await note({
      need,
      outcome,
      next,
      reason: outcome === 'not-done' ? (reason ?? null) : null,
      village: village === '' ? null : village,
      helpedOn: today,
    })
    setState(noted.ok ? 'noted' : 'failed')
  }

  if (state === 'noted')
    return (
      <Screen
        title={t('outcome.noted')}
        actions={
          <>
            <Button onClick={ways.onLeave}>{t('outcome.leave')}</Button>
            <Button kind="primary" onClick={ways.onAgain}>
              {t('outcome.nextPerson')}
            </Button>
          </>
        }
      >
        <Notice kind="success">
          <p>{t('outcome.notedHelp')}</p>
        </Notice>
        <Notice kind="warning">
          <p>{t('outcome.signOut')}</p>
        </Notice>
      </Screen>
    )

  return (
    <Screen
      title={t('outcome.title')}
      eyebrow={t(`need.${need}`)}
      onBack={ways.onBack}
      actions={
        <Button kind="primary" isBusy={state === 'busy'} onClick={() => void keep()}>
          {t('outcome.keep')}
        </Button>
      }
    >
      <p>{t('outcome.lead')}</p>
      <Choices
        label={t('outcome.what')}
        error={missed(outcome === undefined)}
        options={assistanceOutcomes.map((value) => ({ value, label: t(`outcome.is.${value}`) }))}
        value={outcome}
        onChange={(value) => setOutcome(assistanceOutcomes.find((each) => each === value))}
      />
      {outcome === 'not-done' ? (
        <Choices
          label={t('outcome.why')}
          error={missed(isReasonMissing)}
          options={hindrances.map((value) => ({ value, label: t(`reason.${value}`) }))}
          value={reason}
          onChange={(value) => setReason(hindrances.find((each) => each === value))}
        />
      ) : null}
      <Choices
        label={t('outcome.next')}
        error={missed(next === undefined)}
        options={nextSteps.map((value) => ({ value, label: t(`next.${value}`) }))}
        value={next}
        onChange={(value) => setNext(nextSteps.find((each) => each === value))}
      />
      {villages.length === 0 ? null : (
        <div className={styles.part}>
          <Select
            label={t('outcome.village')}
            help={t('outcome.villageHelp')}
            placeholder={t('outcome.noVillage')}
            options={villages.map(({ code, name }) => ({ value: code, label: name }))}
            value={village}
            onChange={setVillage}
          />
        </div>
      )}
      {state === 'failed' ? (
        <Notice kind="error" title={t('outcome.failed')} isLive>
          <p>{t('outcome.failedHelp')}</p>
        </Notice>
      ) : null}
    </Screen>
  )
}
