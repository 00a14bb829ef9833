import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CarriedRow } from '../../../../device/database.ts'
import { Badge } from '../../../ui/badge/badge.tsx'
import { Button } from '../../../ui/button/button.tsx'
import { moment } from '../../receipt/moment.ts'
import styles from './carried-list.module.css'
import { useCarried } from './use-carried.ts'

const pageSize = 20

/** What this device carries for others, without anything personal: it could not even read it. */
export function CarriedList() {
  const { t } = useTranslation('carried')
  const [shown, setShown] = useState(pageSize)
  const list = useCarried(shown)
  if (list === undefined || list.total === 0) return null
  return (
    <section className={styles.list} aria-labelledby="carried-list">
      <h3 id="carried-list">{t('list.title', { count: list.total })}</h3>
      <p>{t('list.counts', { waiting: list.waiting, answered: list.answered })}</p>
      {list.answered === 0 ? null : <p>{t('list.takeHome')}</p>}
      <ul className={styles.rows}>
        {list.rows.map((row) => (
          <li key={row.id} className={styles.row}>
            <span className={styles.code}>{row.receiptCode}</span>
            <span className={styles.small}>{t('list.imported', moment(row.importedAt))}</span>
            <State row={row} />
          </li>
        ))}
      </ul>
      {list.total <= shown ? null : (
        <Button onClick={() => setShown((count) => count + pageSize)}>
          {t('list.more', { count: Math.min(pageSize, list.total - shown) })}
        </Button>
      )}
    </section>
  )
}

function State({ row: { answer } }: { readonly row: CarriedRow }) {
  const { t } = useTranslation('carried')
  if (answer === null) return <Badge>{t('list.state.waiting')}</Badge>
  return answer.outcome === 'rejected' ? (
    <Badge kind="error">{t('list.state.rejected')}</Badge>
  ) : (
    <Badge kind="success">{t('list.state.arrived')}</Badge>
  )
}
