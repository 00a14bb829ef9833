import { useTranslation } from 'react-i18next'
import type { ImportOutcome } from '../../../../device/carried/import-bundle.ts'
import { groupItems, type OutcomeGroup, OutcomeGroups } from '../../../carried/outcome-groups.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import styles from './section.module.css'
import type { ImportedFile } from './use-carrying.ts'

/** In the order of the screen: what went well first, then what someone must see to. */
const kinds: Readonly<Record<ImportOutcome, OutcomeGroup['kind']>> = {
  confirmed: 'success',
  taken: 'success',
  'answer-kept': 'success',
  'taken-before': 'information',
  own: 'information',
  refused: 'error',
  'cut-off': 'warning',
  damaged: 'warning',
  'parts-missing': 'warning',
  'version-unsupported': 'warning',
  'other-gateway': 'warning',
  'answer-not-valid': 'warning',
  'storage-full': 'error',
  'storage-unavailable': 'error',
}

/** What became of each dossier of one file that was brought here. */
export function ImportedFileResult({ file: { name, imported } }: { readonly file: ImportedFile }) {
  const { t } = useTranslation('carried')
  if (!imported.ok) {
    return (
      <Notice kind="error" title={t('import.failed', { name })} isLive>
        <p>{t(`import.problem.${imported.problem}`)}</p>
      </Notice>
    )
  }
  const groups = groupItems(imported.items, kinds, (outcome, count) => t(`outcome.${outcome}`, { count }))
  return (
    <div className={styles.result}>
      <p role="status" className={styles.fileName}>
        {t('import.done', { name, count: imported.items.length })}
      </p>
      {imported.isWhole ? null : (
        <Notice kind="warning" title={t('import.notWhole')}>
          <p>{t('import.notWholeHelp')}</p>
        </Notice>
      )}
      <OutcomeGroups groups={groups} />
    </div>
  )
}
