import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { LifeEventPicture } from '../../citizen/pictures/life-event-picture.tsx'
import { rememberLanguage } from '../../frame/preferences.ts'
import { type Language, languages } from '../../i18n.ts'
import { PackLanguages } from '../../listen/packs.tsx'
import styles from './attract.module.css'

const pictures = ['birth', 'marriage', 'residence', 'land-housing', 'benefits'] as const
/** These do nothing by themselves. */
const quietKeys = new Set(['Tab', 'Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'Enter', ' '])

/**
 * Over the first screen while nobody is there: one touch anywhere, or a key, uncovers it; a touch on one's own language
 * uncovers it in that language.
 */
export function Attract({ onLeave }: { readonly onLeave: () => void }) {
  const { t, i18n } = useTranslation('kiosk')
  const dialog = useRef<HTMLDialogElement>(null)

  useEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])

  async function begin(language: Language): Promise<void> {
    rememberLanguage(language)
    await i18n.changeLanguage(language)
    onLeave()
  }

  return (
    <dialog
      ref={dialog}
      className={styles.attract}
      aria-label={t('attract.title')}
      onCancel={(event) => {
        event.preventDefault()
        onLeave()
      }}
      onClick={onLeave}
      onKeyDown={({ key }) => {
        if (!quietKeys.has(key)) onLeave()
      }}
    >
      <div className={styles.pictures} aria-hidden="true">
        {pictures.map((event) => (
          <span key={event} className={styles.picture}>
            <LifeEventPicture event={event} />
          </span>
        ))}
      </div>
      <div className={styles.languages}>
        {languages.map((language) => (
          <Invitation key={language} language={language} onBegin={() => void begin(language)} />
        ))}
        <PackLanguages onChosen={onLeave} />
      </div>
    </dialog>
  )
}

interface InvitationProps {
  readonly language: Language
  readonly onBegin: () => void
}

/** In its own language, whatever the screen is in. */
function Invitation({ language, onBegin }: InvitationProps) {
  const { t } = useTranslation('kiosk', { lng: language })
  return (
    <button
      type="button"
      lang={language}
      className={styles.language}
      onClick={(event) => {
        event.stopPropagation()
        onBegin()
      }}
    >
      <span className={styles.begin}>{t('attract.begin')}</span>
      <span>{t('attract.offer')}</span>
    </button>
  )
}
