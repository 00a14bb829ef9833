/** `/api/desk/step-shares`: the unit's split of the time limit by step, and what a dossier's steps are due by. */
import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import { standardStepShares } from '../../catalogue/step-shares.ts'
import { newStepShares, type StepSharesSetting, stepDues } from '../../contract/step-shares.ts'
import { type StepDues, type StepShares, sharesOn } from '../../domain/dossier/step-dues.ts'
import type { CivilDay } from '../../domain/time/civil-day.ts'
import { vietnamDay } from '../../domain/time/vietnam-time.ts'
import type { GatewayContext } from '../context.ts'
import { parseRequest, sendProblem } from '../problem-reply.ts'
import type { Dossier } from '../storage/dossiers.ts'
import { forStaff } from './session.ts'

export function stepShareRoutes(app: FastifyInstance, context: GatewayContext): void {
  const { storage, now } = context

  async function settingOf(unit: string): Promise<StepSharesSetting> {
    const today = vietnamDay(now().toISOString())
    return {
      today,
      current: await stepSharesOf(storage, unit, today),
      standard: standardOn(today),
      own: await storage.stepShares.of(unit),
    }
  }

  app.get(
    '/step-shares',
    forStaff(context, 'manage-people', (staff) => settingOf(staff.unit)),
  )

  app.post(
    '/step-shares',
    forStaff(context, 'manage-people', async (staff, request, reply) => {
      const body = parseRequest(newStepShares, request.body)
      if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
      const at = now().toISOString()
      if (body.value.from < vietnamDay(at))
        return sendProblem(reply, 'request-malformed', { detail: 'from is a day that is over' })
      await storage.stepShares.set(staff.unit, { ...body.value, setAt: at, setBy: staff.username })
      await context.audit.record({
        unit: staff.unit,
        who: staff.username,
        action: 'unit-changed',
        subject: staff.unit,
        detail: { stepShares: body.value.shares, from: body.value.from },
      })
      return settingOf(staff.unit)
    }),
  )
}

/** The unit's own split where it has one for the day, otherwise the catalogue's. */
export async function stepSharesOf(
  storage: Pick<GatewayContext['storage'], 'stepShares'>,
  unit: string,
  day: CivilDay,
): Promise<StepShares> {
  return sharesOn(day, await storage.stepShares.of(unit)) ?? standardOn(day)
}

/** A clock before the first version is wrong; that one counts then. */
function standardOn(day: CivilDay): StepShares {
  const shares = sharesOn(day, standardStepShares) ?? standardStepShares[0]?.shares
  if (shares === undefined) throw new Error('the catalogue has no split of the time limit')
  return shares
}

export function stepDuesOf({ step_dues }: Pick<Dossier, 'step_dues'>): StepDues | null {
  return step_dues === null ? null : v.parse(stepDues, JSON.parse(step_dues))
}
