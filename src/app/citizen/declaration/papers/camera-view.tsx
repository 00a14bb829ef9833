import { type SyntheticEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { takePicture } from '../../../../device/photos/camera.ts'
import type { ImageSize } from '../../../../device/photos/image-size.ts'
import { type Corners, wholePicture } from '../../../../device/photos/page-corners.ts'
import { pageFrame } from '../../../../device/photos/page-frame.ts'
import { findSheet } from '../../../../device/photos/prepare-photo.ts'
import { Busy } from '../../../ui/busy/busy.tsx'
import { Button } from '../../../ui/button/button.tsx'
import { Icon } from '../../../ui/icon/icon.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { useCamera } from '../../code-camera/use-camera.ts'
import styles from './camera.module.css'
import { CornerHandles } from './corner-handles.tsx'

interface CameraViewProps {
  /** Name of the paper. */
  readonly paper: string
  /** What to do, where it is no paper. */
  readonly how?: string
  /** @param corners of the sheet to be cut out of it; undefined for the whole picture */
  readonly onPicture: (picture: Blob, corners?: Corners) => void
  readonly onClose: () => void
}

interface Taken {
  readonly picture: Blob
  readonly address: string
}

/** The whole screen becomes the camera: paper into the frame, take, look, set the corners, keep or take again. */
export function CameraView({ paper, how, onPicture, onClose }: CameraViewProps) {
  const { t } = useTranslation('declaration')
  const dialog = useRef<HTMLDialogElement>(null)
  const video = useRef<HTMLVideoElement>(null)
  const { camera, retry } = useCamera()
  const [taken, setTaken] = useState<Taken>()
  const [takenSize, setTakenSize] = useState<ImageSize>()
  const [corners, setCorners] = useState<Corners>(wholePicture)
  const [size, setSize] = useState<ImageSize>()

  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal()
  }, [])

  const live = camera.name === 'live' && taken === undefined ? camera.stream : undefined
  useEffect(() => {
    if (video.current === null || live === undefined) return
    video.current.srcObject = live
    // The next one, after the camera was unplugged, shows nothing at first either.
    return () => setSize(undefined)
  }, [live])

  const address = taken?.address
  useEffect(
    () => () => {
      if (address !== undefined) URL.revokeObjectURL(address)
    },
    [address],
  )

  function measure(event: SyntheticEvent<HTMLVideoElement>): void {
    const { videoWidth, videoHeight, readyState } = event.currentTarget
    // How large it will be is known before there is anything to see.
    const isShown = videoWidth > 0 && readyState >= HTMLMediaElement.HAVE_CURRENT_DATA
    setSize(isShown ? { widthPx: videoWidth, heightPx: videoHeight } : undefined)
  }

  async function take(): Promise<void> {
    const picture = video.current === null ? undefined : await takePicture(video.current)
    if (picture === undefined) return
    setTaken({ picture, address: URL.createObjectURL(picture) })
    setCorners(wholePicture)
    const found = await findSheet(picture)
    // Whoever has moved a corner meanwhile knows better.
    if (found !== undefined) setCorners((now) => (now === wholePicture ? found : now))
  }

  function use({ picture }: Taken, isCut: boolean): void {
    onPicture(picture, isCut ? corners : undefined)
    onClose()
  }

  return (
    <dialog
      ref={dialog}
      className={styles.camera}
      aria-label={t('camera.title', { paper })}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <p className={styles.instruction}>
        {taken === undefined ? (how ?? t('camera.how', { paper })) : t('camera.lookAndCut')}
      </p>
      <div className={styles.view}>
        {camera.name === 'opening' ? <Busy /> : null}
        {camera.name === 'failed' && taken === undefined ? (
          <Notice kind="error" title={t(`camera.problem.${camera.problem}`)} isLive>
            <p>{t('camera.otherWay')}</p>
            <Button onClick={retry}>{t('action.retry', { ns: 'common' })}</Button>
          </Notice>
        ) : null}
        {live === undefined ? null : (
          <>
            <video
              ref={video}
              autoPlay
              playsInline
              muted
              className={styles.picture}
              onLoadedData={measure}
              onResize={measure}
            />
            {size === undefined ? null : <FrameOverlay size={size} />}
          </>
        )}
        {taken === undefined ? null : (
          <img
            src={taken.address}
            alt={t('camera.taken', { paper })}
            className={styles.taken}
            onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
              setTakenSize({ widthPx: naturalWidth, heightPx: naturalHeight })
            }
          />
        )}
        {taken === undefined || takenSize === undefined ? null : (
          <CornerHandles size={takenSize} corners={corners} onMove={setCorners} />
        )}
      </div>
      <div className={styles.actions}>
        <Button onClick={onClose}>{t('action.close', { ns: 'common' })}</Button>
        {taken === undefined ? null : (
          <Button onClick={() => setTaken(undefined)}>{t('camera.again')}</Button>
        )}
        {live === undefined ? null : (
          <Button
            kind="primary"
            icon={<Icon name="camera" />}
            // Until the first picture is there, a tap would take none.
            isBusy={size === undefined}
            onClick={() => void take()}
          >
            {t('camera.take')}
          </Button>
        )}
        {taken === undefined || corners === wholePicture ? null : (
          <Button onClick={() => use(taken, false)}>{t('camera.useWhole')}</Button>
        )}
        {taken === undefined ? null : (
          <Button kind="primary" onClick={() => use(taken, corners !== wholePicture)}>
            {t('camera.use')}
          </Button>
        )}
      </div>
    </dialog>
  )
}

/** In the pixels of the video: it lies over the picture exactly, however that is scaled. */
function FrameOverlay({ size }: { readonly size: ImageSize }) {
  const { leftPx, topPx, widthPx, heightPx } = pageFrame(size)
  const outside = `M0 0H${size.widthPx}V${size.heightPx}H0Z`
  const inside = `M${leftPx} ${topPx}v${heightPx}h${widthPx}v${-heightPx}Z`
  return (
    <svg viewBox={`0 0 ${size.widthPx} ${size.heightPx}`} className={styles.frame} aria-hidden="true">
      <path d={`${outside} ${inside}`} className={styles.outside} />
      <path d={inside} className={styles.edge} />
    </svg>
  )
}
