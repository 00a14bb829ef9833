/** Signing in at the desk: password, second factor, lock-out; and who may ask what of the routes behind it. */
import type {} from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { signInRequest } from '../../contract/desk.ts'
import type { SignInWays } from '../../contract/people.ts'
import { may, type Permission } from '../../domain/people/permissions.ts'
import { normaliseUsername } from '../../domain/people/username.ts'
import type { GatewayContext } from '../context.ts'
import { isStorable, parseRequest, sendProblem } from '../problem-reply.ts'
import type { SessionRecord } from '../storage/sessions.ts'
import type { Staff } from '../storage/staff.ts'
import { attemptsOf } from './attempts.ts'
import { consumeSecondFactor } from './second-factor.ts'
import { closeSession, describeSession, findSession, openSession, pendingOf } from './session-cookie.ts'

export function sessionRoutes(app: FastifyInstance, context: GatewayContext): void {
  const { storage, passwords, limits, audit, ownUnit } = context

  app.get(
    '/sign-in-ways',
    async () =>
      ({ openId: context.openId === null ? null : { name: context.openId.name } }) satisfies SignInWays,
  )

  app.post(
    '/session',
    { config: { rateLimit: { max: limits.signIns, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const body = parseRequest(signInRequest, request.body)
      if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
      const { password, code } = body.value
      const username = normaliseUsername(body.value.username)
      const attempts = attemptsOf(context, username)
      const seconds = await attempts.lockedFor()
      if (seconds !== null) return sendProblem(reply.header('retry-after', seconds), 'account-locked')
      // Who was deactivated is answered as a name that does not exist, in the same time.
      const staff = await storage.staff.find(username)
      const stored = staff?.deactivated_at === null ? staff.password : null
      const isRight = await passwords.isRight(password, stored)
      if (staff === undefined || !isRight) {
        await attempts.failed()
        // Of an unknown name nothing is kept: people type their password there, too.
        await audit.record({
          unit: staff?.unit ?? ownUnit,
          who: staff?.username ?? 'unknown',
          action: 'sign-in-failed',
          subject: null,
        })
        return sendProblem(reply, 'sign-in-failed')
      }
      if (staff.totp_secret !== null) {
        // Not counted: the form asks for the code and comes again.
        if (code === undefined) return sendProblem(reply, 'second-factor-required')
        if (!(await consumeSecondFactor(context, staff, code))) {
          await attempts.failed()
          await audit.record({ unit: staff.unit, who: username, action: 'sign-in-failed', subject: null })
          return sendProblem(reply, 'second-factor-wrong')
        }
      }
      await attempts.succeeded()
      await audit.record({ unit: staff.unit, who: username, action: 'sign-in', subject: null })
      return openSession(context, request, reply, { staff, way: 'password' })
    },
  )

  app.get('/session', async (request, reply) => {
    const session = await findSession(context, request)
    return session === undefined ? sendProblem(reply, 'sign-in-required') : describeSession(context, session)
  })

  app.delete('/session', async (request, reply) => {
    const session = await findSession(context, request)
    await closeSession(context, request, reply)
    if (session !== undefined)
      await audit.record({
        unit: session.staff.unit,
        who: session.staff.username,
        action: 'sign-out',
        subject: null,
      })
    return reply.code(204).send()
  })
}

type DeskHandler = (
  staff: Staff,
  request: FastifyRequest,
  reply: FastifyReply,
  session: SessionRecord,
) => Promise<unknown>

/**
 * A handler for people who have signed in and whose role has the permission. With a one-time password, or without a
 * second factor that the unit demands, only one's own account opens.
 */
export function forStaff(
  context: GatewayContext,
  permission: Permission,
  handler: DeskHandler,
): (request: FastifyRequest, reply: FastifyReply) => Promise<unknown> {
  return async (request, reply) => {
    const session = await findSession(context, request)
    if (session === undefined) return sendProblem(reply, 'sign-in-required')
    if (permission !== 'own-account') {
      const pending = pendingOf(session)
      if (pending === 'password') return sendProblem(reply, 'password-change-required')
      if (pending === 'second-factor') return sendProblem(reply, 'second-factor-setup-required')
    }
    if (!may(session.staff.role, permission)) return sendProblem(reply, 'forbidden')
    return handler(session.staff, request, reply, session)
  }
}

/**
 * SameSite=Strict keeps other sites out already; the header, which a form on another site cannot set, keeps out
 * what shares the site (another port, a sub-domain).
 */
export function refuseForeignRequests(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    const isReading = request.method === 'GET' || request.method === 'HEAD'
    if (!isReading && request.headers['x-motcua-desk'] !== '1')
      return sendProblem(reply, 'forbidden', { detail: 'header X-Motcua-Desk is missing' })
    reply.header('cache-control', 'no-store')
    // Nothing is named by a text that no database holds.
    if (!isStorable(request.params)) return sendProblem(reply, 'not-found')
  })
}

/**
 * Of one session that is open, otherwise of one address: more than people do at a desk is somebody copying it all. A
 * cookie that opens nothing counts for its address, so that inventing one for each request helps nobody; a commune's
 * people share an address, and who has signed in is not slowed down by what else comes from it. Counted apart from
 * the limits of single routes, which would else not be looked at.
 */
export function limitPeople(app: FastifyInstance, context: GatewayContext): void {
  const count = app.createRateLimit({
    max: context.limits.deskRequests,
    timeWindow: '1 minute',
    async keyGenerator(request) {
      const session = await findSession(context, request)
      return session === undefined ? `address ${request.ip}` : `session ${session.tokenHash}`
    },
  })
  app.addHook('onRequest', async (request, reply) => {
    const counted = await count(request)
    if (!counted.isAllowed && counted.isExceeded)
      return sendProblem(reply.header('retry-after', counted.ttlInSeconds), 'too-many-requests')
  })
}
