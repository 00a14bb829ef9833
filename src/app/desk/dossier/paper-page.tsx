import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button/button.tsx'
import { Icon } from '../../ui/icon/icon.tsx'
import { partUrl, type WhyNoPart, whyNoPart } from '../desk-client.ts'
import { useProblemText } from '../use-problem-text.ts'
import styles from './dossier-papers.module.css'

export interface Page {
  readonly sha256: string
  /** Which page of which paper, e.g. `Giấy chứng sinh, trang 1/2`. */
  readonly label: string
}

interface PaperPageProps {
  readonly dossierId: string
  readonly page: Page
  readonly onOpen: () => void
}

/** A page as a thumbnail that opens large, or why it cannot be shown. */
export function PaperPage({ dossierId, page, onOpen }: PaperPageProps) {
  const { t } = useTranslation('desk')
  const problemText = useProblemText()
  const [failure, setFailure] = useState<WhyNoPart | null>(null)
  const url = partUrl(dossierId, page.sha256)

  if (failure !== null) {
    return (
      <div className={styles.missing}>
        <Icon name={failure === 'not-found' ? 'clock' : 'warning'} />
        <p>{page.label}</p>
        <p>
          {failure === 'not-found' || failure === 'not-an-image'
            ? t(`papers.problem.${failure}`)
            : problemText(failure)}
        </p>
        {failure === 'not-an-image' ? (
          <a href={url} target="_blank" rel="noreferrer">
            {t('papers.openFile')}
          </a>
        ) : (
          <Button onClick={() => setFailure(null)}>{t('action.retry', { ns: 'common' })}</Button>
        )}
      </div>
    )
  }
  return (
    <button
      type="button"
      className={styles.page}
      onClick={onOpen}
      aria-label={t('papers.open', { label: page.label })}
    >
      <img
        src={url}
        alt=""
        loading="lazy"
        decoding="async"
        onError={() => void whyNoPart(dossierId, page.sha256).then(setFailure)}
      />
      <span aria-hidden="true">{page.label}</span>
    </button>
  )
}
