import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button/button.tsx'
import { Dialog } from '../../ui/dialog/dialog.tsx'
import { partUrl } from '../desk-client.ts'
import styles from './page-viewer.module.css'
import type { Page } from './paper-page.tsx'

interface PageViewerProps {
  readonly dossierId: string
  readonly pages: readonly Page[]
  /** Index of the page on show; null while closed. */
  readonly opened: number | null
  readonly onChange: (opened: number | null) => void
}

/** One page as large as the screen allows, or at twice that to read small print. */
export function PageViewer({ dossierId, pages, opened, onChange }: PageViewerProps) {
  const { t } = useTranslation('desk')
  const [isZoomed, setIsZoomed] = useState(false)
  const page = opened === null ? undefined : pages[opened]

  function show(next: number | null): void {
    setIsZoomed(false)
    onChange(next)
  }

  return (
    <Dialog
      title={page?.label ?? ''}
      isOpen={page !== undefined}
      isWide
      onClose={() => show(null)}
      actions={
        <>
          {pages.length < 2 || opened === null ? null : (
            <>
              <Button disabled={opened === 0} onClick={() => show(opened - 1)}>
                {t('papers.previous')}
              </Button>
              <Button disabled={opened === pages.length - 1} onClick={() => show(opened + 1)}>
                {t('papers.next')}
              </Button>
            </>
          )}
          <Button aria-pressed={isZoomed} onClick={() => setIsZoomed(!isZoomed)}>
            {t('papers.zoom')}
          </Button>
          <Button kind="primary" onClick={() => show(null)}>
            {t('action.close', { ns: 'common' })}
          </Button>
        </>
      }
    >
      {page === undefined ? null : (
        // Scrolls when zoomed, hence reachable by keyboard.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to take the focus.
        <section className={styles.sheet} data-zoomed={isZoomed} tabIndex={0} aria-label={page.label}>
          <img src={partUrl(dossierId, page.sha256)} alt={page.label} />
        </section>
      )}
    </Dialog>
  )
}
