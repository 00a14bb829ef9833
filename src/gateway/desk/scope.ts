/** What a person at the desk may see, by role and place in the tree of units. */
import { reachOf } from '../../domain/people/permissions.ts'
import type { GatewayContext } from '../context.ts'
import type { Scope } from '../storage/scope.ts'
import type { Staff } from '../storage/staff.ts'

/** For lists and counts: the units, or the team, whose dossiers and devices the person sees. */
export async function scopeOf(
  { storage }: Pick<GatewayContext, 'storage'>,
  staff: Pick<Staff, 'role' | 'unit'>,
): Promise<Scope> {
  switch (reachOf(staff.role)) {
    case 'unit':
      return { units: [staff.unit] }
    case 'below':
      return { units: await storage.units.codesBelow(staff.unit) }
    case 'team':
      // Of a person who was put into no team: no device is in a team by that code.
      return { team: staff.unit }
  }
}
