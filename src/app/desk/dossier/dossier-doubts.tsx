import { useTranslation } from 'react-i18next'
import { Notice } from '../../ui/notice/notice.tsx'
import styles from './dossier-doubts.module.css'
import type { Doubt } from './doubts.ts'
import { useDoubtText } from './use-doubt-text.ts'

/** What the checks of the form could not settle, all at one place before the answers. */
export function DossierDoubts({ doubts }: { readonly doubts: readonly Doubt[] }) {
  const { t } = useTranslation('desk')
  const textOf = useDoubtText()
  if (doubts.length === 0) return null
  return (
    <Notice kind="warning" title={t('dossier.doubts', { count: doubts.length })}>
      <ul className={styles.doubts}>
        {doubts.map((doubt) => (
          <li key={doubt.id}>{textOf(doubt)}</li>
        ))}
      </ul>
    </Notice>
  )
}
