import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeskTicket, QueuePanel } from '../../../contract/visitor-queue.ts'
import { contentLanguage } from '../../i18n.ts'
import { Button } from '../../ui/button/button.tsx'
import { Dialog } from '../../ui/dialog/dialog.tsx'
import { Select } from '../../ui/select/select.tsx'

interface TransferDialogProps {
  readonly ticket: DeskTicket
  readonly panel: QueuePanel
  readonly isOpen: boolean
  readonly onClose: () => void
  /** @param counter id, null for whichever is free first. */
  readonly onTransfer: (group: string, counter: string | null) => void
}

/** To other work, and if one likes to one counter for it. */
export function TransferDialog({ ticket, panel, isOpen, onClose, onTransfer }: TransferDialogProps) {
  const { t, i18n } = useTranslation('visitor-queue')
  const language = contentLanguage(i18n.language)
  const [group, setGroup] = useState(ticket.letter)
  const [counter, setCounter] = useState('')
  const counters = panel.counters.filter(
    ({ id, groups }) => id !== panel.ownCounter && groups.includes(group),
  )
  return (
    <Dialog
      title={t('transfer.title', { number: ticket.number })}
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('action.cancel', { ns: 'common' })}</Button>
          <Button
            kind="primary"
            aria-disabled={group === ''}
            onClick={() => {
              if (group === '') return
              onTransfer(group, counters.some(({ id }) => id === counter) ? counter : null)
            }}
          >
            {t('transfer.confirm')}
          </Button>
        </>
      }
    >
      <p>{t('transfer.body')}</p>
      <Select
        label={t('transfer.group')}
        placeholder={t('transfer.choose')}
        options={panel.setting.groups.map(({ letter, name }) => ({
          value: letter,
          label: `${letter} · ${name[language]}`,
        }))}
        value={group}
        onChange={setGroup}
      />
      <Select
        label={t('transfer.counter')}
        placeholder={t('transfer.any')}
        options={counters.map(({ id, name }) => ({ value: id, label: name }))}
        value={counter}
        onChange={setCounter}
      />
    </Dialog>
  )
}
