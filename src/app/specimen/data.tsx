import { useTranslation } from 'react-i18next'
import { AmountInWords } from '../ui/amount-in-words/amount-in-words.tsx'
import { Badge } from '../ui/badge/badge.tsx'
import { Bar } from '../ui/bar/bar.tsx'
import { Fact, Facts } from '../ui/facts/facts.tsx'
import { type Column, Table } from '../ui/table/table.tsx'
import { Section } from './section.tsx'
import styles from './specimen.module.css'

interface Row {
  readonly who: string
  readonly what: string
  readonly when: string
}

/** Invented people. */
const applicant = 'H’Hen Niê'
const rows: readonly Row[] = [
  { who: 'Thào Mí Say', what: '1.001193', when: '25/11/2026' },
  { who: 'Tẩn Lở Mẩy', what: '1.000894', when: '30/11/2026' },
]

/** What is read and not answered. */
export function Data() {
  const { t } = useTranslation('specimen')
  const columns: readonly Column<Row>[] = (['who', 'what', 'when'] as const).map((id) => ({
    id,
    title: t(`data.${id}`),
    cell: (row) => row[id],
  }))
  return (
    <Section title={t('data.title')}>
      <div className={styles.row}>
        <Badge>{t('data.neutral')}</Badge>
        <Badge kind="success">{t('data.good')}</Badge>
        <Badge kind="warning">{t('data.soon')}</Badge>
        <Badge kind="error">{t('data.late')}</Badge>
      </div>
      <Facts>
        <Fact name={t('data.fact')}>{applicant}</Fact>
        <Fact name={t('data.factDoubt')} isDoubtful>
          010190000123
          <span>{t('data.factWhy')}</span>
        </Fact>
        <Fact name={t('data.fee')}>
          8.000 đ
          <AmountInWords vnd={8000} />
        </Fact>
      </Facts>
      <div>
        <p>{t('data.share')}</p>
        <Bar share={0.8} />
      </div>
      <div>
        <p>{t('data.part')}</p>
        <Bar share={0.2} knownShare={0.4} />
      </div>
      <Table
        caption={t('data.table')}
        columns={columns}
        rows={rows}
        keyOf={({ who }) => who}
        lead={{
          title: t('data.select'),
          cell: ({ who }) => <input type="checkbox" className={styles.tick} aria-label={who} />,
        }}
      />
    </Section>
  )
}
