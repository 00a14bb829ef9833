import { useLiveQuery } from 'dexie-react-hooks'
import { useTranslation } from 'react-i18next'
import { listDraftPhotos } from '../../../../device/draft-photos.ts'
import { contentLanguage } from '../../../i18n.ts'
import { Button } from '../../../ui/button/button.tsx'
import { Icon } from '../../../ui/icon/icon.tsx'
import { useDeclaration } from '../declaration-context.ts'
import { PageThumbnail } from '../papers/page-thumbnail.tsx'
import pageStyles from '../papers/papers.module.css'
import { type Place, papersOf, papersPlace } from '../places.ts'
import styles from './review.module.css'

/** The photographed papers, by paper. */
export function ReviewPapers({ onMend }: { readonly onMend: (place: Place) => void }) {
  const { t, i18n } = useTranslation('declaration')
  const language = contentLanguage(i18n.language)
  const { session, procedure } = useDeclaration()
  const photos = useLiveQuery(() => listDraftPhotos(session), [session])
  const papers = papersOf(procedure)
  if (papers.length === 0) return null
  const taken = papers
    .map((paper) => ({ paper, pages: (photos ?? []).filter(({ component }) => component === paper.id) }))
    .filter(({ pages }) => pages.length > 0)
  return (
    <section className={styles.section}>
      <h2>{t('papers.title')}</h2>
      {taken.length === 0 ? <p>{t('review.noPapers')}</p> : null}
      {taken.map(({ paper, pages }) => (
        <div key={paper.id} className={styles.paper}>
          <h3>{paper.name[language]}</h3>
          <ol className={pageStyles.pages}>
            {pages.map((photo, index) => (
              <PageThumbnail
                key={photo.id}
                session={session}
                photo={photo}
                paper={paper.name[language]}
                number={index + 1}
              />
            ))}
          </ol>
        </div>
      ))}
      <div>
        <Button icon={<Icon name="camera" />} onClick={() => onMend(papersPlace)}>
          {t('review.editPapers')}
        </Button>
      </div>
    </section>
  )
}
