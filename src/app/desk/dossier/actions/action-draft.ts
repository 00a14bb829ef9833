/** What is typed into the dialog of a step, and how it becomes the action that the gateway takes. */
import type { DossierDetail } from '../../../../contract/desk.ts'
import type { DossierAction, PaperCount, ReturnWay } from '../../../../contract/dossier-action.ts'
import { parseMoney } from '../../../../domain/form/money.ts'
import { isCivilDay } from '../../../../domain/time/civil-day.ts'
import { vietnamInstant, vietnamTime } from '../../../../domain/time/vietnam-time.ts'
import { type ActionType, actionKind } from './action-kinds.ts'

export const counts = ['originals', 'certified', 'copies'] as const

/** One paper as it is being typed: counts are texts until they are read. */
export interface PaperRow {
  readonly key: string
  /** Id of the component in the procedure; null for a name that staff type. */
  readonly component: string | null
  readonly name: string
  readonly originals: string
  readonly certified: string
  readonly copies: string
}

export interface ActionDraft {
  readonly reason: string
  readonly note: string
  readonly papers: readonly PaperRow[]
  readonly returnWay: ReturnWay
  readonly isSecondMeant: boolean
  readonly isMissingAccepted: boolean
  readonly officer: string
  readonly target: 'unit' | 'authority'
  readonly unit: string
  readonly authority: string
  /** `YYYY-MM-DD` and `HH:MM`, as the native inputs give them. */
  readonly dueDay: string
  readonly dueTime: string
  readonly isOtherReceiver: boolean
  readonly receivedBy: string
  /** As typed, whole đồng. */
  readonly amount: string
  readonly amountReason: string
  /** What is due, or what the rules say; null where no rule gives it. */
  readonly computedVnd: number | null
}

type Mistake =
  | 'reason-missing'
  | 'officer-missing'
  | 'unit-missing'
  | 'authority-missing'
  | 'due-missing'
  | 'due-not-later'
  | 'papers-missing'
  | 'paper-name-missing'
  | 'paper-count-malformed'
  | 'paper-count-missing'
  | 'second-not-meant'
  | 'missing-not-accepted'
  | 'receiver-missing'
  | 'amount-malformed'
  | 'amount-unexplained'

/** By field: its name, or `name <key>` and `counts <key>` of a paper. */
export type Mistakes = ReadonlyMap<string, Mistake>
export const noMistakes: Mistakes = new Map()

export type ReadAction =
  | { readonly ok: true; readonly action: DossierAction }
  | { readonly ok: false; readonly mistakes: Mistakes }

const closingTime = '17:00'
const maximumCopies = 50

export function newDraft(dossier: DossierDetail, papers: readonly PaperRow[]): ActionDraft {
  const { dueAt } = dossier.summary
  return {
    reason: '',
    note: '',
    papers,
    returnWay: dossier.returnWay,
    isSecondMeant: false,
    isMissingAccepted: false,
    officer: '',
    target: 'unit',
    unit: '',
    authority: '',
    dueDay: '',
    dueTime: dueAt === null ? closingTime : vietnamTime(dueAt),
    isOtherReceiver: false,
    receivedBy: '',
    amount: '',
    amountReason: '',
    computedVnd: null,
  }
}

export function missingPhotos({ summary }: DossierDetail): number {
  return summary.partsExpected - summary.partsPresent
}

/** @param revision that the person has seen. @param now ms */
export function readAction(
  type: ActionType,
  draft: ActionDraft,
  dossier: DossierDetail,
  revision: number,
  now: number,
): ReadAction {
  const mistakes = new Map<string, Mistake>()
  const asks = new Set(actionKind(type).asksFor)
  const reason = draft.reason.trim()
  if (asks.has('reason') && reason === '') mistakes.set('reason', 'reason-missing')
  const papers =
    asks.has('papers-received') || asks.has('papers-wanted') ? readPapers(draft.papers, mistakes) : []
  if (asks.has('papers-wanted') && draft.papers.length === 0) mistakes.set('papers', 'papers-missing')
  if (asks.has('missing-photos') && missingPhotos(dossier) > 0 && !draft.isMissingAccepted)
    mistakes.set('missing-photos', 'missing-not-accepted')
  const isSecond = asks.has('second-request') && dossier.supplements > 0
  if (isSecond && !draft.isSecondMeant) mistakes.set('second-request', 'second-not-meant')
  if (asks.has('officer') && draft.officer === '') mistakes.set('officer', 'officer-missing')
  const authority = draft.authority.trim()
  if (asks.has('target') && draft.target === 'unit' && draft.unit === '') mistakes.set('unit', 'unit-missing')
  if (asks.has('target') && draft.target === 'authority' && authority === '')
    mistakes.set('authority', 'authority-missing')
  const dueAt = asks.has('due-date') ? readDueDate(draft, dossier, now, mistakes) : ''
  const receivedBy = draft.receivedBy.trim()
  if (asks.has('hand-over') && draft.isOtherReceiver && receivedBy === '')
    mistakes.set('receivedBy', 'receiver-missing')
  const amountVnd = parseMoney(draft.amount)
  const amountReason = draft.amountReason.trim()
  const isOtherAmount = amountVnd !== draft.computedVnd
  if (asks.has('amount') && (amountVnd === undefined || amountVnd === 0))
    mistakes.set('amount', 'amount-malformed')
  else if (asks.has('amount') && isOtherAmount && amountReason === '')
    mistakes.set('amountReason', 'amount-unexplained')
  if (mistakes.size > 0) return { ok: false, mistakes }

  const note = draft.note.trim()
  const common = { revision, ...(note === '' || !asks.has('note') ? {} : { note }) }
  switch (type) {
    case 'receive':
      return done({
        type,
        ...common,
        returnWay: draft.returnWay,
        ...(papers.length === 0 ? {} : { papers }),
      })
    case 'request-supplement':
      return done({ type, ...common, reason, papers, ...(isSecond ? { isSecondMeant: true } : {}) })
    case 'assign':
      return done({ type, ...common, officer: draft.officer })
    case 'transfer':
      return done({
        type,
        ...common,
        reason,
        to: draft.target === 'unit' ? { unit: draft.unit } : { authority },
      })
    case 'request-payment':
      return done({
        type,
        ...common,
        ...(amountVnd === undefined ? {} : { amountVnd }),
        ...(isOtherAmount && amountReason !== '' ? { amountReason } : {}),
      })
    case 'extend':
      return done({ type, ...common, reason, dueAt })
    case 'hand-over':
      return done({
        type,
        ...common,
        way: draft.returnWay,
        receivedBy: draft.isOtherReceiver ? receivedBy : null,
      })
    case 'refuse':
    case 'withdraw':
    case 'decline-transfer':
    case 'send-back':
    case 'stop':
      return done({ type, ...common, reason })
    default:
      return done({ type, ...common })
  }
}

function done(action: DossierAction): ReadAction {
  return { ok: true, action }
}

function readPapers(rows: readonly PaperRow[], mistakes: Map<string, Mistake>): PaperCount[] {
  return rows.map((row) => {
    const name = row.name.trim()
    if (name === '') mistakes.set(`name ${row.key}`, 'paper-name-missing')
    const [originals = 0, certified = 0, copies = 0] = counts.map((kind) => readCount(row[kind]))
    const all = [originals, certified, copies]
    if (all.some((count) => Number.isNaN(count))) mistakes.set(`counts ${row.key}`, 'paper-count-malformed')
    else if (all.every((count) => count === 0)) mistakes.set(`counts ${row.key}`, 'paper-count-missing')
    return { component: row.component, name, originals, certified, copies }
  })
}

/** Empty is none; NaN for what is no count. */
function readCount(typed: string): number {
  const digits = typed.trim()
  if (digits === '') return 0
  const count = /^\d{1,2}$/.test(digits) ? Number(digits) : Number.NaN
  return count > maximumCopies ? Number.NaN : count
}

function readDueDate(
  { dueDay, dueTime }: ActionDraft,
  { summary }: DossierDetail,
  now: number,
  mistakes: Map<string, Mistake>,
): string {
  if (!isCivilDay(dueDay) || !/^\d{2}:\d{2}$/.test(dueTime)) {
    mistakes.set('dueDay', 'due-missing')
    return ''
  }
  const dueAt = vietnamInstant(dueDay, dueTime)
  const before = Math.max(now, summary.dueAt === null ? 0 : Date.parse(summary.dueAt))
  if (Date.parse(dueAt) <= before) mistakes.set('dueDay', 'due-not-later')
  return dueAt
}
