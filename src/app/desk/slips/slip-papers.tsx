import { useTranslation } from 'react-i18next'
import type { SlipPaper } from '../../../domain/dossier/slips/slip.ts'
import styles from './slip-sheet.module.css'

interface SlipPapersProps {
  readonly title: string
  readonly papers: readonly SlipPaper[]
}

/** Papers with the number of originals, certified copies and plain copies (forms 01 and 02). */
export function SlipPapers({ title, papers }: SlipPapersProps) {
  const { t } = useTranslation('slips', { lng: 'vi' })
  if (papers.length === 0) return null
  const kinds = ['originals', 'certified', 'copies'] as const
  return (
    <table className={styles.table}>
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{t('papers.name')}</th>
          {kinds.map((kind) => (
            <th key={kind} scope="col" className={styles.count}>
              {t(`papers.${kind}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {papers.map(({ name, counts }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {counts === null ? (
              <td colSpan={kinds.length}>{t('papers.photographed')}</td>
            ) : (
              kinds.map((kind) => (
                <td key={kind} className={styles.count}>
                  {counts[kind]}
                </td>
              ))
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
