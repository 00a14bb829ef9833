import { createContext, useContext } from 'react'
import { useLocation, useNavigate } from 'react-router'
import type { FeedbackDraft } from '../../../device/drafts.ts'
import type { Session } from '../../../device/session.ts'
import { useLeaveOnce } from '../../ui/screen/use-leave-once.ts'
import { walkState } from '../declaration/use-walk.ts'
import type { SaveState } from '../session-draft/draft-keeper.ts'
import { reviewPlace, senderPlace, start, topicPlace, wordsPlace } from './places.ts'

/** The feedback being made ready, for every screen of it. */
export interface OpenFeedback {
  readonly session: Session
  readonly draft: FeedbackDraft
  readonly saving: SaveState
  change(update: Partial<FeedbackDraft>): void
  flush(): Promise<SaveState>
  /** Leaves for good, to the receipt. */
  finish(address: string | null): Promise<void>
}

export const FeedbackContext = createContext<OpenFeedback | null>(null)

export function useFeedback(): OpenFeedback {
  const open = useContext(FeedbackContext)
  if (open === null) throw new Error('useFeedback is used below its OpenDraft')
  return open
}

const places = [topicPlace, wordsPlace, senderPlace, reviewPlace] as const
type Place = (typeof places)[number]

/** Forward and back; what was typed is saved on the way. */
export function useFeedbackWalk(here: Place) {
  const navigate = useNavigate()
  const once = useLeaveOnce()
  const { flush } = useFeedback()
  const { depth, isFromReview } = walkState(useLocation())
  const index = places.indexOf(here)
  const goTo = (place: Place, extra: { readonly isFromReview?: boolean } = {}) =>
    void navigate(`${start}/${place}`, { state: { ...extra, depth: depth + 1 } })
  return {
    number: index + 1,
    total: places.length,
    next: () =>
      once(() => {
        void flush()
        if (isFromReview && depth > 0) void navigate(-1)
        else goTo(places[index + 1] ?? reviewPlace)
      }),
    back: () =>
      once(() => {
        void flush()
        const previous = places[index - 1]
        if (depth > 0) void navigate(-1)
        else if (previous === undefined) void navigate(start)
        else void navigate(`${start}/${previous}`, { replace: true, state: { depth: 0 } })
      }),
    /** From the review to one screen and back. */
    mend: (place: Place) => once(() => goTo(place, { isFromReview: true })),
  }
}
