/**
 * Reading and making PDFs beside everything else: one thread a document, with an end in time and in memory. A file of a
 * few megabytes can be written so that it unpacks to gigabytes or is parsed for hours; taking in dossiers goes on.
 */
import { Worker } from 'node:worker_threads'
import type { Combined } from './combine.ts'
import { type Inspection, inspectPicture } from './inspection.ts'
import type { DocumentFacts } from './xmp.ts'

export type PdfTask =
  | { readonly type: 'inspect'; readonly bytes: Uint8Array<ArrayBuffer> }
  | {
      readonly type: 'combine'
      readonly pages: readonly Uint8Array<ArrayBuffer>[]
      readonly facts: DocumentFacts
    }

export interface PdfLimits {
  readonly withinMs: number
  /** Heap and buffers together, beyond what the task itself brings. */
  readonly megabytes: number
}

/** A scan of 500 pages and 50 MB takes a few seconds and some hundred megabytes on a small machine. */
const usualLimits: PdfLimits = { withinMs: 60_000, megabytes: 700 }
const lookEveryMs = 50
const megabyte = 1_048_576

/** What takes too long or too much memory is answered as damaged: nobody can read it here. */
export async function inspectApart(
  bytes: Uint8Array<ArrayBuffer>,
  limits: PdfLimits = usualLimits,
): Promise<Inspection> {
  // Of pictures only the ends are looked at.
  const picture = inspectPicture(bytes)
  if (picture !== null) return picture
  const inspection = await runApart<Inspection>({ type: 'inspect', bytes }, limits)
  return inspection ?? { ok: false, problem: 'document-damaged' }
}

/** @returns null also for what takes too long or too much memory. */
export function combineApart(
  pages: readonly Uint8Array<ArrayBuffer>[],
  facts: DocumentFacts,
  limits: PdfLimits = usualLimits,
): Promise<Combined | null> {
  return runApart<Combined | null>({ type: 'combine', pages, facts }, limits)
}

/** @returns null when the thread did not come to its end. */
async function runApart<Result>(task: PdfTask, { withinMs, megabytes }: PdfLimits): Promise<Result | null> {
  const worker = new Worker(new URL('./pdf-thread.ts', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  })
  const given = task.type === 'inspect' ? [task.bytes] : task.pages
  const allowed = megabytes * megabyte + given.reduce((sum, { length }) => sum + length, 0)
  return new Promise<Result | null>((resolve) => {
    const stop = (result: Result | null) => {
      clearTimeout(timer)
      clearInterval(looking)
      resolve(result)
      void worker.terminate()
    }
    const timer = setTimeout(() => stop(null), withinMs)
    // Buffers lie outside the heap, which alone `resourceLimits` bounds.
    const looking = setInterval(() => {
      worker.getHeapStatistics().then(
        ({ used_heap_size, external_memory }) => {
          if (used_heap_size + external_memory > allowed) stop(null)
        },
        // It has ended meanwhile, and is heard of below.
        () => {},
      )
    }, lookEveryMs)
    worker.once('message', (result: Result) => stop(result))
    // Out of memory, or a fault of the library outside what it throws.
    worker.once('error', () => stop(null))
    worker.once('exit', () => stop(null))
  })
}
