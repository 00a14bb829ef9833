/** Messages to citizens who asked for them: where they go, how they end, and what the desk sees of them. */
import * as v from 'valibot'
import { messageChannels, messageKinds } from '../domain/message/message.ts'

export const messageChannel = v.picklist(messageChannels)

/** What a citizen gives with a declaration. */
export const messageContact = v.strictObject({
  channel: messageChannel,
  /** A phone number or an e-mail address. */
  address: v.pipe(v.string(), v.minLength(1), v.maxLength(254)),
})
export type MessageContact = v.InferOutput<typeof messageContact>

/** `POST /api/v1/messages/stop`, from the link that each message carries. 204 whether or not there is such a code. */
export const stopMessages = v.strictObject({ code: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{16}$/)) })
export type StopMessages = v.InferOutput<typeof stopMessages>

/** `no-answer`: it may have been sent, and the provider cannot tell repetitions apart; staff decide. */
export const messageFailures = ['unreachable', 'no-answer', 'refused', 'status'] as const
export const messageFailure = v.picklist(messageFailures)
export type MessageFailure = v.InferOutput<typeof messageFailure>

/** `GET /api/desk/dossiers/:id/messages`; null for a citizen who did not ask for any. */
export const dossierMessages = v.object({
  contact: v.nullable(
    v.object({
      channel: messageChannel,
      /** With its middle left out. */
      address: v.string(),
      stoppedAt: v.nullable(v.string()),
    }),
  ),
  messages: v.array(
    v.object({
      number: v.number(),
      kind: v.picklist(messageKinds),
      queuedAt: v.string(),
      sentAt: v.nullable(v.string()),
      /** Not sent: unwanted by then, or too old. */
      droppedAt: v.nullable(v.string()),
    }),
  ),
})
export type DossierMessages = v.InferOutput<typeof dossierMessages>

/** `GET /api/desk/messages` */
export const messageOverview = v.object({
  /** Those that a provider is configured for. */
  channels: v.array(messageChannel),
  waiting: v.number(),
  /** In the last thirty days. */
  sent: v.number(),
  /** Given up, last first. */
  dead: v.array(
    v.object({
      /** Of the dossier. */
      id: v.string(),
      code: v.string(),
      channel: messageChannel,
      failure: v.nullable(messageFailure),
      changedAt: v.string(),
    }),
  ),
})
export type MessageOverview = v.InferOutput<typeof messageOverview>
