import { useTranslation } from 'react-i18next'
import { documentLimitBytes, documentLimitPages } from '../../../contract/documents.ts'
import { Notice } from '../../ui/notice/notice.tsx'
import type { DeskProblem } from '../desk-client.ts'
import { ProblemNotice } from '../problem-notice.tsx'

const told = [
  'payload-too-large',
  'document-type-refused',
  'document-damaged',
  'document-locked',
  'too-many-pages',
  'pages-missing',
  'document-replaced',
  'transition-not-allowed',
] as const

/** Why a document was not taken: what is particular to documents here, the rest as everywhere at the desk. */
export function DocumentProblem({ problem }: { readonly problem: DeskProblem }) {
  const { t } = useTranslation('documents')
  const own = told.find((code) => code === problem)
  if (own === undefined) return <ProblemNotice problem={problem} title={t('failed')} />
  return (
    <Notice kind="error" title={t('failed')} isLive>
      <p>
        {t(`problem.${own}`, {
          megabytes: documentLimitBytes / 1_000_000,
          pages: documentLimitPages,
        })}
      </p>
    </Notice>
  )
}
