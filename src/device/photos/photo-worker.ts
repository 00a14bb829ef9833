/** Door of the worker that prepares one photo, so that taps answer meanwhile. */
import { type PreparedPhoto, preparePage } from './prepare-page.ts'

self.addEventListener('message', async (event: MessageEvent<Blob>) => {
  const prepared: PreparedPhoto = await preparePage(event.data)
  self.postMessage(prepared, { transfer: prepared.ok ? [prepared.bytes.buffer] : [] })
})
