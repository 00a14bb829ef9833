import { useTranslation } from 'react-i18next'
import type { ControlShare } from '../../../domain/dossier/slips/control-shares.ts'
import { momentText } from '../moment.tsx'
import styles from './slip-sheet.module.css'

/** The part of the time limit that each step had, a line each; always in Vietnamese, as the whole slip. */
export function ControlShares({ shares }: { readonly shares: readonly ControlShare[] }) {
  const { t } = useTranslation('slips', { lng: 'vi' })
  if (shares.length === 0) return null
  const textOf = ({ dueAt, doneAt, isInTime }: ControlShare) =>
    [
      t('control.shareDue', { at: momentText(dueAt) }),
      ...(doneAt === null ? [] : [t('control.shareDone', { at: momentText(doneAt) })]),
      ...(isInTime === null ? [] : [t(`timeliness.${isInTime ? 'within' : 'late'}`)]),
    ].join(' · ')
  return (
    <section className={styles.shares}>
      <p>{t('control.shares')}</p>
      <dl className={styles.facts}>
        {shares.map((share) => (
          <div key={share.step}>
            <dt>{t(`control.share.${share.step}`)}:</dt>
            <dd>{textOf(share)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
