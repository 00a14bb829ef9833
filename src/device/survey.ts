/**
 * An answered survey on its way: queued like a dossier, without anything that says whose it is. Loads the sealing code,
 * so the first screen must not import this.
 */
import type { SurveyRequest } from '../contract/survey.ts'
import { vietnamDay } from '../domain/time/vietnam-time.ts'
import { surveyMark } from '../vault/survey-mark.ts'
import { database } from './database.ts'
import { readDeviceRow } from './identity.ts'
import { queueRecord, type RecordQueued } from './records.ts'
import { attempt } from './storage-state.ts'

/** A dossier's step that is asked about. */
export interface SurveyedStep {
  /** As `receiptCodeOf` writes it. */
  readonly receiptCode: string
  readonly step: SurveyRequest['step']
  /** Null where the device does not know it. */
  readonly procedure: string | null
}

/** Of those before, the gateway knows: asking once more would only be a nuisance. */
const rememberedMarks = 300

/** @param about null for whoever came to a counter, of whom no dossier is known */
export async function queueSurvey(
  about: SurveyedStep | null,
  answers: SurveyRequest['answers'],
  now: Date,
): Promise<RecordQueued> {
  const device = await readDeviceRow()
  const month = vietnamDay(now.getTime() + (device?.clockOffsetMs ?? 0)).slice(0, 7)
  if (about === null)
    return queueRecord({
      kind: 'survey',
      payload: { step: 'visit', procedure: null, month, answers },
      now,
    })
  const { receiptCode, step, procedure } = about
  const mark = await surveyMark(receiptCode, step)
  const payload = { step, procedure, month, answers, mark }
  const queued = await queueRecord({ kind: 'survey', payload, now })
  // Where this fails, the person may be asked again, and the gateway counts once all the same.
  if (queued.ok) await attempt(() => remember(mark))
  return queued
}

/** For `useLiveQuery`: whether this device has asked about it. */
export async function hasAnswered({ receiptCode, step }: Omit<SurveyedStep, 'procedure'>): Promise<boolean> {
  const mark = await surveyMark(receiptCode, step)
  return (await readMarks()).includes(mark)
}

function remember(mark: string): Promise<void> {
  return database.transaction('rw', database.settings, async () => {
    const marks = [...(await readMarks()), mark].slice(-rememberedMarks)
    await database.settings.put({ key: 'survey', marks })
  })
}

async function readMarks(): Promise<readonly string[]> {
  const row = await database.settings.get('survey')
  return row?.key === 'survey' ? row.marks : []
}
