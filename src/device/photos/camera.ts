/** The camera of the kiosk or phone, as a stream for a video element. */
import { cutOut } from './page-frame.ts'

export type CameraProblem = 'camera-refused' | 'camera-missing' | 'camera-busy'

export type OpenedCamera =
  | { readonly ok: true; readonly stream: MediaStream }
  | { readonly ok: false; readonly problem: CameraProblem }

/** The camera that faces the paper where there are several, at the highest resolution that it offers. */
export async function openCamera(): Promise<OpenedCamera> {
  // Absent on pages that did not come over a secure connection.
  if (navigator.mediaDevices === undefined) return { ok: false, problem: 'camera-missing' }
  try {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: { ideal: 'environment' }, width: { ideal: 4096 }, height: { ideal: 3072 } },
    })
    return { ok: true, stream }
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
    return { ok: false, problem: problemOf(error) }
  }
}

function problemOf(error: DOMException): CameraProblem {
  switch (error.name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'camera-refused'
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'camera-missing'
    default:
      return 'camera-busy'
  }
}

/** Lets the camera go; its light goes out. */
export function closeCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}

/** The page that the video shows now, cut out of the picture; undefined while it shows none. */
export async function takePicture(video: HTMLVideoElement): Promise<Blob | undefined> {
  if (video.videoWidth === 0) return undefined
  const { leftPx, topPx, widthPx, heightPx } = cutOut({
    widthPx: video.videoWidth,
    heightPx: video.videoHeight,
  })
  const canvas = document.createElement('canvas')
  canvas.width = widthPx
  canvas.height = heightPx
  canvas.getContext('2d')?.drawImage(video, leftPx, topPx, widthPx, heightPx, 0, 0, widthPx, heightPx)
  const picture = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/jpeg', 0.95)
  })
  return picture ?? undefined
}
