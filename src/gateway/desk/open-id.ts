/**
 * `/api/desk/oidc`: signing in at the province's OpenID Connect provider and coming back.
 *
 * The way back is a navigation that another site began, so no SameSite=Strict cookie comes with it. What was begun here
 * is therefore kept in a cookie of its own that is Lax, sealed, for this path only and good for ten minutes. The session
 * cookie stays Strict: it is set by the answer to the way back, and first sent by the desk's own page, which asks
 * `api/desk/session` as a request of the same site whatever led to the page.
 */
import type {} from '@fastify/cookie'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as v from 'valibot'
import { openIdFailureParameter, type openIdFailures } from '../../contract/people.ts'
import { normaliseText } from '../../domain/text/normalise.ts'
import type { GatewayContext } from '../context.ts'
import type { OpenIdPerson } from '../people/open-id.ts'
import { sendProblem } from '../problem-reply.ts'
import type { Staff } from '../storage/staff.ts'
import { openForAccount, sealForAccount } from './account-seal.ts'
import { openSession } from './session-cookie.ts'

const tripCookie = 'motcua-oidc'
const tripMs = 10 * 60_000
const purpose = 'OpenID Connect sign-in'

const sealedTrip = v.object({
  state: v.string(),
  nonce: v.string(),
  codeVerifier: v.string(),
  begunAt: v.number(),
})

export function openIdRoutes(app: FastifyInstance, context: GatewayContext): void {
  const { base, keys, openId, storage, limits } = context
  const cookiePath = `${base}api/desk/oidc`
  const config = { rateLimit: { max: limits.signIns, timeWindow: '1 minute' } }

  function backToDesk(reply: FastifyReply, failure?: (typeof openIdFailures)[number]): FastifyReply {
    const query = failure === undefined ? '' : `?${openIdFailureParameter}=${failure}`
    return reply.redirect(`${base}can-bo${query}`, 303)
  }

  app.get('/oidc/start', { config }, async (request, reply) => {
    if (openId === null) return sendProblem(reply, 'not-found')
    const begun = await openId.begin(`${originOf(request)}${cookiePath}/callback`)
    if (!begun.ok) {
      request.log.warn({ reason: begun.reason }, 'the OpenID Connect provider does not answer')
      return backToDesk(reply, begun.problem)
    }
    const trip = JSON.stringify({ ...begun.trip, begunAt: context.now().getTime() })
    reply.setCookie(tripCookie, sealForAccount(keys.accounts, purpose, trip), {
      path: cookiePath,
      httpOnly: true,
      sameSite: 'lax',
      secure: request.protocol === 'https',
      maxAge: tripMs / 1000,
    })
    return reply.redirect(begun.url.href, 303)
  })

  app.get('/oidc/callback', { config }, async (request, reply) => {
    if (openId === null) return sendProblem(reply, 'not-found')
    const trip = tripOf(request.cookies[tripCookie])
    reply.clearCookie(tripCookie, { path: cookiePath })
    if (trip === null) return backToDesk(reply, 'oidc-failed')
    const finished = await openId.finish(new URL(request.url, originOf(request)), trip)
    if (!finished.ok) {
      request.log.warn({ reason: finished.reason }, 'an OpenID Connect sign-in failed')
      return backToDesk(reply, finished.problem)
    }
    const staff = await accountOf(finished.person)
    if (staff === undefined) return backToDesk(reply, 'oidc-unknown')
    await context.audit.record({ unit: staff.unit, who: staff.username, action: 'sign-in', subject: null })
    await openSession(context, request, reply, { staff, way: 'openid' })
    return backToDesk(reply)
  })

  function tripOf(cookie: string | undefined): v.InferOutput<typeof sealedTrip> | null {
    const opened = openForAccount(keys.accounts, purpose, cookie ?? '')
    if (opened === null) return null
    const trip = v.parse(sealedTrip, JSON.parse(opened))
    return context.now().getTime() - trip.begunAt > tripMs ? null : trip
  }

  /** By the subject; at the first time by the name that an administrator has noted. */
  async function accountOf({ subject, name }: OpenIdPerson): Promise<Staff | undefined> {
    const known = await storage.staff.findBySubject(subject)
    if (known !== undefined) return known.deactivated_at === null ? known : undefined
    const named = name === null ? undefined : await storage.staff.findByIdentity(normaliseText(name))
    if (named === undefined || named.deactivated_at !== null) return undefined
    return (await storage.staff.linkSubject(named.username, subject)) ? named : undefined
  }
}

/** As the browser knows us; `X-Forwarded-*` counts only behind a trusted proxy. The provider knows the address too. */
function originOf(request: FastifyRequest): string {
  return `${request.protocol}://${request.host}`
}
