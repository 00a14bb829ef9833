/** From a stored envelope to a dossier; what cannot become one is quarantined for staff, never refused and never lost. */

import { v7 as uuidV7 } from 'uuid'
import * as v from 'valibot'
import { type Envelope, envelope as envelopeSchema } from '../../contract/envelope.ts'
import { type SubmissionPayload, submissionPayload } from '../../contract/payload.ts'
import type { ProblemCode } from '../../contract/problem.ts'
import { applicantOf } from '../../domain/form/applicant.ts'
import { applicableAnswers, completeAnswers } from '../../domain/form/evaluate.ts'
import { problemPlace } from '../../domain/form/problem.ts'
import { findProblems } from '../../domain/form/validate.ts'
import { parseAddress } from '../../domain/message/message.ts'
import { receiptCodeOf } from '../../domain/receipt/receipt-code.ts'
import { vietnamDay } from '../../domain/time/vietnam-time.ts'
import { openPayload } from '../../vault/payload.ts'
import type { Catalogue } from '../catalogue.ts'
import type { Keys } from '../keys.ts'
import type { NewDossier } from '../storage/dossiers.ts'
import type { StoredEnvelope } from '../storage/envelopes.ts'
import type { Storage } from '../storage/storage.ts'
import { isKnownNow, newerForm, unknownKind, unknownProcedure } from './newer-rules.ts'
import type { OpeningContext } from './record-opener.ts'
import { recordOpeners } from './record-openers.ts'

/** PostgreSQL has no room for it in any text. */
const nul = '\u0000'

type Reading =
  | { readonly ok: true; readonly dossier: NewDossier }
  | {
      readonly ok: false
      readonly problem: 'payload-unreadable' | 'payload-invalid'
      /** Names fields, never answers. */
      readonly detail: string
    }

/** All dossiers of the batch in one transaction, then the rest, such as papers that came for dossiers filed before. */
export async function openEnvelopes(
  context: OpeningContext,
  batch: readonly StoredEnvelope[],
): Promise<void> {
  const { storage, keys, catalogue } = context
  const dossiers: NewDossier[] = []
  const others: (() => Promise<void>)[] = []
  const quarantine = (id: string, { problem, detail }: { problem: ProblemCode; detail: string }) =>
    storage.envelopes.quarantine(id, problem, detail.replaceAll(nul, ''))
  for (const { id, body, receivedAt } of batch) {
    const envelope = v.parse(envelopeSchema, JSON.parse(body))
    const openRecord = recordOpeners[envelope.kind]
    if (openRecord !== undefined) {
      others.push(async () => {
        const opened = await openRecord(context, envelope, receivedAt)
        if (!opened.ok) await quarantine(id, opened)
      })
      continue
    }
    const reading = await read(envelope, receivedAt, keys, catalogue)
    if (reading.ok) dossiers.push(reading.dossier)
    else await quarantine(id, reading)
  }
  await storage.dossiers.open(dossiers)
  // After the dossiers: theirs may be among them.
  for (const open of others) await open()
}

/** Gives the opener again what was quarantined for the rules of a newer version that this one has by now. */
export async function releaseKnown({
  storage,
  catalogue,
}: {
  storage: Storage
  catalogue: Catalogue
}): Promise<void> {
  const quarantined = await storage.envelopes.quarantinedFor('payload-invalid')
  const known = quarantined.filter(({ detail }) => isKnownNow(detail ?? '', catalogue))
  await storage.envelopes.release(known.map(({ id }) => id))
}

async function read(
  envelope: Envelope,
  receivedAt: string,
  keys: Keys,
  catalogue: Catalogue,
): Promise<Reading> {
  const invalid = (detail: string): Reading => ({ ok: false, problem: 'payload-invalid', detail })
  const kind = unknownKind(envelope.kind)
  if (kind !== null) return invalid(kind)
  const opened = await openPayload(envelope.sealed, keys.identities, submissionPayload)
  if (!opened.ok) return opened
  const { payload } = opened
  const procedure = catalogue.procedure(payload.procedure)
  if (procedure === undefined) return invalid(unknownProcedure(payload))
  if (procedure.form !== payload.form.name) return invalid('the form is not that of the procedure')
  const form = catalogue.form(payload.form.name)
  if (form === undefined) return invalid('the form is unknown')
  if (payload.form.version > form.version) return invalid(newerForm(payload))
  if (!namesOnlyItsParts(payload, envelope)) return invalid('a paper names a part that the envelope does not')

  const today = dayOfFiling(payload, receivedAt)
  // What was right under the form of its day is not refused for a question that came later: staff look at it.
  const isEarlier = payload.form.version < form.version
  const problems = findProblems(form, payload.answers, { today })
  const error = isEarlier ? undefined : problems.find((problem) => problem.severity === 'error')
  if (error !== undefined) return invalid(`${problemPlace(error)}: ${error.check ?? error.code}`)
  const applicant = applicantOf(form, completeAnswers(form, payload.answers, today))
  const assisted = payload.assistedBy === undefined ? [] : Object.values(payload.assistedBy.consent)
  const contact = contactOf(payload)
  const texts = [...assisted, applicant.name, applicant.subjectName, applicant.lastFour, payload.language]
  if (texts.some((text) => text?.includes(nul))) return invalid('a text holds a character that is none')
  return {
    ok: true,
    dossier: {
      id: uuidV7(),
      envelope: envelope.id,
      receipt_code: receiptCodeOf(envelope.id),
      unit: envelope.unit,
      device: envelope.device,
      procedure: procedure.code,
      form_name: form.name,
      form_version: payload.form.version,
      applicant_name: applicant.name,
      applicant_last_four: applicant.lastFour ?? null,
      subject_name: applicant.subjectName ?? null,
      answers: JSON.stringify(isEarlier ? payload.answers : applicableAnswers(form, payload.answers, today)),
      papers: JSON.stringify(payload.papers),
      doubts: JSON.stringify(
        problems.map((problem) => problem.check ?? `${problemPlace(problem)}: ${problem.code}`),
      ),
      language: payload.language,
      filed_on: payload.filedOn,
      assisted_by: payload.assistedBy === undefined ? null : JSON.stringify(payload.assistedBy),
      arrived_at: receivedAt,
      contact,
    },
  }
}

/** Where nothing can go there is nothing to tell: the dossier is not held up for it. */
function contactOf({ contact, language }: SubmissionPayload): NewDossier['contact'] {
  const address = contact === undefined ? null : parseAddress(contact.channel, contact.address)
  return contact === undefined || address === null
    ? undefined
    : { channel: contact.channel, address, language }
}

/** The day by the device, for what was true when the citizen filed; a device whose clock runs ahead is not believed. */
function dayOfFiling(payload: SubmissionPayload, receivedAt: string): string {
  const today = vietnamDay(receivedAt)
  if (payload.filedOn > today) return today
  return payload.filedOn
}

function namesOnlyItsParts(payload: SubmissionPayload, envelope: Envelope): boolean {
  const known = new Set(envelope.parts.map((part) => part.sha256))
  return payload.papers.every((paper) => paper.pages.every((page) => known.has(page)))
}
