/** The session behind the cookie, which no script reads and no other site sends: opened, found, forgotten. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type {} from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { StaffSession } from '../../contract/desk.ts'
import type { GatewayContext } from '../context.ts'
import type { SessionRecord } from '../storage/sessions.ts'
import type { Staff } from '../storage/staff.ts'
import type { SignInWay } from '../storage/tables/people.ts'

const cookieName = 'motcua-desk'
const absoluteMs = 12 * 3_600_000
const idleMs = 60 * 60_000
/** A session's last use is written at most this often. */
const touchMs = 60_000
const browserLength = 200

export async function openSession(
  context: GatewayContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { staff, way }: { readonly staff: Staff; readonly way: SignInWay },
): Promise<StaffSession> {
  const { storage, base } = context
  const now = context.now()
  const token = randomBytes(32).toString('base64url')
  const session = {
    token_hash: hashOf(token),
    id: randomUUID(),
    username: staff.username,
    way,
    browser: (request.headers['user-agent'] ?? '').slice(0, browserLength),
    created_at: now.toISOString(),
    seen_at: now.toISOString(),
  }
  await storage.sessions.open(session, new Date(now.getTime() - absoluteMs).toISOString())
  reply.setCookie(cookieName, token, {
    path: base,
    httpOnly: true,
    sameSite: 'strict',
    secure: request.protocol === 'https',
    maxAge: absoluteMs / 1000,
  })
  const opened = await storage.sessions.find(session.token_hash)
  if (opened === undefined) throw new Error(`the session of ${staff.username} ended as it began`)
  return describeSession(context, opened)
}

/** The limit on requests asks first, then the route: one look for both. */
const sessions = new WeakMap<FastifyRequest, Promise<SessionRecord | undefined>>()

/** Undefined without a session, for somebody deactivated, after 12 hours and after an idle one. */
export function findSession(
  context: GatewayContext,
  request: FastifyRequest,
): Promise<SessionRecord | undefined> {
  const found = sessions.get(request) ?? lookUp(context, request)
  sessions.set(request, found)
  return found
}

async function lookUp(
  { storage, now }: GatewayContext,
  request: FastifyRequest,
): Promise<SessionRecord | undefined> {
  const token = request.cookies[cookieName]
  if (token === undefined) return undefined
  const session = await storage.sessions.find(hashOf(token))
  if (session === undefined) return undefined
  const time = now()
  const idle = time.getTime() - Date.parse(session.seenAt)
  const age = time.getTime() - Date.parse(session.createdAt)
  if (age > absoluteMs || idle > idleMs) {
    await storage.sessions.close(session.tokenHash)
    return undefined
  }
  if (idle > touchMs) await storage.sessions.touch(session.tokenHash, time.toISOString())
  return session
}

export async function closeSession(
  { storage, base }: GatewayContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const token = request.cookies[cookieName]
  if (token !== undefined) await storage.sessions.close(hashOf(token))
  reply.clearCookie(cookieName, { path: base })
}

/** A session that was last used before this has ended. */
export function openSince({ now }: Pick<GatewayContext, 'now'>): string {
  return new Date(now().getTime() - idleMs).toISOString()
}

/**
 * What stands before everything but one's own account. Who comes by OpenID Connect has shown what the provider asks:
 * password and second factor are its matter.
 */
export function pendingOf({ way, staff, demandsSecondFactor }: SessionRecord): StaffSession['pending'] {
  if (way !== 'password') return null
  if (staff.must_change_password === 1) return 'password'
  return demandsSecondFactor && staff.totp_secret === null ? 'second-factor' : null
}

export async function describeSession(
  { storage }: GatewayContext,
  session: SessionRecord,
): Promise<StaffSession> {
  const { staff } = session
  const unit = await storage.units.find(staff.unit)
  if (unit === undefined) throw new Error(`${staff.username} belongs to no unit`)
  return {
    username: staff.username,
    name: staff.name,
    role: staff.role,
    unit: { code: unit.code, name: unit.name },
    pending: pendingOf(session),
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
