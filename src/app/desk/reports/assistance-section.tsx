import { useTranslation } from 'react-i18next'
import type { AssistanceReport } from '../../../contract/assistance.ts'
import { Table } from '../../ui/table/table.tsx'
import styles from './screen.module.css'

/** People helped with their accounts: by village, month, need, and why it could not be done. */
export function AssistanceSection({ assistance }: { readonly assistance: AssistanceReport }) {
  const { t } = useTranslation(['reports', 'assistance'])
  const people = { id: 'people', title: t('helped.people') }
  const done = { id: 'done', title: t('helped.done') }
  const { byVillage, byMonth, byNeed, byReason } = assistance
  return (
    <section className={styles.section}>
      <h2>{t('section.accounts')}</h2>
      {assistance.people === 0 ? (
        <p>
          <strong>{t('noData')}.</strong> {t('accounts')}
        </p>
      ) : (
        <>
          <p>
            {t('helped.whole', {
              people: assistance.people,
              done: assistance.done,
              prepared: assistance.prepared,
            })}
          </p>
          <Table
            caption={t('helped.byVillage')}
            columns={[
              {
                id: 'village',
                title: t('helped.village'),
                cell: ({ village }) =>
                  village === null ? t('helped.noVillage') : <span lang="vi">{village.name}</span>,
              },
              { ...people, cell: (row) => row.people },
              { ...done, cell: (row) => row.done },
            ]}
            rows={byVillage}
            keyOf={({ village }) => village?.code ?? ''}
          />
          <Table
            caption={t('helped.byMonth')}
            columns={[
              {
                id: 'month',
                title: t('helped.month'),
                cell: ({ month }) => `${month.slice(5)}/${month.slice(0, 4)}`,
              },
              { ...people, cell: (row) => row.people },
              { ...done, cell: (row) => row.done },
            ]}
            rows={byMonth}
            keyOf={({ month }) => month}
          />
          <Table
            caption={t('helped.byNeed')}
            columns={[
              { id: 'need', title: t('helped.need'), cell: ({ need }) => t(`assistance:need.${need}`) },
              { ...people, cell: (row) => row.people },
              { ...done, cell: (row) => row.done },
            ]}
            rows={byNeed}
            keyOf={({ need }) => need}
          />
          {byReason.length === 0 ? null : (
            <Table
              caption={t('helped.byReason')}
              columns={[
                {
                  id: 'reason',
                  title: t('helped.reason'),
                  cell: ({ reason }) => t(`assistance:reason.${reason}`),
                },
                { ...people, cell: (row) => row.people },
              ]}
              rows={byReason}
              keyOf={({ reason }) => reason}
            />
          )}
        </>
      )}
    </section>
  )
}
