/** Door of the worker that looks at one photo, so that taps answer meanwhile. */
import { preparePage, proposeCorners } from './prepare-page.ts'
import type { PhotoTask } from './prepare-photo.ts'

self.addEventListener('message', async ({ data }: MessageEvent<PhotoTask>) => {
  if (data.wanted === 'corners') {
    self.postMessage(await proposeCorners(data.photo))
    return
  }
  const prepared = await preparePage(data.photo, data.corners)
  self.postMessage(prepared, { transfer: prepared.ok ? [prepared.bytes.buffer] : [] })
})
