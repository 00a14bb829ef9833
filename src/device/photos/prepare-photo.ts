import { type PreparedPhoto, preparePage } from './prepare-page.ts'

/**
 * The page to keep of a photo or picture file: see `preparePage`. One worker a photo, ended afterwards, gives
 * the memory of a large picture back at once.
 */
export async function preparePhoto(photo: Blob): Promise<PreparedPhoto> {
  if (typeof Worker === 'undefined' || typeof OffscreenCanvas === 'undefined') return preparePage(photo)
  const worker = new Worker(new URL('./photo-worker.ts', import.meta.url), { type: 'module' })
  try {
    return await new Promise<PreparedPhoto>((resolve) => {
      worker.addEventListener('message', (event: MessageEvent<PreparedPhoto>) => resolve(event.data))
      // A worker that dies has run out of memory on this picture.
      worker.addEventListener('error', () => resolve({ ok: false, problem: 'photo-unreadable' }))
      worker.postMessage(photo)
    })
  } finally {
    worker.terminate()
  }
}
