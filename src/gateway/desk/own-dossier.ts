/** Which dossiers a member of staff works with: those that their unit received or works on. */
import * as v from 'valibot'
import { uuid } from '../../contract/envelope.ts'
import type { GatewayContext } from '../context.ts'
import type { Dossier } from '../storage/dossiers.ts'
import type { Staff } from '../storage/staff.ts'

const dossierParameters = v.object({ id: uuid })

/**
 * Undefined for another unit's dossier as well: nobody learns that it exists.
 * @param parameters of the route, with the dossier's `id`.
 */
export async function ownDossier(
  { storage }: Pick<GatewayContext, 'storage'>,
  staff: Staff,
  parameters: unknown,
): Promise<Dossier | undefined> {
  const wanted = v.safeParse(dossierParameters, parameters)
  const dossier = wanted.success ? await storage.dossiers.find(wanted.output.id) : undefined
  return dossier?.unit === staff.unit || dossier?.handler_unit === staff.unit ? dossier : undefined
}
