import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CodeFound, createCodeReader } from '../../../device/codes/code-reader.ts'
import { Busy } from '../../ui/busy/busy.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import styles from './code-camera.module.css'
import { useCamera } from './use-camera.ts'

/** What is wrong with the looking, whatever code is looked for. */
type LookingTrouble = Extract<CodeFound, { ok: false }>['problem'] | 'not-found'

interface CodeCameraProps<Found, Problem> {
  readonly texts: {
    readonly title: string
    readonly how: string
    readonly where: string
    readonly otherWays: string
    readonly close: string
    readonly file: string
  }
  /** What a code says, or why it is none that is looked for. */
  readonly read: (
    text: string,
  ) => { readonly ok: true; readonly found: Found } | { readonly ok: false; readonly problem: Problem }
  readonly troubleText: (trouble: Problem | LookingTrouble) => {
    readonly title: string
    readonly body: string
  }
  readonly onFound: (found: Found) => void
  readonly onClose: () => void
}

/** A look takes a kiosk's processor a while; the picture on the screen stays smooth. */
const pauseBetweenLooksMs = 120
/** Then the person is told of other ways; the looking goes on. */
const patienceMs = 20_000

/** The whole screen becomes the camera and looks for a code by itself. */
export function CodeCamera<Found, Problem extends string>(props: CodeCameraProps<Found, Problem>) {
  const { texts, troubleText, onClose } = props
  const { t } = useTranslation('declaration')
  const dialog = useRef<HTMLDialogElement>(null)
  const video = useRef<HTMLVideoElement>(null)
  const file = useRef<HTMLInputElement>(null)
  const { camera, retry } = useCamera()
  const [trouble, setTrouble] = useState<Problem | LookingTrouble>()
  const current = useRef(props)
  useEffect(() => {
    current.current = props
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
        const read = current.current.read(seen.text)
        if (read.ok) {
          current.current.onFound(read.found)
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
    if (!seen.ok) {
      setTrouble(seen.problem)
      return
    }
    const read = props.read(seen.text)
    if (read.ok) props.onFound(read.found)
    else setTrouble(read.problem)
  }

  const told = trouble === undefined ? undefined : troubleText(trouble)
  return (
    <dialog
      ref={dialog}
      className={styles.camera}
      aria-label={texts.title}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <div className={styles.instruction}>
        <p>{texts.how}</p>
        <p>{texts.where}</p>
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
          <Notice kind="error" title={t(`camera.problem.${camera.problem}`)} isLive>
            <p>{texts.otherWays}</p>
            <Button onClick={retry}>{t('action.retry', { ns: 'common' })}</Button>
          </Notice>
        ) : null}
      </div>
      {told === undefined ? null : (
        <div className={styles.trouble}>
          <Notice kind="warning" title={told.title} isLive>
            <p>{told.body}</p>
          </Notice>
        </div>
      )}
      <div className={styles.actions}>
        <Button onClick={onClose}>{texts.close}</Button>
        <Button onClick={() => file.current?.click()}>{texts.file}</Button>
        <input
          ref={file}
          type="file"
          accept="image/*"
          hidden
          aria-label={texts.file}
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
