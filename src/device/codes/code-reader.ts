/** Reads QR codes on the device, offline. Nothing of a picture or its code is kept. */

export type CodeFound =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: 'no-code' | 'picture-unreadable' | 'reader-failed' }

export interface CodeReader {
  /** One picture at a time; a frame of a video, or a file. */
  read(picture: HTMLVideoElement | Blob): Promise<CodeFound>
  /** Ends the worker and gives its memory back. */
  close(): void
}

export function createCodeReader(): CodeReader {
  const worker = new Worker(new URL('./code-worker.ts', import.meta.url), { type: 'module' })
  let settle: ((found: CodeFound) => void) | undefined
  worker.addEventListener('message', ({ data }: MessageEvent<CodeFound>) => settle?.(data))
  worker.addEventListener('error', () => settle?.({ ok: false, problem: 'reader-failed' }))
  return {
    async read(picture) {
      let bitmap: ImageBitmap
      try {
        bitmap = await createImageBitmap(picture)
      } catch (error) {
        // A file that is no picture, or a video between two frames.
        if (error instanceof DOMException) return { ok: false, problem: 'picture-unreadable' }
        throw error
      }
      return new Promise((resolve) => {
        settle = resolve
        worker.postMessage(bitmap, [bitmap])
      })
    },
    close: () => worker.terminate(),
  }
}
