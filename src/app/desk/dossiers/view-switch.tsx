import { useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeskCounts, ListView } from '../../../contract/desk-lists.ts'
import { may, type StaffRole } from '../../../domain/people/permissions.ts'
import { useInView } from '../use-in-view.ts'
import styles from './view-switch.module.css'

interface ViewSwitchProps {
  readonly role: StaffRole
  readonly value: ListView
  readonly counts: DeskCounts | null
  readonly onChange: (value: ListView) => void
}

const countOf: Partial<Record<ListView, keyof DeskCounts>> = {
  new: 'fresh',
  supplemented: 'supplemented',
  late: 'late',
  'step-late': 'stepLate',
  'due-today': 'dueToday',
  'due-soon': 'dueSoon',
  open: 'open',
  'to-hand-over': 'toHandOver',
}

/** In the order of a day's work. */
function viewsFor(role: StaffRole): readonly ListView[] {
  return [
    'new',
    'supplemented',
    'late',
    'step-late',
    'due-today',
    'due-soon',
    ...(may(role, 'process-dossier') ? (['mine'] as const) : []),
    ...(may(role, 'assign-dossier') ? (['unassigned'] as const) : []),
    'open',
    'awaiting-citizen',
    'to-hand-over',
    'closed',
    'all',
  ]
}

/** What the list shows; the numbers say where something waits before one looks. */
export function ViewSwitch({ role, value, counts, onChange }: ViewSwitchProps) {
  const { t } = useTranslation('desk')
  const name = useId()
  const strip = useRef<HTMLFieldSetElement>(null)
  useInView(strip, 'label:has(:checked)', value)
  return (
    <fieldset ref={strip} className={styles.views}>
      <legend className="visually-hidden">{t('dossiers.view.label')}</legend>
      {viewsFor(role).map((view) => {
        const key = countOf[view]
        const count = key === undefined ? 0 : (counts?.[key] ?? 0)
        return (
          <label key={view} className={styles.view} data-urgent={view === 'late' && count > 0}>
            <input
              type="radio"
              name={name}
              className="visually-hidden"
              checked={view === value}
              onChange={() => onChange(view)}
            />
            <span>{t(`dossiers.view.${view}`)}</span>
            {count === 0 ? null : <strong className={styles.count}>{count}</strong>}
          </label>
        )
      })}
    </fieldset>
  )
}
