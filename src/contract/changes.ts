/** How the desk's decisions travel back to the device that filed: a cursor per device, and look-up by code. */
import * as v from 'valibot'
import { resultDownloads } from './documents.ts'
import { paperCount } from './dossier-action.ts'
import { gatewayDescription } from './enrolment.ts'
import { uuidV7 } from './envelope.ts'
import { feedbackStatus } from './feedback.ts'
import { kioskSettings } from './kiosk-settings.ts'
import { transfer } from './transfer.ts'
import { unitNews } from './unit-days.ts'
import { deviceQueue } from './visitor-queue.ts'

/** The ten national dossier states (rules.md §1.5); the device's own states are a separate set. */
export const dossierStateCode = v.picklist([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
export type DossierStateCode = v.InferOutput<typeof dossierStateCode>

const stateName = v.object({ vi: v.string(), en: v.string() })

/** State of one dossier as the public may know it: no personal detail. */
export const dossierStatus = v.object({
  envelope: uuidV7,
  receiptCode: v.string(),
  procedure: v.string(),
  state: dossierStateCode,
  /** When the envelope arrived at the gateway. */
  arrivedAt: v.string(),
  /** When the desk formally received it: the legal clock starts here. */
  receivedAt: v.nullable(v.string()),
  officialNumber: v.nullable(v.string()),
  /** Promised date and time, RFC 3339; null when staff must confirm it. */
  dueAt: v.nullable(v.string()),
  unitName: v.string(),
  /** What the citizen is asked to bring; null when nothing is. Older gateways do not say. */
  supplement: v.exactOptional(
    v.nullable(
      v.object({
        papers: v.array(paperCount),
        /** Last day, `YYYY-MM-DD`. */
        until: v.nullable(v.string()),
      }),
    ),
  ),
  /** When the last of it came, while staff have not looked at it yet; null or absent otherwise. */
  supplementArrivedAt: v.exactOptional(v.nullable(v.string())),
  /** What is to be paid before the desk goes on, whole đồng; null or absent when nothing is. */
  payment: v.exactOptional(
    v.nullable(
      v.object({
        amountVnd: v.number(),
        /** What the payer scans, for the unit's own account. Older gateways, and units without one, do not say. */
        transfer: v.exactOptional(transfer),
      }),
    ),
  ),
  /** Why it was refused, or what is asked for, in the desk's words: only for whoever proves the applicant's digits. */
  reason: v.exactOptional(v.nullable(v.string())),
  /** How many results can be fetched online, by tracking. Older gateways do not say. */
  results: v.exactOptional(v.number()),
  /** To fetch them: only for whoever proves the applicant's digits, and never kept. */
  downloads: v.exactOptional(resultDownloads),
  /** Of the state, for who does not know its code. */
  stateName: v.optional(stateName),
})
export type DossierStatus = v.InferOutput<typeof dossierStatus>

/** The same as devices read it: a newer gateway may know states that this version does not. */
export const heardStatus = v.object({
  ...dossierStatus.entries,
  state: v.fallback(v.pipe(v.number(), v.integer()), 0),
  stateName: v.fallback(v.nullish(stateName), null),
})
export type HeardStatus = v.InferOutput<typeof heardStatus>

/** @returns null for a state of a newer gateway. */
export function knownState(state: number): DossierStateCode | null {
  const known = v.safeParse(dossierStateCode, state)
  return known.success ? known.output : null
}

/**
 * `GET /api/v1/changes?cursor=N&sequence=S&queued=Q`: S is the number of the device's last envelope, Q how many of
 * its own it still has to send (both for the desk's ledger; older devices leave them out). Authorised by
 * `Authorization: Motcua device="…", created="RFC 3339", signature="…"`, where the signature is ECDSA P-256
 * over the UTF-8 bytes of `GET\n<path and query from /api/v1 on>\n<created>`.
 */
export const changesResponse = v.object({
  changes: v.array(dossierStatus),
  /** Of the feedback that the device sent; numbered together with `changes`. Older gateways know of none. */
  feedback: v.exactOptional(v.array(feedbackStatus)),
  cursor: v.pipe(v.number(), v.integer(), v.minValue(0)),
  hasMore: v.boolean(),
  /** Keys and recipients as they are now: how a key rotation reaches the devices. */
  gateway: gatewayDescription,
  /** What the device's unit is called now: it may have got another name since the device joined. Older gateways do not say. */
  unitName: v.exactOptional(v.string()),
  /** Highest sequence the gateway has of this device: a device whose own is lower has lost its store. */
  highestSequence: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** With the last page. Older gateways do not say. */
  unitNews: v.exactOptional(unitNews),
  /** The unit's queue of people; null while it has none. Older gateways do not say. */
  visitorQueue: v.exactOptional(v.nullable(deviceQueue)),
  /** For a kiosk: what its unit has set for it. Older gateways do not say. */
  kiosk: v.exactOptional(kioskSettings),
})
export type ChangesResponse = v.InferOutput<typeof changesResponse>

/**
 * The same as devices read it, entry by entry: one that they cannot read must not cost them the others. The unit's news
 * are read where they are shown.
 */
export const heardChanges = v.object({
  ...changesResponse.entries,
  changes: v.array(v.unknown()),
  feedback: v.exactOptional(v.array(v.unknown())),
  unitNews: v.exactOptional(v.unknown()),
  kiosk: v.fallback(v.nullish(kioskSettings), null),
})
export type HeardChanges = v.InferOutput<typeof heardChanges>

/** `POST /api/v1/tracking`: receipt code or official number, with the last four digits of the applicant's number. */
export const trackingRequest = v.strictObject({
  code: v.pipe(v.string(), v.maxLength(60)),
  lastFour: v.pipe(v.string(), v.regex(/^\d{4}$/)),
})
export type TrackingRequest = v.InferOutput<typeof trackingRequest>
