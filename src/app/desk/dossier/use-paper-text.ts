import { useTranslation } from 'react-i18next'
import type { PaperCount } from '../../../contract/dossier-action.ts'

/** `Giấy chứng sinh: 1 bản chính, 2 bản sao` */
export function usePaperText(): (paper: PaperCount) => string {
  const { t } = useTranslation('workflow')
  return ({ name, originals, certified, copies }) => {
    const counts = [
      originals === 0 ? null : t('papers.originalsOf', { count: originals }),
      certified === 0 ? null : t('papers.certifiedOf', { count: certified }),
      copies === 0 ? null : t('papers.copiesOf', { count: copies }),
    ].filter((text) => text !== null)
    return counts.length === 0 ? name : `${name}: ${counts.join(', ')}`
  }
}
