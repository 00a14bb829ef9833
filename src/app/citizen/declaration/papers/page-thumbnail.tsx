import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type DraftPhoto, readDraftPhoto, removeDraftPhoto } from '../../../../device/draft-photos.ts'
import type { Session } from '../../../../device/session.ts'
import { Button } from '../../../ui/button/button.tsx'
import { Dialog } from '../../../ui/dialog/dialog.tsx'
import { Icon } from '../../../ui/icon/icon.tsx'
import styles from './papers.module.css'

interface PageThumbnailProps {
  readonly session: Session
  readonly photo: DraftPhoto
  readonly paper: string
  readonly number: number
  readonly isRemovable?: boolean
}

/** A page as it will be sent, with what may be wrong with it. */
export function PageThumbnail({ session, photo, paper, number, isRemovable = false }: PageThumbnailProps) {
  const { t } = useTranslation('declaration')
  const [address, setAddress] = useState<string>()
  const [isAsking, setIsAsking] = useState(false)
  const { id } = photo

  useEffect(() => {
    let made: string | undefined
    let isWanted = true
    void readDraftPhoto(session, id).then((read) => {
      if (!read.ok || !isWanted) return
      made = URL.createObjectURL(new Blob([read.bytes], { type: read.mediaType }))
      setAddress(made)
    })
    return () => {
      isWanted = false
      if (made !== undefined) URL.revokeObjectURL(made)
    }
  }, [session, id])

  const close = () => setIsAsking(false)
  return (
    <li className={styles.page}>
      <div className={styles.picture}>
        {address === undefined ? null : <img src={address} alt={t('papers.page', { paper, number })} />}
      </div>
      <p className={styles.pageNumber}>{t('papers.pageNumber', { number })}</p>
      {photo.info.isBlurred === true ? <Doubt>{t('papers.blurred')}</Doubt> : null}
      {photo.info.isLowResolution === true ? <Doubt>{t('papers.lowResolution')}</Doubt> : null}
      {isRemovable ? (
        <>
          <Button
            kind="quiet"
            icon={<Icon name="delete" />}
            aria-label={t('papers.deletePage', { paper, number })}
            onClick={() => setIsAsking(true)}
          >
            {t('action.delete', { ns: 'common' })}
          </Button>
          <Dialog
            title={t('papers.deleteTitle', { number })}
            isOpen={isAsking}
            onClose={close}
            actions={
              <>
                <Button
                  kind="danger"
                  onClick={() => {
                    close()
                    void removeDraftPhoto(session, id)
                  }}
                >
                  {t('action.delete', { ns: 'common' })}
                </Button>
                <Button kind="primary" onClick={close}>
                  {t('papers.deleteKeep')}
                </Button>
              </>
            }
          >
            <p>{t('papers.deleteBody')}</p>
          </Dialog>
        </>
      ) : null}
    </li>
  )
}

function Doubt({ children }: { readonly children: string }) {
  return (
    <p className={styles.doubt}>
      <Icon name="warning" />
      <span>{children}</span>
    </p>
  )
}
