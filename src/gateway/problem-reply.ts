/** Every error leaves as RFC 9457 problem details with a code of the contract, never with a stack or a page. */
import { STATUS_CODES } from 'node:http'
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify'
import * as v from 'valibot'
import type { Problem, ProblemCode } from '../contract/problem.ts'

const statuses = {
  'request-malformed': 400,
  'not-found': 404,
  'too-many-requests': 429,
  'payload-too-large': 413,
  internal: 500,
  unavailable: 503,
  'version-unsupported': 412,
  'envelope-malformed': 400,
  'signature-invalid': 401,
  'device-unknown': 401,
  'device-revoked': 403,
  'unit-mismatch': 403,
  'sequence-conflict': 409,
  'envelope-conflict': 409,
  'part-unexpected': 409,
  'part-digest-mismatch': 422,
  'payload-unreadable': 422,
  'payload-invalid': 422,
  'parts-too-large': 413,
  'bundle-malformed': 422,
  'server-full': 507,
  'enrolment-code-invalid': 403,
  'enrolment-code-used': 409,
  'enrolment-code-expired': 410,
  'sign-in-required': 401,
  'sign-in-failed': 401,
  'account-locked': 423,
  forbidden: 403,
  'password-change-required': 403,
  'second-factor-setup-required': 403,
  'second-factor-required': 401,
  'second-factor-wrong': 401,
  'second-factor-demanded': 409,
  'password-wrong': 403,
  'password-too-short': 422,
  'password-too-long': 422,
  'password-is-username': 422,
  'password-common': 422,
  'password-unchanged': 422,
  'username-invalid': 422,
  'username-taken': 409,
  'name-invalid': 422,
  'role-not-allowed': 422,
  'unit-not-allowed': 422,
  'identity-taken': 409,
  'last-administrator': 409,
  'own-account': 409,
  'dossier-changed': 409,
  'transition-not-allowed': 409,
  'content-removed': 410,
  'officer-unsuitable': 422,
  'unit-unsuitable': 422,
  'extension-used': 409,
  'due-date-not-later': 422,
  'second-supplement-request': 409,
  'supplement-unmatched': 409,
  'document-type-refused': 415,
  'document-damaged': 422,
  'document-locked': 422,
  'too-many-pages': 413,
  'pages-missing': 409,
  'document-replaced': 409,
  'fee-changed': 409,
  'fee-unknown': 404,
  'fee-not-due': 409,
  'fee-unpaid': 409,
  'exemption-unchecked': 422,
  'number-unavailable': 503,
  'address-refused': 422,
  'queue-off': 409,
  'queue-changed': 409,
  'slot-full': 409,
  'booking-unknown': 404,
  'audio-refused': 422,
  'recording-changed': 409,
  'amount-differs': 409,
  'own-recording': 403,
} as const satisfies Record<ProblemCode, number>

export interface ProblemDetails {
  /** English, for logs and developers; nothing personal. */
  readonly detail?: string
  readonly path?: string
  /** Where a protocol (tus) asks for another status than the code's own. */
  readonly status?: number
}

export function sendProblem(
  reply: FastifyReply,
  code: ProblemCode,
  details: ProblemDetails = {},
): FastifyReply {
  const status = details.status ?? statuses[code]
  const body: Problem = {
    type: `urn:motcua:problem:${code}`,
    title: STATUS_CODES[status] ?? 'Error',
    ...details,
    status,
    code,
  }
  return reply.code(status).type('application/problem+json').send(JSON.stringify(body))
}

/**
 * A request body by its schema, or the problem to answer with.
 * @param holds `anything`: what is in it is judged one by one, and texts that cannot be stored are no fault of the whole.
 */
export function parseRequest<Schema extends v.GenericSchema>(
  schema: Schema,
  input: unknown,
  holds: 'text' | 'anything' = 'text',
):
  | { readonly ok: true; readonly value: v.InferOutput<Schema> }
  | { readonly ok: false; readonly details: ProblemDetails } {
  const parsed = v.safeParse(schema, input)
  if (parsed.success)
    return holds === 'anything' || isStorable(parsed.output)
      ? { ok: true, value: parsed.output }
      : { ok: false, details: { detail: 'holds text that is none' } }
  const path = v.getDotPath(parsed.issues[0])
  return { ok: false, details: { detail: 'does not match the contract', ...(path === null ? {} : { path }) } }
}

/** PostgreSQL has no room for the character zero, and half a surrogate pair has no digest (RFC 8785). */
export function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\u0000') && value.isWellFormed()
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([name, held]) => isStorable(name) && isStorable(held))
}

export function answerErrorsWithProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500
    if (status >= 500) {
      request.log.error({ err: error }, 'request failed')
      return sendProblem(reply, status === 503 ? 'unavailable' : 'internal')
    }
    return sendProblem(reply, codeOf(status), { detail: error.code, status })
  })
}

function codeOf(status: number): ProblemCode {
  if (status === 404) return 'not-found'
  if (status === 413) return 'payload-too-large'
  if (status === 429) return 'too-many-requests'
  return 'request-malformed'
}
