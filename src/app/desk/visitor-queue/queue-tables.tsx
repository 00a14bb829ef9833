import { useTranslation } from 'react-i18next'
import type { DeskTicket, QueueCounter, QueuePanel } from '../../../contract/visitor-queue.ts'
import { contentLanguage } from '../../i18n.ts'
import { Button } from '../../ui/button/button.tsx'
import { type Column, Table } from '../../ui/table/table.tsx'
import type { Answer } from '../desk-client.ts'
import { actOnTicket } from './desk-queue-client.ts'

interface WaitingTableProps {
  readonly caption: string
  readonly tickets: readonly DeskTicket[]
  readonly panel: QueuePanel
  readonly isBusy: boolean
  readonly run: (work: () => Promise<Answer<unknown>>) => Promise<boolean>
}

/** Who waits, first who is called next; a free counter may call any of them. */
export function WaitingTable({ caption, tickets, panel, isBusy, run }: WaitingTableProps) {
  const { t, i18n } = useTranslation('visitor-queue')
  const language = contentLanguage(i18n.language)
  const mayCall = panel.ownCounter !== null && panel.current === null
  const nameOf = (id: string | null) => panel.counters.find((counter) => counter.id === id)?.name
  const call: Column<DeskTicket> = {
    id: 'call',
    title: t('list.action'),
    cell: ({ id, number, revision }) => (
      <Button isBusy={isBusy} onClick={() => void run(() => actOnTicket(id, { type: 'call', revision }))}>
        {t('list.call', { number })}
      </Button>
    ),
  }
  const columns: readonly Column<DeskTicket>[] = [
    { id: 'number', title: t('list.number'), cell: ({ number }) => <strong>{number}</strong> },
    {
      id: 'group',
      title: t('list.group'),
      cell: ({ letter, state, counter }) => {
        const name = panel.setting.groups.find((group) => group.letter === letter)?.name[language] ?? letter
        const only = state === 'waiting' ? nameOf(counter) : undefined
        return only === undefined ? name : `${name} · ${t('list.forCounter', { name: only })}`
      },
    },
    {
      id: 'lane',
      title: t('list.lane'),
      cell: ({ priority, bookedFor }) =>
        priority !== null
          ? t(`reason.${priority}`)
          : bookedFor !== null
            ? t('list.bookedFor', { time: bookedFor })
            : t('list.regular'),
    },
    {
      id: 'since',
      title: t('list.since'),
      cell: ({ takenAt }) =>
        t('list.minutes', { count: Math.max(0, Math.round((Date.now() - Date.parse(takenAt)) / 60_000)) }),
    },
    ...(mayCall ? [call] : []),
  ]
  return <Table caption={caption} columns={columns} rows={tickets} keyOf={({ id }) => id} />
}

export function CounterTable({ counters }: { readonly counters: readonly QueueCounter[] }) {
  const { t } = useTranslation('visitor-queue')
  const columns: readonly Column<QueueCounter>[] = [
    { id: 'counter', title: t('list.counter'), cell: ({ name }) => <span lang="vi">{name}</span> },
    {
      id: 'officer',
      title: t('list.officer'),
      cell: ({ officer }) => (officer === null ? t('counter.free') : <span lang="vi">{officer.name}</span>),
    },
    { id: 'now', title: t('list.now'), cell: ({ number }) => number ?? t('counter.nobody') },
  ]
  return <Table caption={t('list.counters')} columns={columns} rows={counters} keyOf={({ id }) => id} />
}
