import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeskUnit } from '../../../contract/people.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Checkbox } from '../../ui/checkbox/checkbox.tsx'
import { Dialog } from '../../ui/dialog/dialog.tsx'
import { TextInput } from '../../ui/field/field.tsx'
import { Icon } from '../../ui/icon/icon.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { type Column, Table } from '../../ui/table/table.tsx'
import styles from './people.module.css'
import { addTeam, changeUnit } from './people-client.ts'
import { usePeopleProblem } from './use-people-problem.ts'

interface UnitsProps {
  readonly units: readonly DeskUnit[]
  /** Reads the list again. */
  readonly onChanged: () => Promise<void>
}

/** The unit and its teams: names, and whether everybody there signs in with a second factor. */
export function Units({ units, onChanged }: UnitsProps) {
  const { t } = useTranslation('people')
  const [editing, setEditing] = useState<DeskUnit | 'new' | null>(null)
  const columns: readonly Column<DeskUnit>[] = [
    { id: 'name', title: t('units.column.name'), cell: ({ name }) => <span lang="vi">{name}</span> },
    { id: 'kind', title: t('units.column.kind'), cell: ({ kind }) => t(`units.kind.${kind}`) },
    {
      id: 'factor',
      title: t('units.column.secondFactor'),
      cell: ({ demandsSecondFactor }) =>
        demandsSecondFactor ? <Badge kind="success">{t('units.demanded')}</Badge> : t('units.optional'),
    },
    {
      id: 'edit',
      title: t('units.column.edit'),
      cell: (unit) => (
        <Button onClick={() => setEditing(unit)}>
          {t('action.edit', { ns: 'common' })}
          <span className="visually-hidden"> {unit.name}</span>
        </Button>
      ),
    },
  ]
  return (
    <section className={styles.section} aria-labelledby="units">
      <h2 id="units">{t('units.title')}</h2>
      <Table caption={t('units.title')} columns={columns} rows={units} keyOf={({ code }) => code} />
      {units[0]?.kind === 'commune' ? (
        <div>
          <Button icon={<Icon name="add" />} onClick={() => setEditing('new')}>
            {t('units.add')}
          </Button>
        </div>
      ) : null}
      {editing === null ? null : (
        <UnitDialog
          unit={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
          onSaved={async () => {
            await onChanged()
            setEditing(null)
          }}
        />
      )}
    </section>
  )
}

interface UnitDialogProps {
  /** Null for a new team. */
  readonly unit: DeskUnit | null
  readonly onClose: () => void
  readonly onSaved: () => Promise<void>
}

function UnitDialog({ unit, onClose, onSaved }: UnitDialogProps) {
  const { t } = useTranslation('people')
  const peopleProblem = usePeopleProblem()
  const [name, setName] = useState(unit?.name ?? '')
  const [isDemanded, setIsDemanded] = useState(unit?.demandsSecondFactor ?? false)
  const [isChecked, setIsChecked] = useState(false)
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault()
    setIsChecked(true)
    setFailure(null)
    if (isBusy || name.trim() === '') return
    setIsBusy(true)
    const answer =
      unit === null
        ? await addTeam(name)
        : await changeUnit(unit.code, { name, demandsSecondFactor: isDemanded })
    if (answer.ok) return onSaved()
    setIsBusy(false)
    setFailure(peopleProblem(answer))
  }

  return (
    <Dialog
      title={unit === null ? t('units.newTitle') : t('units.editTitle')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('action.cancel', { ns: 'common' })}</Button>
          <Button kind="primary" type="submit" form="unit" isBusy={isBusy}>
            {unit === null ? t('units.add') : t('person.save')}
          </Button>
        </>
      }
    >
      <form id="unit" className={styles.form} onSubmit={(event) => void save(event)} noValidate>
        <TextInput
          label={t('units.column.name')}
          name="unit-name"
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={isChecked && name.trim() === '' ? t('units.nameMissing') : undefined}
        />
        {unit === null ? null : (
          <Checkbox label={t('units.demand')} isChecked={isDemanded} onChange={setIsDemanded} />
        )}
        {failure === null ? null : <Notice kind="error" title={failure} isLive />}
      </form>
    </Dialog>
  )
}
