/**
 * Moving through the places of a declaration. Each history entry knows how many entries of this declaration lie
 * before it, so that the back button on the screen, the browser's and a swipe all do the same, also after a
 * refresh (bug case 38). Nothing else is kept in the history.
 */
import { type Location, useLocation, useNavigate } from 'react-router'
import { useDeclaration } from './declaration-context.ts'
import { type Place, placesOf, reviewPlace, stepPlace } from './places.ts'

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

export function useWalk(here: Place) {
  const { procedure, steps, flush, lastMended } = useDeclaration()
  const navigate = useNavigate()
  const state = walkState(useLocation())
  const places = placesOf(procedure, steps)
  const index = places.indexOf(here)
  const base = `/ke-khai/${procedure.code}`

  function goTo(place: Place, extra: Partial<WalkState> = {}): void {
    void navigate(`${base}/${place}`, { state: { ...extra, depth: state.depth + 1 } })
  }

  return {
    number: index + 1,
    total: places.length,
    isFromReview: state.isFromReview,
    question: state.question,
    next(): void {
      void flush()
      if (state.isFromReview && state.depth > 0) void navigate(-1)
      else goTo(places[index + 1] ?? reviewPlace)
    },
    back(): void {
      void flush()
      const previous = places[index - 1]
      if (state.depth > 0) void navigate(-1)
      else if (previous !== undefined) {
        void navigate(`${base}/${previous}`, { replace: true, state: { depth: 0 } })
      } else void navigate(`/thu-tuc/${procedure.code}`)
    },
    /** From the review to one answer and back. */
    mend(step: string, question: string): void {
      lastMended.current = question
      goTo(stepPlace(step), { isFromReview: true, question })
    },
    goTo,
  }
}
