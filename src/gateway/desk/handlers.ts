/** `/api/desk/officers` and `/api/desk/transfer-units`: whom a dossier can be given to. */
import type { FastifyInstance } from 'fastify'
import type { OfficerList, TransferUnitList } from '../../contract/desk.ts'
import type { GatewayContext } from '../context.ts'
import { forStaff } from './session.ts'

export function handlerRoutes(app: FastifyInstance, context: GatewayContext): void {
  const { handlers } = context.storage

  app.get(
    '/officers',
    forStaff(context, 'assign-dossier', async (staff) => {
      return { officers: await handlers.officers(staff.unit) } satisfies OfficerList
    }),
  )

  app.get(
    '/transfer-units',
    forStaff(context, 'process-dossier', async (staff) => {
      return { units: await handlers.otherUnits(staff.unit) } satisfies TransferUnitList
    }),
  )
}
