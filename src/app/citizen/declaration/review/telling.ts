/** Whether and where the citizen wants to be told how it goes, as chosen at the last step. */
import type { MessageContact } from '../../../../contract/messages.ts'
import { type MessageChannel, parseAddress } from '../../../../domain/message/message.ts'

export interface Telling {
  readonly isWanted: boolean
  readonly channel: MessageChannel | null
  readonly address: string
}

export const untold: Telling = { isWanted: false, channel: null, address: '' }

type Contact =
  | { readonly ok: true; readonly value: MessageContact | undefined }
  | { readonly ok: false; readonly problem: 'channel' | 'address' }

export function contactOf({ isWanted, channel, address }: Telling): Contact {
  if (!isWanted) return { ok: true, value: undefined }
  if (channel === null) return { ok: false, problem: 'channel' }
  const parsed = parseAddress(channel, address)
  return parsed === null
    ? { ok: false, problem: 'address' }
    : { ok: true, value: { channel, address: parsed } }
}
