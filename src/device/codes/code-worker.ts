/** Door of the worker that looks for codes, so that the camera's picture stays smooth. */
import { readCode } from './read-code.ts'

self.addEventListener('message', async ({ data }: MessageEvent<ImageBitmap>) => {
  try {
    self.postMessage(await readCode(data))
  } finally {
    data.close()
  }
})
