/** How envelopes are opened that become no dossier: each kind by its own rules, and each alone. */
import type { Envelope, EnvelopeKind } from '../../contract/envelope.ts'
import type { GatewayContext } from '../context.ts'
import { openSupplement } from './open-supplement.ts'
import { openVisit } from './open-visit.ts'

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

export const recordOpeners: Readonly<Partial<Record<EnvelopeKind, RecordOpener>>> = {
  supplement: openSupplement,
  visit: openVisit,
}
