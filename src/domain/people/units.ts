/** Kinds of units, from the top of the tree down, and the roles that make sense in each. */
import type { StaffRole } from './permissions.ts'

export const unitKinds = ['province', 'commune', 'team'] as const
export type UnitKind = (typeof unitKinds)[number]

const desk = ['reception', 'processing', 'leader', 'unit-administrator'] as const

/**
 * Who sees a whole province belongs to it, so that no commune's administrator can give away more than the commune;
 * who sees a team's dossiers belongs to that team.
 */
const roles = {
  province: [...desk, 'province-observer'],
  commune: desk,
  team: ['team-member'],
} as const satisfies Readonly<Record<UnitKind, readonly StaffRole[]>>

export function rolesIn(kind: UnitKind): readonly StaffRole[] {
  return roles[kind]
}
