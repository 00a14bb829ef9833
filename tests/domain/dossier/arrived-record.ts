/** What the desk has of a dossier that has just arrived. */
import type { DeskRecord } from '../../../src/domain/dossier/decide.ts'

export const arrived: DeskRecord = {
  stage: 'arrived',
  unit: 'H38.20',
  handlerUnit: 'H38.20',
  transferredFrom: null,
  officer: null,
  receivedAt: null,
  dueAt: null,
  dueReason: null,
  stepDues: null,
  stepDueAt: null,
  clockStoppedAt: null,
  supplements: 0,
  supplementUntil: null,
  supplementArrivedAt: null,
  extensions: 0,
  returnWay: 'counter',
  finishedAt: null,
  returnedAt: null,
  closedAt: null,
}
