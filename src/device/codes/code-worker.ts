/** Door of the worker that looks for codes, so that the camera's picture stays smooth. */
import type { CodeFound } from './code-reader.ts'
import { readCode } from './read-code.ts'

self.addEventListener('message', async ({ data }: MessageEvent<ImageBitmap>) => {
  self.postMessage(await lookAt(data))
})

async function lookAt(picture: ImageBitmap): Promise<CodeFound> {
  try {
    const text = await readCode(picture)
    return text === null ? { ok: false, problem: 'no-code' } : { ok: true, text }
  } catch {
    // The reader could not be started or ran out of memory: the screen says so and names the other ways.
    return { ok: false, problem: 'reader-failed' }
  } finally {
    picture.close()
  }
}
