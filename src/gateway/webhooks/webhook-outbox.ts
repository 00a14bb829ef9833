import type { Sender } from '../exchange/sender.ts'
import type { NamedHosts } from './address-guard.ts'

/** What the rest of the gateway needs of the webhooks; `webhooks.ts` puts it together. */
export interface Webhooks {
  readonly sender: Sender
  readonly named: NamedHosts
  /** A secret as it may lie in the database. @param id of its webhook. */
  seal(id: string, secret: string): string
}
