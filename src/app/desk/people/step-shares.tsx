import { type FormEvent, useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StepSharesSetting } from '../../../contract/step-shares.ts'
import { areStepShares, processingSteps, type StepShares } from '../../../domain/dossier/step-dues.ts'
import { formatPartialDate } from '../../../domain/time/partial-date.ts'
import { Button } from '../../ui/button/button.tsx'
import { Dialog } from '../../ui/dialog/dialog.tsx'
import { TextInput } from '../../ui/field/field.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { type Column, Table } from '../../ui/table/table.tsx'
import { ProblemNotice } from '../problem-notice.tsx'
import { usePolled } from '../use-polled.ts'
import styles from './people.module.css'
import { readStepShares, setStepShares } from './people-client.ts'
import { usePeopleProblem } from './use-people-problem.ts'

interface Row {
  /** Null for the standard split. */
  readonly from: string | null
  readonly shares: StepShares
  readonly setBy: string | null
}

/** How the unit shares a time limit among the steps, by the day it holds from. */
export function StepSharesSection() {
  const { t } = useTranslation('people')
  const read = useCallback(() => readStepShares(), [])
  const { value, problem, refresh } = usePolled(read)
  const [isOpen, setIsOpen] = useState(false)
  const rows: readonly Row[] =
    value === null ? [] : [...value.own, { from: null, shares: value.standard, setBy: null }]
  const columns: readonly Column<Row>[] = [
    {
      id: 'from',
      title: t('shares.column.from'),
      cell: ({ from }) => (from === null ? t('shares.standard') : formatPartialDate(from)),
    },
    ...processingSteps.map(
      (step): Column<Row> => ({
        id: step,
        title: t(`shares.step.${step}`),
        cell: ({ shares }) => `${shares[step]}%`,
      }),
    ),
    { id: 'by', title: t('shares.column.by'), cell: ({ setBy }) => setBy ?? '–' },
  ]
  return (
    <section className={styles.section} aria-labelledby="step-shares">
      <h2 id="step-shares">{t('shares.title')}</h2>
      <p>{t('shares.intro')}</p>
      {problem === null ? null : <ProblemNotice problem={problem} onRetry={() => void refresh()} />}
      {value === null ? null : (
        <>
          <Table
            caption={t('shares.title')}
            columns={columns}
            rows={rows}
            keyOf={({ from }) => from ?? 'standard'}
          />
          <div>
            <Button onClick={() => setIsOpen(true)}>{t('shares.change')}</Button>
          </div>
        </>
      )}
      {value === null || !isOpen ? null : (
        <SharesDialog
          setting={value}
          onClose={() => setIsOpen(false)}
          onSaved={async () => {
            await refresh()
            setIsOpen(false)
          }}
        />
      )}
    </section>
  )
}

interface SharesDialogProps {
  readonly setting: StepSharesSetting
  readonly onClose: () => void
  readonly onSaved: () => Promise<void>
}

function SharesDialog({ setting, onClose, onSaved }: SharesDialogProps) {
  const { t } = useTranslation('people')
  const peopleProblem = usePeopleProblem()
  const [from, setFrom] = useState(setting.today)
  const [typed, setTyped] = useState<Readonly<Record<keyof StepShares, string>>>({
    reception: String(setting.current.reception),
    processing: String(setting.current.processing),
    signature: String(setting.current.signature),
    result: String(setting.current.result),
  })
  const [isChecked, setIsChecked] = useState(false)
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const number = (text: string) => (/^\d{1,3}$/.test(text.trim()) ? Number(text) : Number.NaN)
  const shares: StepShares = {
    reception: number(typed.reception),
    processing: number(typed.processing),
    signature: number(typed.signature),
    result: number(typed.result),
  }
  const sum = processingSteps.reduce((total, step) => total + (shares[step] || 0), 0)
  const isFit = areStepShares(shares)
  const isFromFit = from >= setting.today

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault()
    setIsChecked(true)
    setFailure(null)
    if (isBusy || !isFit || !isFromFit) return
    setIsBusy(true)
    const answer = await setStepShares({ from, shares })
    if (answer.ok) return onSaved()
    setIsBusy(false)
    setFailure(peopleProblem(answer))
  }

  return (
    <Dialog
      title={t('shares.change')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('action.cancel', { ns: 'common' })}</Button>
          <Button kind="primary" type="submit" form="step-shares-form" isBusy={isBusy}>
            {t('person.save')}
          </Button>
        </>
      }
    >
      <form id="step-shares-form" className={styles.form} onSubmit={(event) => void save(event)} noValidate>
        {processingSteps.map((step) => (
          <TextInput
            key={step}
            label={t('shares.percent', { step: t(`shares.step.${step}`) })}
            name={`share-${step}`}
            inputMode="numeric"
            maxLength={3}
            value={typed[step]}
            onChange={(event) => setTyped({ ...typed, [step]: event.target.value })}
          />
        ))}
        <TextInput
          label={t('shares.from')}
          name="share-from"
          type="date"
          min={setting.today}
          value={from}
          onChange={(event) => setFrom(event.target.value)}
          error={isChecked && !isFromFit ? t('shares.fromMissing') : undefined}
        />
        {isChecked && !isFit ? <Notice kind="error" title={t('shares.sum', { sum })} isLive /> : null}
        {failure === null ? null : <Notice kind="error" title={failure} isLive />}
      </form>
    </Dialog>
  )
}
