import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type DraftPhoto, readDraftPhoto, removeDraftPhoto } from '../../../device/draft-photos.ts'
import type { Session } from '../../../device/session.ts'
import { Button } from '../../ui/button/button.tsx'
import { Icon } from '../../ui/icon/icon.tsx'
import styles from './feedback.module.css'

interface KeptVoiceProps {
  readonly session: Session
  readonly recording: DraftPhoto
  readonly isRemovable?: boolean
}

/** What was spoken, to listen to before it is sent. */
export function KeptVoice({ session, recording, isRemovable = false }: KeptVoiceProps) {
  const { t } = useTranslation('feedback')
  const [address, setAddress] = useState<string>()
  const { id, info } = recording

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

  const seconds = typeof info.seconds === 'number' ? Math.round(info.seconds) : 0
  return (
    <div className={styles.kept}>
      <p>{t('voice.kept', { count: seconds })}</p>
      {/* biome-ignore lint/a11y/useMediaCaption: the person's own words of a moment ago; nobody could caption them. */}
      <audio controls src={address} className={styles.player} aria-label={t('voice.listen')} />
      {isRemovable ? (
        <div>
          <Button
            kind="quiet"
            icon={<Icon name="delete" />}
            onClick={() => void removeDraftPhoto(session, id)}
          >
            {t('voice.remove')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}
