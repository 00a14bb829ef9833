/** The log of who read and did what. Entries hold no answers and no names of citizens: only ids, codes and counts. */
import * as v from 'valibot'
import { dossierStateCode } from './changes.ts'
import { dossierDocument } from './documents.ts'
import { answers, assistedBy, filedPaper } from './payload.ts'

/** A closed set: each is a text of `locales/<language>/audit.json`. */
export const auditActions = [
  'read-dossier',
  'read-paper',
  'read-fees',
  'read-documents',
  'read-cash-book',
  'print-dossier',
  'export-dossier',
  'export-archive',
  'import-archive',
  'read-audit',
  'sign-in',
  'sign-in-failed',
  'sign-out',
  'account-locked',
  'account-added',
  'account-changed',
  'account-deactivated',
  'account-activated',
  'password-changed',
  'second-factor-changed',
  'session-revoked',
  'unit-changed',
  'enrolment-code-made',
  'device-joined',
  'device-revoked',
  'bundle-imported',
  'content-removed',
  'index-entered',
  'exchange-changed',
  'exchange-sent-again',
  'exchange-decided',
  'webhook-changed',
  'read-feedback',
  'read-feedback-part',
  'voices-published',
  'notice-changed',
  'messages-stopped',
  'messages-sent-again',
  'payment-settled',
] as const
export type AuditAction = (typeof auditActions)[number]

export const auditAction = v.picklist(auditActions)

export const auditEntry = v.object({
  /** 1, 2, 3 … without gaps in a unit. */
  number: v.number(),
  at: v.string(),
  /** A user name, a device's id, `gateway`, or `unknown` for who could not sign in. */
  who: v.string(),
  /** Of a member of staff or a device; null when there is none of that name. */
  whoName: v.nullable(v.string()),
  action: auditAction,
  /** The id of a dossier, a device or an account; null for what concerns none. */
  subject: v.nullable(v.string()),
  /** Receipt code of the dossier that the subject is. */
  receiptCode: v.nullable(v.string()),
})

/** `GET /api/desk/audit?dossier=&person=&from=&to=&before=` newest first; days in Vietnam, both included. */
export const auditPage = v.object({
  entries: v.array(auditEntry),
  /** `before` of the next page. */
  next: v.nullable(v.number()),
})
export type AuditPage = v.InferOutput<typeof auditPage>

/** `POST /api/desk/dossiers/:id/prints`, before the printer is asked. */
export const printNote = v.strictObject({ document: v.pipe(v.string(), v.regex(/^[a-z-]{1,40}$/)) })

/** `POST /api/desk/dossiers/:id/exports`: staff have seen that who asks is the person concerned, or acts for them. */
export const exportRequest = v.strictObject({ isIdentityChecked: v.literal(true) })

/**
 * Everything that is held about one dossier, for the person concerned (Law 91/2025/QH15 on personal data protection:
 * the right to know, and to be given, what is processed about oneself).
 */
export const dossierExport = v.object({
  kind: v.literal('motcua-dossier-export'),
  version: v.literal(1),
  madeAt: v.string(),
  madeBy: v.string(),
  unit: v.object({ code: v.string(), name: v.string() }),
  dossier: v.object({
    id: v.string(),
    receiptCode: v.string(),
    officialNumber: v.nullable(v.string()),
    procedure: v.string(),
    form: v.object({ name: v.string(), version: v.number() }),
    state: dossierStateCode,
    applicantName: v.string(),
    applicantLastFour: v.nullable(v.string()),
    subjectName: v.nullable(v.string()),
    language: v.string(),
    filedOn: v.string(),
    arrivedAt: v.string(),
    receivedAt: v.nullable(v.string()),
    dueAt: v.nullable(v.string()),
    /** When answers and papers were removed because their time was over. */
    contentRemovedAt: v.nullable(v.string()),
  }),
  device: v.object({ name: v.string(), createdAt: v.string() }),
  answers,
  papers: v.array(filedPaper),
  /** The files that the papers' pages name. */
  files: v.array(v.object({ sha256: v.string(), mediaType: v.string(), arrivedAt: v.nullable(v.string()) })),
  /** Without their bytes. */
  documents: v.array(dossierDocument),
  /** Who helped the citizen and how they agreed to it; null for who filed alone. */
  assistedBy: v.nullable(assistedBy),
  doubts: v.array(v.string()),
  events: v.array(
    v.object({
      number: v.number(),
      type: v.string(),
      at: v.string(),
      by: v.string(),
      note: v.nullable(v.string()),
      data: v.unknown(),
    }),
  ),
  /** Who read it, printed it, was given it: this giving included. */
  access: v.array(
    v.object({ at: v.string(), who: v.string(), whoName: v.nullable(v.string()), action: auditAction }),
  ),
})
export type DossierExport = v.InferOutput<typeof dossierExport>
