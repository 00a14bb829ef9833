import { useCallback, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DossierDetail, StaffSession } from '../../../contract/desk.ts'
import { currentFees, type FeeRow, type FeeState } from '../../../domain/fee/fee-rows.ts'
import { formatMoney } from '../../../domain/form/money.ts'
import { may } from '../../../domain/people/permissions.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Disclosure } from '../../ui/disclosure/disclosure.tsx'
import { readFees } from '../desk-client.ts'
import { Moment } from '../moment.tsx'
import { ProblemNotice } from '../problem-notice.tsx'
import { usePolled } from '../use-polled.ts'
import { FeeDialog, type FeeTask } from './fee-dialog.tsx'
import styles from './fees.module.css'
import { signedMoney } from './signed-money.ts'

interface DossierFeesProps {
  readonly dossier: DossierDetail
  readonly staff: StaffSession
  /** The dossier may have gone on with the payment. */
  readonly onChanged: () => void
}

/** What the dossier costs, how it was paid, and what the person who is signed in may do about it. */
export function DossierFees({ dossier, staff, onChanged }: DossierFeesProps) {
  const { t } = useTranslation('fees')
  const headingId = useId()
  const { id } = dossier.summary
  const read = useCallback(() => readFees(id), [id])
  const { value: fees, problem, refresh } = usePolled(read)
  /** Opened on the fees as they were then: another's change in between is told, not overwritten. */
  const [opened, setOpened] = useState<{
    readonly task: FeeTask
    readonly fees: NonNullable<typeof fees>
  } | null>(null)
  const isOurs = dossier.unit === staff.unit.code
  const canCollect = isOurs && may(staff.role, 'collect-fee')
  const canWaive = isOurs && may(staff.role, 'waive-fee')
  const open = (task: FeeTask) => {
    if (fees !== null) setOpened({ task, fees })
  }
  const settle = () => {
    setOpened(null)
    void refresh()
    onChanged()
  }
  return (
    <section className={styles.section} aria-labelledby={headingId}>
      <h2 id={headingId}>{t('title')}</h2>
      {problem === null ? null : <ProblemNotice problem={problem} onRetry={() => void refresh()} />}
      {fees !== null && fees.rows.length === 0 ? <p>{t('none')}</p> : null}
      <ul className={styles.fees}>
        {currentFees(fees?.rows ?? []).map((row) => (
          <li key={row.fee} className={styles.fee}>
            <FeeLine row={row} names={dossier.names.people} />
            <div className={styles.actions}>
              {canCollect && row.state === 'due' ? (
                <>
                  <Button onClick={() => open({ type: 'cash', row })}>{t('task.cash.open')}</Button>
                  <Button onClick={() => open({ type: 'transfer', row })}>{t('task.transfer.open')}</Button>
                </>
              ) : null}
              {canWaive && row.state === 'due' ? (
                <Button onClick={() => open({ type: 'waive', row })}>{t('task.waive.open')}</Button>
              ) : null}
              {canCollect ? (
                <Button kind="quiet" onClick={() => open({ type: 'correct', row })}>
                  {t('task.correct.open')}
                </Button>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
      {canCollect && fees !== null ? (
        <div>
          <Button onClick={() => open({ type: 'set' })}>{t('task.set.open')}</Button>
        </div>
      ) : null}
      {fees !== null && fees.rows.length > 1 ? (
        <Disclosure summary={t('history')}>
          <ol className={styles.history}>
            {fees.rows.map((row) => (
              <li key={row.number}>
                <Moment at={row.at} /> · <span lang="vi">{dossier.names.people[row.by] ?? row.by}</span>:{' '}
                {t(`state.${row.state}`)} {t('vnd', { amount: signedMoney(row.amountVnd) })}
                {row.reason === null ? null : <span lang="vi"> – {row.reason}</span>}
              </li>
            ))}
          </ol>
        </Disclosure>
      ) : null}
      {opened === null ? null : (
        <FeeDialog
          task={opened.task}
          dossier={id}
          fees={opened.fees}
          onClose={() => {
            setOpened(null)
            void refresh()
          }}
          onDone={settle}
        />
      )}
    </section>
  )
}

const badges = {
  due: 'warning',
  paid: 'success',
  waived: 'neutral',
  reversed: 'neutral',
} as const satisfies Record<FeeState, string>

function FeeLine({ row, names }: { readonly row: FeeRow; readonly names: Readonly<Record<string, string>> }) {
  const { t } = useTranslation('fees')
  const { t: guide } = useTranslation('guide')
  return (
    <div className={styles.line}>
      <p>
        {t(`kind.${row.kind}`)}: <strong>{t('vnd', { amount: formatMoney(row.amountVnd) })}</strong>{' '}
        <Badge kind={badges[row.state]}>{t(`state.${row.state}`)}</Badge>
      </p>
      {row.way === null ? null : (
        <p>
          {t(`way.${row.way}`)}
          {row.receiptNumber === null ? '' : ` · ${row.receiptNumber}`}
        </p>
      )}
      {row.exemption === null ? null : (
        <p>
          {guide(`ground.${row.exemption}`)}
          {row.exemptionSource === null ? null : <span lang="vi"> · {row.exemptionSource}</span>}
          {' · '}
          {row.exemptionCheckedBy === null
            ? t('exemption.unchecked')
            : t('exemption.checkedBy', { name: names[row.exemptionCheckedBy] ?? row.exemptionCheckedBy })}
        </p>
      )}
      {row.rule === null && row.fullVnd > 0 ? <p className={styles.small}>{t('typed')}</p> : null}
      {row.rule === null ? null : (
        <p className={styles.small} lang="vi">
          {row.rule}
        </p>
      )}
    </div>
  )
}
