/** What opens envelopes of one kind that become no dossier. */
import type { Envelope } from '../../contract/envelope.ts'
import type { GatewayContext } from '../context.ts'

export type OpeningContext = Pick<GatewayContext, 'storage' | 'keys' | 'catalogue' | 'now'>

export type RecordOpened =
  | { readonly ok: true }
  | {
      readonly ok: false
      readonly problem: 'payload-unreadable' | 'payload-invalid' | 'supplement-unmatched'
      /** Names fields, never answers. */
      readonly detail: string
    }

/** Stores what is inside and marks the envelope as opened, in one transaction; twice leaves one. */
export type RecordOpener = (
  context: OpeningContext,
  envelope: Envelope,
  /** RFC 3339 */
  receivedAt: string,
) => Promise<RecordOpened>
