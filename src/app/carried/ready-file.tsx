import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button/button.tsx'
import { Icon } from '../ui/icon/icon.tsx'
import { Notice } from '../ui/notice/notice.tsx'
import styles from './carried.module.css'
import { save } from './save-file.ts'

interface ReadyFileProps {
  readonly file: File
  readonly title: string
  readonly children: ReactNode
}

/** A file that is ready to be taken away. Where files cannot be shared it goes to the downloads at once. */
export function ReadyFile({ file, title, children }: ReadyFileProps) {
  const { t } = useTranslation('carried')
  const isShareable = canShare(file)
  useEffect(() => {
    if (!isShareable) save(file)
  }, [file, isShareable])
  return (
    <Notice kind="success" title={title} isLive>
      <p className={styles.fileName}>
        {file.name} ({sizeText(file.size)})
      </p>
      {children}
      <div className={styles.ways}>
        <Button icon={<Icon name="saved" />} onClick={() => save(file)}>
          {isShareable ? t('file.save') : t('file.saveAgain')}
        </Button>
        {isShareable ? (
          <Button icon={<Icon name="sending" />} onClick={() => share(file)}>
            {t('file.share')}
          </Button>
        ) : null}
      </div>
    </Notice>
  )
}

/** Megabytes as people compare them with the room on a stick. */
function sizeText(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}

function canShare(file: File): boolean {
  return navigator.canShare?.({ files: [file] }) === true
}

function share(file: File): void {
  navigator.share({ files: [file] }).catch((error: unknown) => {
    // Closed by the person, or refused by the browser: the file is still there to be saved.
    if (!(error instanceof DOMException)) throw error
  })
}
