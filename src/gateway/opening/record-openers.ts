/** How envelopes are opened that become no dossier: each kind by its own rules, and each alone. */
import type { EnvelopeKind } from '../../contract/envelope.ts'
import { openAssistance } from './open-assistance.ts'
import { openFeedback } from './open-feedback.ts'
import { openSupplement } from './open-supplement.ts'
import { openSurvey } from './open-survey.ts'
import { openTicket } from './open-ticket.ts'
import { openVisit } from './open-visit.ts'
import type { RecordOpener } from './record-opener.ts'

export const recordOpeners: Readonly<Partial<Record<EnvelopeKind, RecordOpener>>> = {
  supplement: openSupplement,
  assistance: openAssistance,
  feedback: openFeedback,
  survey: openSurvey,
  ticket: openTicket,
  visit: openVisit,
}
