/**
 * The writer's thread as the driver sees it. A thread may die (no memory left, a fault inside SQLite): what it was asked
 * fails, which devices hear as "come again", and another takes its place; a gateway that only ever asks for patience
 * would keep every queue waiting until somebody looks.
 */
import { Worker } from 'node:worker_threads'
import type { Asked, Result, Written } from './sqlite-statements.ts'

export interface Writer {
  /** Rejects when SQLite refuses the statement, or when the thread is no more. */
  ask(asked: Asked): Promise<Result>
  /** Its open transaction, if it had one, is undone by the database. */
  hasEnded(): boolean
}

export interface Writing {
  /** The thread of now; ended while another is awaited. */
  writer(): Writer
  close(): Promise<void>
}

interface Thread extends Writer {
  /** Why it ended; never rejects. */
  readonly ended: Promise<Error>
  close(): Promise<void>
}

const shortestPauseMs = 100
const longestPauseMs = 10_000
/** A thread that lived this long did not die of how it was started. */
const soundAfterMs = 60_000

/**
 * @param onBroken told of each thread that ended without being asked to.
 * @throws when the first thread cannot open the database.
 */
export async function startWriting(path: string, onBroken: (error: Error) => void): Promise<Writing> {
  let thread = startThread(path)
  let isClosed = false
  let pauseMs = shortestPauseMs
  let pause: NodeJS.Timeout | null = null

  async function watch(watched: Thread): Promise<void> {
    const since = performance.now()
    const error = await watched.ended
    if (isClosed) return
    onBroken(error)
    if (performance.now() - since > soundAfterMs) pauseMs = shortestPauseMs
    pause = setTimeout(() => {
      thread = startThread(path)
      void watch(thread)
    }, pauseMs)
    // For ever, but never faster than this: a full disk is emptied some day, a busy loop helps nobody.
    pauseMs = Math.min(pauseMs * 2, longestPauseMs)
  }

  // It creates the file, which a reader cannot.
  await thread.ask({ sql: 'select 1', parameters: [] })
  void watch(thread)
  return {
    writer: () => thread,
    async close() {
      isClosed = true
      if (pause !== null) clearTimeout(pause)
      await thread.close()
    },
  }
}

function startThread(path: string): Thread {
  const worker = new Worker(new URL('./sqlite-writer.ts', import.meta.url), { workerData: path })
  const waiting: { resolve(result: Result): void; reject(error: unknown): void }[] = []
  let end: Error | null = null
  const ended = new Promise<Error>((resolve) => {
    const stop = (error: Error) => {
      end = error
      for (const { reject } of waiting.splice(0)) reject(error)
      resolve(error)
    }
    worker.once('error', (error) =>
      stop(error instanceof Error ? error : new Error('the writer of the database failed')),
    )
    worker.once('exit', () => stop(end ?? new Error('the writer of the database has ended')))
  })
  worker.on('message', (written: Written) => {
    // One answer a question, in their order.
    const asker = waiting.shift()
    if (written.ok) asker?.resolve(written.result)
    else asker?.reject(written.error)
  })
  return {
    ended,
    hasEnded: () => end !== null,
    ask(asked) {
      if (end !== null) return Promise.reject(end)
      return new Promise((resolve, reject) => {
        waiting.push({ resolve, reject })
        worker.postMessage(asked)
      })
    },
    async close() {
      if (end === null) worker.postMessage({ sql: 'close', parameters: [] } satisfies Asked)
      await ended
    },
  }
}
