import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CodeFound, createCodeReader } from '../../../../device/codes/code-reader.ts'
import {
  type IdentityCard,
  type IdentityCardProblem,
  parseIdentityCard,
} from '../../../../domain/person/identity-card.ts'
import { Busy } from '../../../ui/busy/busy.tsx'
import { Button } from '../../../ui/button/button.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { useCamera } from '../use-camera.ts'
import styles from './card-camera.module.css'

interface CardCameraProps {
  readonly onCard: (card: IdentityCard) => void
  readonly onClose: () => void
}

/** A look takes a kiosk's processor a while; the picture on the screen stays smooth. */
const pauseBetweenLooksMs = 120
/** Then the person is told of other ways; the looking goes on. */
const patienceMs = 20_000

type Trouble = IdentityCardProblem | Extract<CodeFound, { ok: false }>['problem'] | 'not-found'

/** The whole screen becomes the camera and looks for the code on the card by itself. */
export function CardCamera({ onCard, onClose }: CardCameraProps) {
  const { t } = useTranslation('card')
  const dialog = useRef<HTMLDialogElement>(null)
  const video = useRef<HTMLVideoElement>(null)
  const file = useRef<HTMLInputElement>(null)
  const { camera, retry } = useCamera()
  const [trouble, setTrouble] = useState<Trouble>()
  const found = useRef(onCard)
  useEffect(() => {
    found.current = onCard
  })

  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal()
  }, [])

  const live = camera.name === 'live' ? camera.stream : undefined
  useEffect(() => {
    const element = video.current
    if (element === null || live === undefined) return
    element.srcObject = live
    const reader = createCodeReader()
    let isWanted = true
    let timer = window.setTimeout(look, pauseBetweenLooksMs)
    const patience = window.setTimeout(() => setTrouble((before) => before ?? 'not-found'), patienceMs)

    async function look(): Promise<void> {
      // Before the first frame there is nothing to look at.
      const seen = element?.videoWidth ? await reader.read(element) : undefined
      if (!isWanted) return
      if (seen?.ok === true) {
        const read = parseIdentityCard(seen.text)
        if (read.ok) {
          found.current(read.card)
          return
        }
        setTrouble(read.problem)
      } else if (seen?.problem === 'reader-failed') {
        setTrouble('reader-failed')
        return
      }
      timer = window.setTimeout(look, pauseBetweenLooksMs)
    }
    return () => {
      isWanted = false
      window.clearTimeout(timer)
      window.clearTimeout(patience)
      reader.close()
    }
  }, [live])

  async function readFile(picture: File): Promise<void> {
    const reader = createCodeReader()
    const seen = await reader.read(picture)
    reader.close()
    const read = seen.ok ? parseIdentityCard(seen.text) : seen
    if (!read.ok) setTrouble(read.problem)
    else if ('card' in read) onCard(read.card)
  }

  return (
    <dialog
      ref={dialog}
      className={styles.camera}
      aria-label={t('camera.title')}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <div className={styles.instruction}>
        <p>{t('camera.how')}</p>
        <p>{t('camera.where')}</p>
      </div>
      <div className={styles.view}>
        {camera.name === 'opening' ? <Busy /> : null}
        {live === undefined ? null : (
          <>
            <video ref={video} autoPlay playsInline muted className={styles.picture} />
            <div className={styles.target} aria-hidden="true" />
          </>
        )}
        {camera.name === 'failed' ? (
          <Notice kind="error" title={t(`camera.problem.${camera.problem}`, { ns: 'declaration' })} isLive>
            <p>{t('camera.otherWays')}</p>
            <Button onClick={retry}>{t('action.retry', { ns: 'common' })}</Button>
          </Notice>
        ) : null}
      </div>
      {trouble === undefined ? null : (
        <div className={styles.trouble}>
          <Notice kind="warning" title={t(`problem.${trouble}.title`)} isLive>
            <p>{t(`problem.${trouble}.body`)}</p>
          </Notice>
        </div>
      )}
      <div className={styles.actions}>
        <Button onClick={onClose}>{t('camera.type')}</Button>
        <Button onClick={() => file.current?.click()}>{t('camera.file')}</Button>
        <input
          ref={file}
          type="file"
          accept="image/*"
          hidden
          aria-label={t('camera.file')}
          onChange={(event) => {
            const [picture] = event.currentTarget.files ?? []
            event.currentTarget.value = ''
            if (picture !== undefined) void readFile(picture)
          }}
        />
      </div>
    </dialog>
  )
}
