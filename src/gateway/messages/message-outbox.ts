import type { MessageChannel } from '../../domain/message/message.ts'
import type { Sender } from '../exchange/sender.ts'

/** What the rest of the gateway needs of messages to citizens; `messages.ts` puts it together. */
export interface Messages {
  readonly sender: Sender
  readonly channels: readonly MessageChannel[]
  /** Queues what people are to be reminded of. */
  remind(): Promise<void>
}
