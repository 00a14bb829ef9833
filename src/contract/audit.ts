/** The log of who read and did what. Entries hold no answers and no names of citizens: only ids, codes and counts. */
import * as v from 'valibot'

/** A closed set: each is a text of `locales/<language>/audit.json`. */
export const auditActions = [
  'read-dossier',
  'read-paper',
  'print-dossier',
  'export-dossier',
  'export-archive',
  'import-archive',
  'search-dossiers',
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
