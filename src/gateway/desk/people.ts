/** `/api/desk/people`: the accounts of one's own unit and its teams, kept by the unit's administrators. */
import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import type { AuditAction } from '../../contract/audit.ts'
import { newPerson, type PeopleList, personChange } from '../../contract/people.ts'
import type { GatewayContext } from '../context.ts'
import { changeAccount, createAccount, resetPassword } from '../people/accounts.ts'
import { parseRequest, sendProblem } from '../problem-reply.ts'
import type { Staff } from '../storage/staff.ts'
import type { Unit } from '../storage/units.ts'
import { forStaff } from './session.ts'
import { openSince } from './session-cookie.ts'
import { describeUnit } from './units.ts'

const personParameters = v.object({ username: v.string() })

interface Found {
  readonly person: Staff
  readonly units: readonly Unit[]
}

export function peopleRoutes(app: FastifyInstance, context: GatewayContext): void {
  const { storage } = context

  /** Undefined for people of other units as well: nobody learns who works there. */
  async function findOwn(administrator: Staff, parameters: unknown): Promise<Found | undefined> {
    const wanted = v.safeParse(personParameters, parameters)
    const person = wanted.success ? await storage.staff.find(wanted.output.username) : undefined
    if (person === undefined) return undefined
    const units = await storage.units.withTeams(administrator.unit)
    return units.some(({ code }) => code === person.unit) ? { person, units } : undefined
  }

  /** Who changed whose account; of oneself the subject is oneself. */
  const note = (staff: Staff, action: AuditAction, subject: string) =>
    context.audit.record({ unit: staff.unit, who: staff.username, action, subject })

  app.get(
    '/people',
    forStaff(context, 'manage-people', async (staff) => {
      const units = await storage.units.withTeams(staff.unit)
      const codes = units.map(({ code }) => code)
      const people = await storage.staff.overview(codes, openSince(context))
      return {
        people: people.map(({ staff: person, unitName, sessions }) => ({
          username: person.username,
          name: person.name,
          role: person.role,
          unit: { code: person.unit, name: unitName },
          identityName: person.identity_name,
          hasSecondFactor: person.totp_secret !== null,
          mustChangePassword: person.must_change_password === 1,
          deactivatedAt: person.deactivated_at,
          sessions,
        })),
        units: units.map(describeUnit),
        openIdName: context.openId?.name ?? null,
      } satisfies PeopleList
    }),
  )

  app.post(
    '/people',
    forStaff(context, 'manage-people', async (staff, request, reply) => {
      const body = parseRequest(newPerson, request.body)
      if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
      const units = await storage.units.withTeams(staff.unit)
      const account = await createAccount(context, units, body.value, context.now().toISOString())
      if (!account.ok) return sendProblem(reply, account.problem)
      await note(staff, 'account-added', account.made.username)
      return reply.code(201).send(account.made)
    }),
  )

  app.post(
    '/people/:username',
    forStaff(context, 'manage-people', async (staff, request, reply) => {
      const body = parseRequest(personChange, request.body)
      if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
      const found = await findOwn(staff, request.params)
      if (found === undefined) return sendProblem(reply, 'not-found')
      const { person, units } = found
      const isOther = body.value.role !== person.role || body.value.unit !== person.unit
      const changed =
        isOther && person.username === staff.username
          ? await refuseOwn(staff)
          : await changeAccount(storage, units, person.username, body.value)
      if (!changed.ok) return sendProblem(reply, changed.problem)
      await note(staff, 'account-changed', person.username)
      return reply.code(204).send()
    }),
  )

  app.post(
    '/people/:username/deactivation',
    forStaff(context, 'manage-people', async (staff, request, reply) => {
      const found = await findOwn(staff, request.params)
      if (found === undefined) return sendProblem(reply, 'not-found')
      const { username } = found.person
      const outcome =
        username === staff.username
          ? await refuseOwn(staff)
          : await storage.staff.deactivate(username, context.now().toISOString())
      if (!outcome.ok) return sendProblem(reply, outcome.problem)
      await note(staff, 'account-deactivated', username)
      return reply.code(204).send()
    }),
  )

  app.post(
    '/people/:username/reactivation',
    forStaff(context, 'manage-people', async (staff, request, reply) => {
      const found = await findOwn(staff, request.params)
      if (found === undefined) return sendProblem(reply, 'not-found')
      await storage.staff.reactivate(found.person.username)
      await note(staff, 'account-activated', found.person.username)
      return reply.code(204).send()
    }),
  )

  app.post(
    '/people/:username/password',
    forStaff(context, 'manage-people', async (staff, request, reply) => {
      const found = await findOwn(staff, request.params)
      if (found === undefined) return sendProblem(reply, 'not-found')
      // One's own is changed with the password one has, or by another administrator.
      if (found.person.username === staff.username) return sendProblem(reply, 'own-account')
      await note(staff, 'password-changed', found.person.username)
      return resetPassword(context, found.person.username)
    }),
  )

  app.post(
    '/people/:username/second-factor-removal',
    forStaff(context, 'manage-people', async (staff, request, reply) => {
      const found = await findOwn(staff, request.params)
      if (found === undefined) return sendProblem(reply, 'not-found')
      if (found.person.username === staff.username) return sendProblem(reply, 'own-account')
      await storage.secondFactors.remove(found.person.username)
      await storage.sessions.endAll(found.person.username, null)
      await note(staff, 'second-factor-changed', found.person.username)
      return reply.code(204).send()
    }),
  )

  app.post(
    '/people/:username/session-end',
    forStaff(context, 'manage-people', async (staff, request, reply, { tokenHash }) => {
      const found = await findOwn(staff, request.params)
      if (found === undefined) return sendProblem(reply, 'not-found')
      const { username } = found.person
      await storage.sessions.endAll(username, username === staff.username ? tokenHash : null)
      await note(staff, 'session-revoked', username)
      return reply.code(204).send()
    }),
  )

  /** Nobody gives rights to oneself, or is gone by mistake; the last administrator hears of what weighs more. */
  async function refuseOwn(
    staff: Staff,
  ): Promise<{ readonly ok: false; readonly problem: 'last-administrator' | 'own-account' }> {
    const isLast = await storage.staff.isLastAdministrator(staff)
    return { ok: false, problem: isLast ? 'last-administrator' : 'own-account' }
  }
}
