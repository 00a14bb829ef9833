import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Procedure } from '../../../catalogue/schema.ts'
import type { DossierDetail } from '../../../contract/desk.ts'
import { assistanceConsentPaper } from '../../../contract/payload.ts'
import { contentLanguage } from '../../i18n.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { momentText } from '../moment.tsx'
import styles from './dossier-papers.module.css'
import { PageViewer } from './page-viewer.tsx'
import { type Page, PaperPage } from './paper-page.tsx'

interface DossierPapersProps {
  readonly dossier: DossierDetail
  readonly procedure: Procedure | undefined
}

/** The papers that came with the dossier, each page as an image that opens large. */
export function DossierPapers({ dossier, procedure }: DossierPapersProps) {
  const { t, i18n } = useTranslation('desk')
  const { t: workflow } = useTranslation('workflow')
  const language = contentLanguage(i18n.language)
  const headingId = useId()
  const [opened, setOpened] = useState<number | null>(null)
  const { summary } = dossier
  const missing = summary.partsExpected - summary.partsPresent

  const papers = dossier.papers.map((paper, position) => {
    const component = procedure?.components.find(({ id }) => id === paper.component)
    const isConsent = paper.component === assistanceConsentPaper
    const name = component?.name[language] ?? t(isConsent ? 'papers.consent' : 'papers.other')
    return {
      // The same paper may come again later.
      key: `${position} ${paper.component}`,
      addedAt: paper.addedAt,
      name,
      pages: paper.pages.map((sha256, index) => ({
        sha256,
        label: t('papers.page', { name, page: index + 1, pages: paper.pages.length }),
      })),
    }
  })
  const pages: readonly Page[] = papers.flatMap((paper) => paper.pages)

  return (
    <section className={styles.section} aria-labelledby={headingId}>
      <h2 id={headingId}>{t('papers.title')}</h2>
      {missing > 0 ? (
        <Notice
          kind="warning"
          title={t('dossiers.partsWaiting', {
            present: summary.partsPresent,
            expected: summary.partsExpected,
          })}
          isLive
        >
          <p>{t('papers.waitingHelp')}</p>
        </Notice>
      ) : null}
      {papers.length === 0 ? <p className={styles.none}>{t('papers.none')}</p> : null}
      {papers.map((paper) => (
        <div key={paper.key} className={styles.paper}>
          <h3>{paper.name}</h3>
          {paper.addedAt === undefined ? null : (
            <p>
              <Badge kind="warning">{workflow('papers.addedAt', { at: momentText(paper.addedAt) })}</Badge>
            </p>
          )}
          <ul className={styles.pages}>
            {paper.pages.map((page) => (
              <li key={page.sha256}>
                <PaperPage
                  // a part that has come in since is asked for again
                  key={missing}
                  dossierId={summary.id}
                  page={page}
                  onOpen={() => setOpened(pages.indexOf(page))}
                />
              </li>
            ))}
          </ul>
        </div>
      ))}
      <PageViewer dossierId={summary.id} pages={pages} opened={opened} onChange={setOpened} />
    </section>
  )
}
