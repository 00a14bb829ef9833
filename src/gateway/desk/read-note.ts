import type { AuditAction } from '../../contract/audit.ts'
import type { GatewayContext } from '../context.ts'
import type { Dossier } from '../storage/dossiers.ts'
import type { Staff } from '../storage/staff.ts'

/** Writes down who is about to see what of a dossier: only then may it be sent. */
export function noteReading(
  { audit }: Pick<GatewayContext, 'audit'>,
  staff: Pick<Staff, 'username'>,
  dossier: Pick<Dossier, 'id' | 'unit'>,
  action: AuditAction,
  detail: object = {},
): Promise<void> {
  return audit.record({ unit: dossier.unit, who: staff.username, action, subject: dossier.id, detail })
}
