import { useTranslation } from 'react-i18next'
import type { ControlShare } from '../../../domain/dossier/slips/control-shares.ts'
import { momentText } from '../moment.tsx'
import styles from './slip-sheet.module.css'

/** The part of the time limit that each step had; always in Vietnamese, as the whole slip. */
export function ControlShares({ shares }: { readonly shares: readonly ControlShare[] }) {
  const { i18n } = useTranslation('slips')
  const t = i18n.getFixedT('vi', 'slips')
  if (shares.length === 0) return null
  return (
    <>
      <table className={`${styles.table} ${styles.steps}`}>
        <caption>{t('control.shares')}</caption>
        <thead>
          <tr>
            {(['step', 'shareDue', 'shareDone', 'result'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`control.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shares.map(({ step, dueAt, doneAt, isInTime }) => (
            <tr key={step}>
              <th scope="row">{t(`control.share.${step}`)}</th>
              <td data-title={t('control.shareDue')}>{momentText(dueAt)}</td>
              <td data-title={t('control.shareDone')}>{doneAt === null ? '–' : momentText(doneAt)}</td>
              <td data-title={t('control.result')}>
                {isInTime === null ? '–' : t(`timeliness.${isInTime ? 'within' : 'late'}`)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{t('control.sharesNote')}</p>
    </>
  )
}
