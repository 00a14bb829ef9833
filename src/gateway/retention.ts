/**
 * Once a day: removes answers, papers and sealed envelopes of dossiers, and the content of feedback, whose time after
 * closing is over (`MOTCUA_RETENTION_DAYS`), and a day later their photos, recordings and documents. The register stays: numbers, names, dates,
 * states, events, and who read what.
 */
import { setTimeout } from 'node:timers/promises'
import { vietnamDay } from '../domain/time/vietnam-time.ts'
import type { DocumentFiles } from './files/document-files.ts'
import type { PartFiles } from './files/part-files.ts'
import type { RemovablePage } from './storage/retention.ts'
import type { Storage } from './storage/storage.ts'

export interface Retention {
  /** Does nothing when this day has been dealt with, or when nothing is ever removed. @returns how many were emptied. */
  run(): Promise<number>
  /** Ends after the dossier that it is at. */
  stop(): Promise<void>
}

export interface RetentionOptions {
  readonly storage: Pick<Storage, 'retention' | 'feedbackRetention'>
  readonly parts: Pick<PartFiles, 'remove'>
  readonly documents: Pick<DocumentFiles, 'remove'>
  /** After closing; null keeps everything. */
  readonly days: number | null
  now(): Date
}

const pageSize = 20
const dayMs = 24 * 3_600_000
/** A backup that began before has the files of the rows that it has. */
const filesStayMs = dayMs
/** So much longer is kept what the portal has not acknowledged yet, for its files can be sent no later. */
const untoldStaysMs = 30 * dayMs
/** Between two dossiers, for those who wait for the database. */
const restMs = 20

export function createRetention({ storage, parts, documents, days, now }: RetentionOptions): Retention {
  let doneOn: string | null = null
  let isStopping = false
  let running: Promise<number> | null = null

  async function runOnce(): Promise<number> {
    const day = vietnamDay(now().toISOString())
    if (doneOn === day) return 0
    const count = days === null ? 0 : await removeContent(days)
    await removeFiles()
    if (!isStopping) doneOn = day
    return count
  }

  async function removeContent(keptDays: number): Promise<number> {
    const closedBefore = new Date(now().getTime() - keptDays * dayMs).toISOString()
    let count = 0
    const untoldBefore = new Date(now().getTime() - keptDays * dayMs - untoldStaysMs).toISOString()
    for (let after: string | null = ''; after !== null; ) {
      const page: RemovablePage = await storage.retention.removable(
        { closedBefore, untoldBefore },
        after,
        pageSize,
      )
      for (const dossier of page.dossiers) {
        if (isStopping) return count
        if (await storage.retention.remove(dossier, now().toISOString())) count += 1
        await setTimeout(restMs)
      }
      after = page.next
    }
    return count + (await removeFeedback(closedBefore))
  }

  async function removeFeedback(closedBefore: string): Promise<number> {
    let count = 0
    for (;;) {
      const removable = await storage.feedbackRetention.removable(closedBefore, pageSize)
      for (const id of removable) {
        if (isStopping) return count
        if (await storage.feedbackRetention.remove(id, now().toISOString())) count += 1
        await setTimeout(restMs)
      }
      if (removable.length < pageSize) return count
    }
  }

  /** Of what was removed a day ago or earlier; after a crash in between they are found again. */
  async function removeFiles(): Promise<void> {
    const removedBefore = new Date(now().getTime() - filesStayMs).toISOString()
    for (;;) {
      const left = await storage.retention.leftFiles(removedBefore, pageSize)
      for (const dossier of left) {
        if (isStopping) return
        for (const sha256 of dossier.parts) await parts.remove(sha256)
        for (const file of dossier.documents) await documents.remove(file)
        await storage.retention.noteFilesRemoved(dossier.id, now().toISOString())
        await setTimeout(restMs)
      }
      if (left.length < pageSize) return removeFeedbackFiles(removedBefore)
    }
  }

  async function removeFeedbackFiles(removedBefore: string): Promise<void> {
    for (;;) {
      const left = await storage.feedbackRetention.leftFiles(removedBefore, pageSize)
      for (const feedback of left) {
        if (isStopping) return
        for (const sha256 of feedback.parts) await parts.remove(sha256)
        await storage.feedbackRetention.noteFilesRemoved(feedback.id, now().toISOString())
        await setTimeout(restMs)
      }
      if (left.length < pageSize) return
    }
  }

  return {
    run() {
      if (isStopping) return Promise.resolve(0)
      running ??= runOnce().finally(() => {
        running = null
      })
      return running
    },
    async stop() {
      isStopping = true
      // Who ran it hears of its fault.
      await running?.catch(() => 0)
    },
  }
}
