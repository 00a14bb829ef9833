import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { readPackLanguage, subscribePackLanguage } from '../frame/preferences.ts'
import { Button } from '../ui/button/button.tsx'
import { ControlIcon } from './control-icon.tsx'
import styles from './listen-bar.module.css'
import { sourceOf } from './pack-texts.ts'
import { type Listening, type Player, readAloud } from './player.ts'

/** Reads the screen aloud from the moment it appears until another screen, another person or the stop button. */
export function ListenBar({ onClose }: { readonly onClose: () => void }) {
  const { t, i18n } = useTranslation('listen')
  const { pathname } = useLocation()
  const pack = useSyncExternalStore(subscribePackLanguage, readPackLanguage)
  const [now, setNow] = useState<Listening>()
  const player = useRef<Player>(null)
  const close = useRef(onClose)
  close.current = onClose
  const screen = `${pathname} ${i18n.language} ${pack}`
  const [firstScreen] = useState(screen)

  useEffect(() => {
    if (screen !== firstScreen) close.current()
  }, [screen, firstScreen])

  useEffect(() => {
    const reading = readAloud({
      pack: readPackLanguage(),
      sourceOf,
      onChange: setNow,
      onGone: () => close.current(),
    })
    player.current = reading
    return reading.stop
  }, [])

  const state = now?.state ?? 'preparing'
  const isSilent = now?.state === 'ended' && now.unheard === now.total
  return (
    <section className={`${styles.bar} no-print`} aria-label={t('label')}>
      <p className={styles.text} role={state === 'ended' ? 'status' : undefined}>
        {now === undefined || state === 'preparing'
          ? t('preparing')
          : isSilent
            ? t('none')
            : state === 'ended'
              ? t('done')
              : t('progress', { at: now.at, total: now.total })}
        {now?.state === 'ended' && now.unheard > 0 && !isSilent
          ? ` ${t('unheard', { count: now.unheard })}`
          : null}
      </p>
      <div className={styles.controls}>
        {state === 'speaking' ? (
          <Button icon={<ControlIcon name="pause" />} onClick={() => player.current?.pause()}>
            {t('pause')}
          </Button>
        ) : null}
        {state === 'paused' ? (
          <Button icon={<ControlIcon name="play" />} onClick={() => player.current?.goOn()}>
            {t('goOn')}
          </Button>
        ) : null}
        {isSilent ? null : (
          <Button icon={<ControlIcon name="again" />} onClick={() => player.current?.again()}>
            {t('again')}
          </Button>
        )}
        <Button icon={<ControlIcon name="stop" />} onClick={onClose}>
          {t('stop')}
        </Button>
      </div>
    </section>
  )
}
