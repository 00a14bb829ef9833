/** Every address of `/api/v1`, with the contract's schemas of what goes in and what comes out. */
import * as v from 'valibot'
import type publicTexts from '../../../locales/vi/public.json'
import { deliveryResponse } from '../../contract/acknowledgement.ts'
import { cataloguePack } from '../../contract/catalogue-pack.ts'
import { changesResponse, dossierStatus, trackingRequest } from '../../contract/changes.ts'
import { enrolmentRequest, enrolmentResponse, gatewayDescription } from '../../contract/enrolment.ts'
import { envelope } from '../../contract/envelope.ts'
import {
  feedbackAnswer,
  feedbackRating,
  feedbackTrackingRequest,
  publishedFeedback,
} from '../../contract/feedback.ts'
import { stopMessages } from '../../contract/messages.ts'
import { bankPayment, bankPaymentAnswer } from '../../contract/payments.ts'
import {
  publicProcedure,
  publicProcedureList,
  publicProcedureQuery,
  publicUnits,
} from '../../contract/public.ts'
import { surveyRequest } from '../../contract/survey.ts'
import {
  bookingView,
  callFeed,
  newBooking,
  slotOffer,
  ticketQuery,
  ticketView,
} from '../../contract/visitor-queue.ts'
import { voiceManifest } from '../../contract/voice-pack.ts'
import { changesQuery } from '../sync/changes.ts'

type Schema = v.GenericSchema

export interface Operation {
  readonly id: keyof typeof publicTexts.api.operation
  readonly tag: keyof typeof publicTexts.api.tag
  readonly method: 'get' | 'post' | 'head' | 'patch' | 'delete' | 'options'
  /** Below `/api/v1`, as Fastify writes it. */
  readonly path: string
  readonly query?: Readonly<Record<string, Schema>>
  /** Names of headers that must be there. */
  readonly headers?: readonly string[]
  readonly security?: 'device' | 'portal'
  readonly request?: { readonly name: string; readonly schema: Schema }
  /** What is sent is no JSON of ours. */
  readonly requestType?: string
  readonly status: number
  readonly response?: { readonly name: string; readonly schema: Schema }
  readonly responseType?: string
}

/** What the format of the exchange answers: 0 done, 1 there already, -1 error. */
const portalAnswer = v.object({ error_code: v.number(), message: v.string() })

export const operations: readonly Operation[] = [
  {
    id: 'listUnits',
    tag: 'public',
    method: 'get',
    path: '/public/units',
    status: 200,
    response: { name: 'PublicUnits', schema: publicUnits },
  },
  {
    id: 'listProcedures',
    tag: 'public',
    method: 'get',
    path: '/public/units/:unit/procedures',
    query: publicProcedureQuery.entries,
    status: 200,
    response: { name: 'PublicProcedureList', schema: publicProcedureList },
  },
  {
    id: 'readProcedure',
    tag: 'public',
    method: 'get',
    path: '/public/units/:unit/procedures/:code',
    status: 200,
    response: { name: 'PublicProcedure', schema: publicProcedure },
  },
  {
    id: 'listPublishedAnswers',
    tag: 'public',
    method: 'get',
    path: '/public/units/:unit/feedback',
    status: 200,
    response: { name: 'PublishedFeedback', schema: publishedFeedback },
  },
  {
    id: 'trackFeedback',
    tag: 'tracking',
    method: 'post',
    path: '/feedback-tracking',
    request: { name: 'FeedbackTrackingRequest', schema: feedbackTrackingRequest },
    status: 200,
    response: { name: 'FeedbackAnswer', schema: feedbackAnswer },
  },
  {
    id: 'rateFeedback',
    tag: 'tracking',
    method: 'post',
    path: '/feedback-rating',
    request: { name: 'FeedbackRating', schema: feedbackRating },
    status: 200,
    response: { name: 'FeedbackAnswer', schema: feedbackAnswer },
  },
  {
    id: 'trackDossier',
    tag: 'tracking',
    method: 'post',
    path: '/tracking',
    request: { name: 'TrackingRequest', schema: trackingRequest },
    status: 200,
    response: { name: 'DossierStatus', schema: dossierStatus },
  },
  {
    id: 'answerSurvey',
    tag: 'tracking',
    method: 'post',
    path: '/survey',
    request: { name: 'SurveyRequest', schema: surveyRequest },
    status: 204,
  },
  {
    id: 'stopMessages',
    tag: 'tracking',
    method: 'post',
    path: '/messages/stop',
    request: { name: 'StopMessages', schema: stopMessages },
    status: 204,
  },
  {
    id: 'tellPayment',
    tag: 'exchange',
    method: 'post',
    path: '/payments',
    headers: ['webhook-id', 'webhook-timestamp', 'webhook-signature'],
    request: { name: 'BankPayment', schema: bankPayment },
    status: 200,
    response: { name: 'BankPaymentAnswer', schema: bankPaymentAnswer },
  },
  {
    id: 'fetchResult',
    tag: 'tracking',
    method: 'get',
    path: '/results/:claim/:signature',
    status: 200,
    responseType: 'application/octet-stream',
  },
  {
    id: 'describeGateway',
    tag: 'devices',
    method: 'get',
    path: '/gateway',
    status: 200,
    response: { name: 'GatewayDescription', schema: gatewayDescription },
  },
  {
    id: 'enrolDevice',
    tag: 'devices',
    method: 'post',
    path: '/enrolments',
    request: { name: 'EnrolmentRequest', schema: enrolmentRequest },
    status: 200,
    response: { name: 'EnrolmentResponse', schema: enrolmentResponse },
  },
  {
    id: 'deliverEnvelopes',
    tag: 'devices',
    method: 'post',
    path: '/envelopes',
    request: { name: 'DeliveryRequest', schema: v.strictObject({ envelopes: v.array(envelope) }) },
    status: 200,
    response: { name: 'DeliveryResponse', schema: deliveryResponse },
  },
  {
    id: 'readChanges',
    tag: 'devices',
    method: 'get',
    path: '/changes',
    query: changesQuery.entries,
    security: 'device',
    status: 200,
    response: { name: 'ChangesResponse', schema: changesResponse },
  },
  { id: 'describeUploads', tag: 'devices', method: 'options', path: '/parts', status: 204 },
  {
    id: 'beginPart',
    tag: 'devices',
    method: 'post',
    path: '/parts',
    headers: ['Tus-Resumable', 'Upload-Length', 'Upload-Metadata'],
    status: 201,
  },
  {
    id: 'findPart',
    tag: 'devices',
    method: 'head',
    path: '/parts/:id',
    headers: ['Tus-Resumable'],
    status: 200,
  },
  {
    id: 'continuePart',
    tag: 'devices',
    method: 'patch',
    path: '/parts/:id',
    headers: ['Tus-Resumable', 'Upload-Offset'],
    requestType: 'application/offset+octet-stream',
    status: 204,
  },
  {
    id: 'giveUpPart',
    tag: 'devices',
    method: 'delete',
    path: '/parts/:id',
    headers: ['Tus-Resumable'],
    status: 204,
  },
  {
    id: 'readVoiceManifest',
    tag: 'devices',
    method: 'get',
    path: '/voices/:unit',
    status: 200,
    response: { name: 'VoiceManifest', schema: voiceManifest },
  },
  {
    id: 'readVoiceFile',
    tag: 'devices',
    method: 'get',
    path: '/voices/:unit/files/:digest',
    status: 200,
    responseType: 'application/octet-stream',
  },
  {
    id: 'readVoicePack',
    tag: 'devices',
    method: 'get',
    path: '/voices/:unit/pack',
    status: 200,
    responseType: 'application/octet-stream',
  },
  {
    id: 'readCatalogueManifest',
    tag: 'devices',
    method: 'get',
    path: '/catalogue/manifest',
    status: 200,
    response: { name: 'CataloguePack', schema: cataloguePack },
  },
  {
    id: 'readCatalogueFile',
    tag: 'devices',
    method: 'get',
    path: '/catalogue/files/:digest',
    status: 200,
    responseType: 'application/octet-stream',
  },
  {
    id: 'readCataloguePack',
    tag: 'devices',
    method: 'get',
    path: '/catalogue/pack',
    status: 200,
    responseType: 'application/octet-stream',
  },
  {
    id: 'takePortalDossier',
    tag: 'exchange',
    method: 'post',
    path: '/exchange/dossiers',
    security: 'portal',
    requestType: 'application/json',
    status: 200,
    response: { name: 'PortalAnswer', schema: portalAnswer },
  },
  {
    id: 'fetchPortalFile',
    tag: 'exchange',
    method: 'get',
    path: '/exchange/files/:claim/:signature',
    status: 200,
    responseType: 'application/octet-stream',
  },
  {
    id: 'takeTicket',
    tag: 'queue',
    method: 'post',
    path: '/queue/tickets/:id',
    query: ticketQuery.entries,
    security: 'device',
    status: 200,
    response: { name: 'TicketView', schema: ticketView },
  },
  {
    id: 'readTicket',
    tag: 'queue',
    method: 'get',
    path: '/queue/tickets/:id',
    status: 200,
    response: { name: 'TicketView', schema: ticketView },
  },
  {
    id: 'giveUpTicket',
    tag: 'queue',
    method: 'delete',
    path: '/queue/tickets/:id',
    status: 200,
    response: { name: 'TicketView', schema: ticketView },
  },
  {
    id: 'readCalls',
    tag: 'queue',
    method: 'get',
    path: '/queue/units/:unit/calls',
    status: 200,
    response: { name: 'CallFeed', schema: callFeed },
  },
  {
    id: 'hearOfQueue',
    tag: 'queue',
    method: 'get',
    path: '/queue/units/:unit/live',
    status: 200,
    responseType: 'text/event-stream',
  },
  {
    id: 'readSlots',
    tag: 'queue',
    method: 'get',
    path: '/queue/units/:unit/slots',
    status: 200,
    response: { name: 'SlotOffer', schema: slotOffer },
  },
  {
    id: 'bookSlot',
    tag: 'queue',
    method: 'post',
    path: '/queue/units/:unit/bookings',
    request: { name: 'NewBooking', schema: newBooking },
    status: 200,
    response: { name: 'BookingView', schema: bookingView },
  },
  {
    id: 'readBooking',
    tag: 'queue',
    method: 'get',
    path: '/queue/bookings/:id',
    status: 200,
    response: { name: 'BookingView', schema: bookingView },
  },
  {
    id: 'cancelBooking',
    tag: 'queue',
    method: 'delete',
    path: '/queue/bookings/:id',
    status: 200,
    response: { name: 'BookingView', schema: bookingView },
  },
]
