import type { Corners } from './page-corners.ts'
import { type PreparedPhoto, preparePage, proposeCorners } from './prepare-page.ts'

export type PhotoTask =
  | { readonly wanted: 'page'; readonly photo: Blob; readonly corners: Corners | undefined }
  | { readonly wanted: 'corners'; readonly photo: Blob }

/**
 * The page to keep of a photo or picture file: see `preparePage`. One worker a photo, ended afterwards, gives
 * the memory of a large picture back at once.
 */
export function preparePhoto(photo: Blob, corners?: Corners): Promise<PreparedPhoto> {
  return inWorker<PreparedPhoto>({ wanted: 'page', photo, corners }, () => preparePage(photo, corners), {
    ok: false,
    problem: 'photo-unreadable',
  })
}

/** Where the sheet of paper in a photo seems to be; undefined where none stands out. */
export function findSheet(photo: Blob): Promise<Corners | undefined> {
  return inWorker<Corners | undefined>({ wanted: 'corners', photo }, () => proposeCorners(photo), undefined)
}

/** @param failed what a worker that died, out of memory on this picture, has to say. */
async function inWorker<Result>(
  task: PhotoTask,
  onPage: () => Promise<Result>,
  failed: Result,
): Promise<Result> {
  if (typeof Worker === 'undefined' || typeof OffscreenCanvas === 'undefined') return onPage()
  const worker = new Worker(new URL('./photo-worker.ts', import.meta.url), { type: 'module' })
  try {
    return await new Promise<Result>((resolve) => {
      worker.addEventListener('message', (event: MessageEvent<Result>) => resolve(event.data))
      worker.addEventListener('error', () => resolve(failed))
      worker.postMessage(task)
    })
  } finally {
    worker.terminate()
  }
}
