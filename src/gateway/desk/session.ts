/** Signing in at the desk: password, lock-out, and a session cookie that no script reads and no other site sends. */
import { createHash, randomBytes } from 'node:crypto'
import type {} from '@fastify/cookie'
import type {} from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type StaffSession, signInRequest } from '../../contract/desk.ts'
import { may, type Permission } from '../../domain/people/permissions.ts'
import type { GatewayContext } from '../context.ts'
import { parseRequest, sendProblem } from '../problem-reply.ts'
import type { Staff } from '../storage/staff.ts'
import { isPasswordRight } from './password.ts'

const cookieName = 'motcua-desk'
const failureLimit = 5
const lockOutMs = 15 * 60_000
const absoluteMs = 12 * 3_600_000
const idleMs = 60 * 60_000
/** A session's last use is written at most this often. */
const touchMs = 60_000

export function sessionRoutes(app: FastifyInstance, context: GatewayContext): void {
  const { storage, base, limits, audit, ownUnit } = context

  app.post(
    '/session',
    { config: { rateLimit: { max: limits.signIns, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const body = parseRequest(signInRequest, request.body)
      if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
      const username = body.value.username.normalize('NFC').trim().toLowerCase()
      const now = context.now()
      const staff = await storage.staff.find(username)
      if (staff?.locked_until != null && staff.locked_until > now.toISOString()) {
        const seconds = Math.ceil((Date.parse(staff.locked_until) - now.getTime()) / 1000)
        return sendProblem(reply.header('retry-after', seconds), 'account-locked')
      }
      const isRight = await isPasswordRight(body.value.password, staff?.password ?? null)
      if (staff === undefined || !isRight) {
        const lockedUntil = new Date(now.getTime() + lockOutMs).toISOString()
        if (staff !== undefined) await storage.staff.noteFailure(username, failureLimit, lockedUntil)
        // Of an unknown name nothing is kept: people type their password there, too.
        await audit.record({
          unit: staff?.unit ?? ownUnit,
          who: staff?.username ?? 'unknown',
          action: 'sign-in-failed',
          subject: null,
        })
        return sendProblem(reply, 'sign-in-failed')
      }
      await audit.record({ unit: staff.unit, who: username, action: 'sign-in', subject: null })
      await storage.staff.clearFailures(username)
      const token = randomBytes(32).toString('base64url')
      const staleBefore = new Date(now.getTime() - absoluteMs).toISOString()
      await storage.staff.openSession(hashOf(token), username, now.toISOString(), staleBefore)
      reply.setCookie(cookieName, token, {
        path: base,
        httpOnly: true,
        sameSite: 'strict',
        secure: request.protocol === 'https',
        maxAge: absoluteMs / 1000,
      })
      return describe(context, staff)
    },
  )

  app.get('/session', async (request, reply) => {
    const staff = await signedIn(context, request)
    return staff === undefined ? sendProblem(reply, 'sign-in-required') : describe(context, staff)
  })

  app.delete('/session', async (request, reply) => {
    const token = request.cookies[cookieName]
    const staff = await signedIn(context, request)
    if (token !== undefined) await storage.staff.closeSession(hashOf(token))
    if (staff !== undefined)
      await audit.record({ unit: staff.unit, who: staff.username, action: 'sign-out', subject: null })
    return reply.clearCookie(cookieName, { path: base }).code(204).send()
  })
}

/** Who sent the request; undefined without a session, and after 12 hours or an idle one. */
async function signedIn(
  { storage, now }: GatewayContext,
  request: FastifyRequest,
): Promise<Staff | undefined> {
  const token = request.cookies[cookieName]
  if (token === undefined) return undefined
  const session = await storage.staff.findSession(hashOf(token))
  if (session === undefined) return undefined
  const time = now()
  const idle = time.getTime() - Date.parse(session.seenAt)
  const age = time.getTime() - Date.parse(session.createdAt)
  if (age > absoluteMs || idle > idleMs) {
    await storage.staff.closeSession(session.tokenHash)
    return undefined
  }
  if (idle > touchMs) await storage.staff.touchSession(session.tokenHash, time.toISOString())
  return session.staff
}

type DeskHandler = (staff: Staff, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>

/** A handler for people who have signed in and whose role has the permission. */
export function forStaff(
  context: GatewayContext,
  permission: Permission,
  handler: DeskHandler,
): (request: FastifyRequest, reply: FastifyReply) => Promise<unknown> {
  return async (request, reply) => {
    const staff = await signedIn(context, request)
    if (staff === undefined) return sendProblem(reply, 'sign-in-required')
    if (!may(staff.role, permission)) return sendProblem(reply, 'forbidden')
    return handler(staff, request, reply)
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
  })
}

/**
 * Of one session, or of one address without any: more than people do at a desk is somebody copying it all. Counted
 * apart from the limits of single routes, which would else not be looked at.
 */
export function limitPeople(app: FastifyInstance, perMinute: number): void {
  const count = app.createRateLimit({
    max: perMinute,
    timeWindow: '1 minute',
    keyGenerator: (request) => {
      const token = request.cookies[cookieName]
      return token === undefined ? request.ip : hashOf(token)
    },
  })
  app.addHook('onRequest', async (request, reply) => {
    const counted = await count(request)
    if (!counted.isAllowed && counted.isExceeded)
      return sendProblem(reply.header('retry-after', counted.ttlInSeconds), 'too-many-requests')
  })
}

async function describe({ storage }: GatewayContext, staff: Staff): Promise<StaffSession> {
  const unit = await storage.units.find(staff.unit)
  if (unit === undefined) throw new Error(`${staff.username} belongs to no unit`)
  return {
    username: staff.username,
    name: staff.name,
    role: staff.role,
    unit: { code: unit.code, name: unit.name },
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
