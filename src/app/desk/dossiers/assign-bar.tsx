import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Busy } from '../../ui/busy/busy.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Select } from '../../ui/select/select.tsx'
import { listOfficers } from '../desk-client.ts'
import { ProblemNotice } from '../problem-notice.tsx'
import { usePolled } from '../use-polled.ts'
import styles from './assign-bar.module.css'

interface AssignBarProps {
  readonly count: number
  readonly isBusy: boolean
  readonly onGive: (officer: string, name: string) => void
  readonly onNone: () => void
}

/** Whom what is ticked goes to. */
export function AssignBar({ count, isBusy, onGive, onNone }: AssignBarProps) {
  const { t } = useTranslation(['desk', 'workflow'])
  const [officer, setOfficer] = useState('')
  const [isMissing, setIsMissing] = useState(false)
  const { value, problem, refresh } = usePolled(listOfficers)
  if (value === null)
    return problem === null ? (
      <Busy />
    ) : (
      <ProblemNotice
        problem={problem}
        title={t('workflow:field.officersFailed')}
        onRetry={() => void refresh()}
      />
    )
  const name = value.officers.find(({ username }) => username === officer)?.name
  return (
    <form
      className={styles.bar}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (isBusy) return
        setIsMissing(name === undefined)
        if (name === undefined) event.currentTarget.querySelector('select')?.focus()
        else onGive(officer, name)
      }}
    >
      <p className={styles.count} role="status">
        {t('desk:dossiers.assign.chosen', { count })}
      </p>
      <div className={styles.officer}>
        <Select
          label={t('desk:dossiers.assign.officer')}
          placeholder={t('workflow:field.officerChoose')}
          error={isMissing ? t('workflow:mistake.officer-missing') : undefined}
          value={officer}
          onChange={(chosen) => {
            setOfficer(chosen)
            setIsMissing(false)
          }}
          options={value.officers.map((person) => ({
            value: person.username,
            label: t('workflow:field.officerOption', { name: person.name, count: person.open }),
          }))}
        />
      </div>
      <div className={styles.buttons}>
        <Button kind="quiet" onClick={onNone}>
          {t('desk:dossiers.assign.none')}
        </Button>
        <Button kind="primary" type="submit" isBusy={isBusy}>
          {t('desk:dossiers.assign.submit', { count })}
        </Button>
      </div>
    </form>
  )
}
