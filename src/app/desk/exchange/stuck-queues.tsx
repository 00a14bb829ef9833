import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExchangeLookUp, ExchangeProblem, ExchangeQueueView } from '../../../contract/exchange.ts'
import { Button } from '../../ui/button/button.tsx'
import { TextInput } from '../../ui/field/field.tsx'
import { Link } from '../../ui/link/link.tsx'
import { type Column, Table } from '../../ui/table/table.tsx'
import { Moment } from '../moment.tsx'
import panel from '../panel.module.css'
import styles from './exchange.module.css'
import { giveFieldCode, lookUp, sendAgain } from './exchange-client.ts'
import type { Run } from './run.ts'

interface StuckQueuesProps {
  readonly kind: 'held' | 'refused'
  readonly queues: readonly ExchangeQueueView[]
  readonly isBusy: boolean
  /** Codes of fields that the catalogue does not know may be given here. */
  readonly mayGiveCodes: boolean
  readonly run: Run
}

/** What does not reach the portal, why, and the way to try again. */
export function StuckQueues({ kind, queues, isBusy, mayGiveCodes, run }: StuckQueuesProps) {
  const { t } = useTranslation('exchange')
  if (queues.length === 0) return null
  const lookedUp = ({ outcome, portalState }: ExchangeLookUp) =>
    portalState === null ? t(`lookUp.${outcome}`) : t('lookUp.state', { state: portalState })
  const columns: readonly Column<ExchangeQueueView>[] = [
    { id: 'dossier', title: t('column.dossier'), cell: (queue) => <DossierName queue={queue} /> },
    { id: 'why', title: t(`${kind}.why`), cell: ({ problem }) => <Why problem={problem} /> },
    { id: 'since', title: t('column.since'), cell: ({ changedAt }) => <Moment at={changedAt} isShort /> },
    {
      id: 'again',
      title: t('column.again'),
      cell: ({ id, officialNumber, receiptCode }) => (
        <span className={styles.buttons}>
          <Button
            isBusy={isBusy}
            onClick={() =>
              void run(
                () => sendAgain(id),
                () => t('again.done'),
              )
            }
          >
            {t('again.button')}
            <span className="visually-hidden"> {officialNumber ?? id}</span>
          </Button>
          {receiptCode === null ? null : (
            <Button isBusy={isBusy} onClick={() => void run(() => lookUp(id), lookedUp)}>
              {t('lookUp.button')}
              <span className="visually-hidden"> {officialNumber ?? id}</span>
            </Button>
          )}
        </span>
      ),
    },
  ]
  const fields = mayGiveCodes ? fieldsWithoutCode(queues) : []
  return (
    <section className={panel.panel}>
      <h2>{t(`${kind}.title`)}</h2>
      <p>{t(`${kind}.help`)}</p>
      <Table caption={t(`${kind}.title`)} columns={columns} rows={queues} keyOf={({ id }) => id} />
      {fields.map((field) => (
        <FieldCode key={field} field={field} isBusy={isBusy} run={run} />
      ))}
    </section>
  )
}

function DossierName({ queue }: { readonly queue: ExchangeQueueView }) {
  const { t } = useTranslation('exchange')
  if (queue.receiptCode === null) return t('rating', { month: queue.id.slice(-7) })
  return (
    <>
      <Link to={`/can-bo/ho-so/${queue.id}`}>{queue.officialNumber ?? queue.receiptCode}</Link>
      <p lang="vi">{queue.applicantName}</p>
    </>
  )
}

function Why({ problem }: { readonly problem: ExchangeProblem | null }) {
  const { t } = useTranslation('exchange')
  if (problem === null) return null
  if (problem.kind === 'missing')
    return (
      <ul className={styles.fields}>
        {problem.fields.map((field) => (
          <li key={field}>
            {t(`field.${knownField(field)}`)} <span className={styles.code}>{field}</span>
          </li>
        ))}
      </ul>
    )
  if (problem.kind === 'content-removed') return t('contentRemoved')
  return (
    <>
      <span lang="vi">{problem.text}</span>
      {problem.kind === 'refused' ? (
        <span className={styles.code}> {t('answerCode', { code: problem.code })}</span>
      ) : null}
    </>
  )
}

const named = [
  'madonvi',
  'MaHoSo',
  'MaTTHC',
  'TenTTHC',
  'MaLinhVuc',
  'TenLinhVuc',
  'LoaiDoiTuong',
  'NgayNopHoSo',
  'NgayTiepNhan',
  'TrangThaiHoSo',
  'HinhThuc',
  'DonViXuLy',
  'TongSoNguoiDanhGia',
] as const

function knownField(field: string): (typeof named)[number] | 'other' {
  return named.find((each) => each === field) ?? 'other'
}

function fieldsWithoutCode(queues: readonly ExchangeQueueView[]): readonly string[] {
  const fields = queues.flatMap(({ field, problem }) =>
    field !== null && problem?.kind === 'missing' && problem.fields.includes('MaLinhVuc') ? [field] : [],
  )
  return [...new Set(fields)]
}

interface FieldCodeProps {
  readonly field: string
  readonly isBusy: boolean
  readonly run: Run
}

function FieldCode({ field, isBusy, run }: FieldCodeProps) {
  const { t } = useTranslation('exchange')
  const [code, setCode] = useState('')
  return (
    <form
      className={styles.line}
      onSubmit={(event) => {
        event.preventDefault()
        if (code.trim() !== '')
          void run(
            () => giveFieldCode(field, code.trim()),
            () => t('fieldCode.done'),
          )
      }}
    >
      <TextInput
        label={t('fieldCode.label', { field })}
        help={t('fieldCode.help')}
        name="field-code"
        maxLength={40}
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <div>
        <Button type="submit" isBusy={isBusy}>
          {t('fieldCode.save')}
        </Button>
      </div>
    </form>
  )
}
