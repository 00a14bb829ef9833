/** What came of handing one message to a provider. */
import type { MessageFailure } from '../../contract/messages.ts'

export interface OutgoingMessage {
  /** The same for every try. */
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
}

export type Handed =
  | { readonly kind: 'taken' }
  | NotTaken
  /** Nobody knows: the answer is lost, or is none. */
  | { readonly kind: 'unknown' }

/** Certainly not sent. `isFinal`: nor will it be, as it is. */
export interface NotTaken {
  readonly kind: 'not-taken'
  readonly failure: MessageFailure
  readonly isFinal: boolean
  readonly retryAfterMs: number | null
}

export interface MessageProvider {
  /** It sends what comes twice under one id once. */
  readonly isIdempotent: boolean
  hand(message: OutgoingMessage): Promise<Handed>
}

export function notTaken(
  failure: MessageFailure,
  isFinal: boolean,
  retryAfterMs: number | null = null,
): NotTaken {
  return { kind: 'not-taken', failure, isFinal, retryAfterMs }
}
