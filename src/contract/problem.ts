/** Named errors of the gateway (RFC 9457 problem details). The code is what screens and devices act on. */
import * as v from 'valibot'

export const problemCode = v.picklist([
  'request-malformed',
  'not-found',
  'too-many-requests',
  'payload-too-large',
  'internal',
  'unavailable',
  'version-unsupported',
  'envelope-malformed',
  'signature-invalid',
  'device-unknown',
  'device-revoked',
  'unit-mismatch',
  'sequence-conflict',
  'envelope-conflict',
  'part-unexpected',
  'part-digest-mismatch',
  'payload-unreadable',
  'payload-invalid',
  'parts-too-large',
  'bundle-malformed',
  'server-full',
  'enrolment-code-invalid',
  'enrolment-code-used',
  'enrolment-code-expired',
  'sign-in-required',
  'sign-in-failed',
  'account-locked',
  'forbidden',
  'dossier-changed',
  'transition-not-allowed',
  'officer-unsuitable',
  'unit-unsuitable',
  'extension-used',
  'due-date-not-later',
  'second-supplement-request',
  'supplement-unmatched',
  'document-type-refused',
  'document-damaged',
  'document-locked',
  'too-many-pages',
  'pages-missing',
  'document-replaced',
])
export type ProblemCode = v.InferOutput<typeof problemCode>

/** `application/problem+json`. `type` is `urn:motcua:problem:<code>`; `detail` is English, for logs and developers. */
export const problem = v.object({
  type: v.string(),
  title: v.string(),
  status: v.number(),
  code: problemCode,
  detail: v.optional(v.string()),
  /** For `request-malformed`: where the mistake is, as a dotted path. */
  path: v.optional(v.string()),
})
export type Problem = v.InferOutput<typeof problem>
