import { useTranslation } from 'react-i18next'
import type { Procedure } from '../../../catalogue/schema.ts'
import { contentLanguage } from '../../i18n.ts'
import styles from './facts.module.css'

/** The time limit in words. Counted from the desk's reception, never from the tap (rules.md §1.4). */
export function TimeAnswer({ timeLimit }: { readonly timeLimit: Procedure['timeLimit'] }) {
  const { t, i18n } = useTranslation('guide')
  const { value, unit, cutOff, sameDay, note } = timeLimit
  const isKnown = value !== undefined || sameDay === true
  return (
    <>
      <strong>
        {sameDay === true
          ? t('time.sameDay')
          : value === undefined
            ? t('time.unknown')
            : value === 0
              ? t('time.atOnce')
              : t(`time.${unit}`, {
                  count: value,
                  number: value.toLocaleString(i18n.language),
                })}
      </strong>
      {cutOff === undefined || note !== undefined ? null : (
        <p className={styles.small}>{t('time.cutOff', { time: cutOff })}</p>
      )}
      {note === undefined ? null : <p className={styles.small}>{note[contentLanguage(i18n.language)]}</p>}
      {isKnown ? <p className={styles.small}>{t('time.from')}</p> : null}
    </>
  )
}
