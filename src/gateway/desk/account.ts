/** `/api/desk/account`: one's own password, second factor and sessions. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import * as v from 'valibot'
import type { AuditAction } from '../../contract/audit.ts'
import {
  type Account,
  passwordChange,
  passwordProof,
  type SessionList,
  secondFactorConfirmation,
} from '../../contract/people.ts'
import { passwordProblem } from '../../domain/people/password.ts'
import type { GatewayContext } from '../context.ts'
import { parseRequest, sendProblem } from '../problem-reply.ts'
import type { Staff } from '../storage/staff.ts'
import { attemptsOf } from './attempts.ts'
import { confirmSecondFactor, offerSecondFactor, renewRecoveryCodes } from './second-factor.ts'
import { forStaff } from './session.ts'
import { openSince } from './session-cookie.ts'

const sessionParameters = v.object({ id: v.pipe(v.string(), v.uuid()) })

export function accountRoutes(app: FastifyInstance, context: GatewayContext): void {
  const { storage, passwords } = context

  /** A stolen session must not become a way to guess the password. @returns null when it is right. */
  async function refuseWrongPassword(
    staff: Staff,
    password: string,
    reply: FastifyReply,
  ): Promise<FastifyReply | null> {
    const attempts = attemptsOf(context, staff.username)
    const seconds = await attempts.lockedFor()
    if (seconds !== null) return sendProblem(reply.header('retry-after', seconds), 'account-locked')
    if (await passwords.isRight(password, staff.password)) {
      await attempts.succeeded()
      return null
    }
    await attempts.failed()
    return sendProblem(reply, 'password-wrong')
  }

  app.get(
    '/account',
    forStaff(context, 'own-account', async (staff, _request, _reply, session) => {
      return {
        username: staff.username,
        hasSecondFactor: staff.totp_secret !== null,
        recoveryCodesLeft: await storage.secondFactors.recoveryCodesLeft(staff.username),
        isSecondFactorDemanded: session.demandsSecondFactor,
      } satisfies Account
    }),
  )

  const note = (staff: Staff, action: AuditAction) =>
    context.audit.record({ unit: staff.unit, who: staff.username, action, subject: staff.username })

  app.post(
    '/account/password',
    forStaff(context, 'own-account', async (staff, request, reply, session) => {
      const body = parseRequest(passwordChange, request.body)
      if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
      const { current, next } = body.value
      const refused = await refuseWrongPassword(staff, current, reply)
      if (refused !== null) return refused
      const problem = passwordProblem(next, staff.username)
      if (problem !== null) return sendProblem(reply, problem)
      // A one-time password that is kept would stay known to whoever made it.
      if (await passwords.isRight(next, staff.password)) return sendProblem(reply, 'password-unchanged')
      const hash = await passwords.hash(next)
      await storage.staff.setPassword(staff.username, { hash, mustChange: false }, session.tokenHash)
      await note(staff, 'password-changed')
      return reply.code(204).send()
    }),
  )

  app.post(
    '/account/second-factor',
    forStaff(context, 'own-account', async (staff, request, reply) => {
      const body = parseRequest(passwordProof, request.body)
      if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
      const refused = await refuseWrongPassword(staff, body.value.password, reply)
      return refused ?? offerSecondFactor(context, staff)
    }),
  )

  app.post(
    '/account/second-factor/confirmation',
    forStaff(context, 'own-account', async (staff, request, reply) => {
      const body = parseRequest(secondFactorConfirmation, request.body)
      if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
      const codes = await confirmSecondFactor(context, staff, body.value.code)
      if (codes === null) return sendProblem(reply, 'second-factor-wrong', { status: 422 })
      await note(staff, 'second-factor-changed')
      return { codes }
    }),
  )

  app.post(
    '/account/second-factor/removal',
    forStaff(context, 'own-account', async (staff, request, reply, session) => {
      const body = parseRequest(passwordProof, request.body)
      if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
      if (session.demandsSecondFactor) return sendProblem(reply, 'second-factor-demanded')
      const refused = await refuseWrongPassword(staff, body.value.password, reply)
      if (refused !== null) return refused
      await storage.secondFactors.remove(staff.username)
      await note(staff, 'second-factor-changed')
      return reply.code(204).send()
    }),
  )

  app.post(
    '/account/recovery-codes',
    forStaff(context, 'own-account', async (staff, request, reply) => {
      const body = parseRequest(passwordProof, request.body)
      if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
      if (staff.totp_secret === null) return sendProblem(reply, 'not-found')
      const refused = await refuseWrongPassword(staff, body.value.password, reply)
      return refused ?? { codes: await renewRecoveryCodes(context, staff) }
    }),
  )

  app.get(
    '/account/sessions',
    forStaff(context, 'own-account', async (staff, _request, _reply, { tokenHash }) => {
      const sessions = await storage.sessions.list(staff.username, openSince(context))
      return {
        sessions: sessions.map((session) => ({
          id: session.id,
          createdAt: session.created_at,
          seenAt: session.seen_at,
          browser: session.browser,
          isThis: session.token_hash === tokenHash,
        })),
      } satisfies SessionList
    }),
  )

  app.post(
    '/account/sessions/:id/end',
    forStaff(context, 'own-account', async (staff, request, reply) => {
      const wanted = v.safeParse(sessionParameters, request.params)
      const isEnded = wanted.success && (await storage.sessions.end(staff.username, wanted.output.id))
      if (!isEnded) return sendProblem(reply, 'not-found')
      await note(staff, 'session-revoked')
      return reply.code(204).send()
    }),
  )

  app.post(
    '/account/sessions/end-others',
    forStaff(context, 'own-account', async (staff, _request, reply, { tokenHash }) => {
      await storage.sessions.endAll(staff.username, tokenHash)
      await note(staff, 'session-revoked')
      return reply.code(204).send()
    }),
  )
}
