/** What a decision on feedback changes: its state, its clocks, and who may read it from now on. */
import type { FeedbackDecision } from '../../contract/feedback.ts'
import type { ProblemCode } from '../../contract/problem.ts'
import { answerDueAfter, nextDue } from '../../domain/feedback/clocks.ts'
import { isOpenFeedback, stateAfter } from '../../domain/feedback/states.ts'
import type { GatewayContext } from '../context.ts'
import type { Feedback } from '../storage/feedback.ts'
import type { Staff } from '../storage/staff.ts'
import { excludedFrom } from './describe.ts'

type Decided = { readonly ok: true } | { readonly ok: false; readonly problem: ProblemCode }
type Changes = Partial<Feedback>

/** One transaction: of two who decide on the same revision the second hears `dossier-changed`. */
export async function decideOnFeedback(
  context: Pick<GatewayContext, 'storage' | 'catalogue' | 'now'>,
  staff: Pick<Staff, 'username'>,
  feedback: Feedback,
  decision: FeedbackDecision,
): Promise<Decided> {
  const { storage, catalogue, now } = context
  if (decision.revision !== feedback.revision) return { ok: false, problem: 'dossier-changed' }
  const state = stateAfter(feedback.state, decision.type)
  if (state === null) return { ok: false, problem: 'transition-not-allowed' }
  // Its time is over: there is nothing left that could be answered.
  if (feedback.content_removed_at !== null && isOpenFeedback(state))
    return { ok: false, problem: 'content-removed' }
  const at = now().toISOString()
  const own = await ownChanges(context, feedback, decision, at)
  if (!own.ok) return own
  const dueAt =
    feedback.paused_at === null || state === 'more-asked'
      ? feedback.due_at
      : answerDueAfter(feedback.due_at, feedback.paused_at, at, catalogue.calendar)
  const changed = await storage.feedback.change({
    feedback: feedback.id,
    revision: feedback.revision,
    type: decision.type,
    at,
    by: staff.username,
    note: 'reason' in decision ? stored(decision.reason) : null,
    changes: {
      state,
      due_at: dueAt,
      step_due_at: nextDue(
        state,
        { arrivedAt: startOf(feedback, decision, at), answerDueAt: dueAt },
        catalogue.calendar,
      ),
      paused_at: state === 'more-asked' ? (feedback.paused_at ?? at) : null,
      closed_at: isOpenFeedback(state) ? null : (feedback.closed_at ?? at),
      ...own.changes,
    },
  })
  return changed ? { ok: true } : { ok: false, problem: 'dossier-changed' }
}

/** A unit that is handed something decides on it from the moment it gets it. */
function startOf({ arrived_at: arrivedAt }: Feedback, { type }: FeedbackDecision, at: string): string {
  return type === 'forward' ? at : arrivedAt
}

async function ownChanges(
  { storage }: Pick<GatewayContext, 'storage'>,
  feedback: Feedback,
  decision: FeedbackDecision,
  at: string,
): Promise<
  { readonly ok: true; readonly changes: Changes } | { readonly ok: false; readonly problem: ProblemCode }
> {
  const done = (changes: Changes) => ({ ok: true as const, changes })
  const excluded = excludedFrom(feedback)
  const handlers = async () =>
    (await storage.handlers.feedbackHandlers(feedback.handler_unit)).map(({ username }) => username)
  switch (decision.type) {
    case 'assign': {
      const isSuitable = (await handlers()).includes(decision.officer) && !excluded.includes(decision.officer)
      return isSuitable ? done({ officer: decision.officer }) : { ok: false, problem: 'officer-unsuitable' }
    }
    case 'exclude': {
      const people = [...new Set(decision.people)].sort()
      const all = await handlers()
      if (!people.every((person) => all.includes(person) || excluded.includes(person)))
        return { ok: false, problem: 'officer-unsuitable' }
      // Somebody must be left who can read it; otherwise it belongs to the unit above.
      if (all.every((person) => people.includes(person))) return { ok: false, problem: 'officer-unsuitable' }
      const officer = feedback.officer !== null && people.includes(feedback.officer) ? null : feedback.officer
      return done({ excluded: JSON.stringify(people), officer })
    }
    case 'forward': {
      const here = await storage.units.find(feedback.handler_unit)
      const units = here === undefined ? [] : await storage.units.ofTree(here)
      return units.some(({ code }) => code === decision.unit)
        ? done({ handler_unit: decision.unit, officer: null })
        : { ok: false, problem: 'unit-unsuitable' }
    }
    case 'answer':
      return done({ reply: stored(decision.answer), replied_at: at })
    case 'ask-more':
    case 'refuse':
      return done({ reply: stored(decision.reason), replied_at: at })
    case 'note-more':
      // What was asked for is answered; the citizen sees that it is being worked on.
      return done({ reply: null, replied_at: null })
    case 'publish':
      return done({
        question: stored(decision.question),
        publication: stored(decision.answer),
        published_at: at,
      })
    case 'withdraw-publication':
      return done({ question: null, publication: null, published_at: null })
    case 'take-up':
    case 'mark-spam':
    case 'unmark-spam':
      return done({})
    default:
      return decision satisfies never
  }
}

/** PostgreSQL has no room for it in any text. */
function stored(text: string): string {
  return text.replaceAll('\u0000', '')
}
