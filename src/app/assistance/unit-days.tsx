import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { UnitDay } from '../../contract/unit-days.ts'
import { formatPartialDate } from '../../domain/time/partial-date.ts'
import styles from './assistance.module.css'

interface UnitDaysProps {
  readonly days: readonly UnitDay[]
  /** What can be done with a day. */
  readonly action?: (day: UnitDay) => ReactNode
}

/** Days that the unit tells of, soonest first. */
export function UnitDays({ days, action }: UnitDaysProps) {
  const { t } = useTranslation('assistance')
  if (days.length === 0) return <p>{t('days.none')}</p>
  return (
    <ul className={styles.days}>
      {days.map((day) => (
        <li key={day.id} className={styles.day}>
          <strong>
            {t('days.when', { day: formatPartialDate(day.day), from: day.from, until: day.until })}
          </strong>
          <p>{t(`days.kind.${day.kind}`)}</p>
          <p lang="vi">{day.place}</p>
          {action?.(day)}
        </li>
      ))}
    </ul>
  )
}
