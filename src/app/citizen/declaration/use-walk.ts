/**
 * Moving through the places of a declaration. Each history entry knows how many entries of this declaration lie
 * before it, so that the back button on the screen, the browser's and a swipe all do the same, also after a
 * refresh (bug case 38). Nothing else is kept in the history.
 */
import { useTranslation } from 'react-i18next'
import { type Location, useLocation, useNavigate } from 'react-router'
import type { FormProblem } from '../../../domain/form/problem.ts'
import { useLeaveOnce } from '../../ui/screen/use-leave-once.ts'
import { useDeclaration } from './declaration-context.ts'
import { itemPlace, type Place, placesOf, reviewPlace, stepPlace, stepsToWalk } from './places.ts'

interface WalkState {
  readonly depth: number
  /** Came from the review to mend one answer: goes back there. */
  readonly isFromReview: boolean
  /** Question to put the focus on. */
  readonly question: string | null
}

/** Parsed edge: history state may be anything. */
export function walkState(location: Location): WalkState {
  const state: unknown = location.state
  const held = typeof state === 'object' && state !== null ? state : {}
  return {
    depth: 'depth' in held && typeof held.depth === 'number' ? held.depth : 0,
    isFromReview: 'isFromReview' in held && held.isFromReview === true,
    question: 'question' in held && typeof held.question === 'string' ? held.question : null,
  }
}

/** Where an answer is given. */
export interface AnswerPlace {
  readonly step: string
  readonly question: string
  /** Where the question is a group: one answer in one of its items. */
  readonly item?: NonNullable<FormProblem['item']>
}

export function useWalk(here: Place) {
  const { procedure, steps, draft, flush, lastMended } = useDeclaration()
  const { t } = useTranslation('declaration')
  const navigate = useNavigate()
  const once = useLeaveOnce()
  const state = walkState(useLocation())
  const walked = placesOf(procedure, stepsToWalk(steps, draft))
  const places = placesOf(procedure, steps).filter((place) => place === here || walked.includes(place))
  const index = places.indexOf(here)
  const base = `/ke-khai/${procedure.code}`

  function goTo(place: Place, extra: Partial<WalkState> = {}): void {
    void navigate(`${base}/${place}`, { state: { ...extra, depth: state.depth + 1 } })
  }

  return {
    /** For `Screen`: what lies behind, and which part of how many this is. */
    progress: {
      done: index,
      total: places.length,
      label: t('progress', { number: index + 1, total: places.length }),
    },
    isFromReview: state.isFromReview,
    question: state.question,
    next: () =>
      once(() => {
        void flush()
        if (state.isFromReview && state.depth > 0) void navigate(-1)
        else goTo(places[index + 1] ?? reviewPlace)
      }),
    back: () =>
      once(() => {
        void flush()
        const previous = places[index - 1]
        if (state.depth > 0) void navigate(-1)
        else if (previous !== undefined) {
          void navigate(`${base}/${previous}`, { replace: true, state: { depth: 0 } })
        } else void navigate(`/thu-tuc/${procedure.code}`)
      }),
    /** From the review to one answer and back. */
    mend: ({ step, question, item }: AnswerPlace) =>
      once(() => {
        lastMended.current = question
        const place = item === undefined ? stepPlace(step) : itemPlace(step, question, item.index)
        goTo(place, { isFromReview: true, question: item === undefined ? question : item.question })
      }),
    openItem: (step: string, group: string, itemIndex: number) =>
      once(() => {
        void flush()
        goTo(itemPlace(step, group, itemIndex))
      }),
    /** Back to where the item was opened; after a refresh of a page without history to its step. */
    leaveItem: (step: string) =>
      once(() => {
        void flush()
        if (state.depth > 0) void navigate(-1)
        else void navigate(`${base}/${stepPlace(step)}`, { replace: true, state: { depth: 0 } })
      }),
    goTo: (place: Place, extra?: Partial<WalkState>) => once(() => goTo(place, extra)),
  }
}
