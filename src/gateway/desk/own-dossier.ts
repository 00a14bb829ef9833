/** Which dossiers a member of staff works with: those that their unit received or works on. */
import type { GatewayContext } from '../context.ts'
import type { Dossier } from '../storage/dossiers.ts'
import type { Staff } from '../storage/staff.ts'

/** Undefined for another unit's dossier as well: nobody learns that it exists. */
export async function ownDossier(
  { storage }: Pick<GatewayContext, 'storage'>,
  staff: Staff,
  id: string,
): Promise<Dossier | undefined> {
  const dossier = await storage.dossiers.find(id)
  return dossier?.unit === staff.unit || dossier?.handler_unit === staff.unit ? dossier : undefined
}
