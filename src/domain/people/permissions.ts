/**
 * Who may do what at the desk: one table for the gateway, which enforces it, and the screens, which do not offer what
 * it would refuse. The unit is a second question (`isWithin`): a role counts in one's own unit only.
 */

export const staffRoles = [
  'reception',
  'processing',
  'leader',
  'unit-administrator',
  'province-observer',
  'team-member',
] as const
export type StaffRole = (typeof staffRoles)[number]

const handlers = ['reception', 'processing', 'leader', 'unit-administrator'] as const
const readers = [...handlers, 'province-observer'] as const

/** Each permission with the roles that have it. What nobody is named for nobody may do. */
const table = {
  /** Lists, counts and states, without what was declared. */
  'list-dossiers': [...readers, 'team-member'],
  /** What was declared, and the papers. Every reading is written down. */
  'read-dossier': handlers,
  /** Check, formally receive, ask for more, refuse, take in a supplement, register a withdrawal. */
  'receive-dossier': ['reception', 'leader', 'unit-administrator'],
  /** Work on what was received: start, transfer, submit for signature, ask for payment or for more. */
  'process-dossier': ['processing', 'leader', 'unit-administrator'],
  /** Hand the work to an officer, sign, send back, extend, stop. */
  'decide-dossier': ['leader'],
  /** Hand work over when an officer is away or gone. */
  'assign-dossier': ['leader', 'unit-administrator'],
  'hand-over-result': ['reception', 'leader', 'unit-administrator'],
  'collect-fee': ['reception', 'unit-administrator'],
  'waive-fee': ['leader'],
  'read-cash-book': ['reception', 'leader', 'unit-administrator', 'province-observer'],
  'read-board': ['leader', 'unit-administrator', 'province-observer'],
  /** Figures of the service-quality index that this product cannot know, with their source. */
  'enter-index-figures': ['leader', 'unit-administrator', 'province-observer'],
  /** Call people at a counter. */
  'serve-queue': handlers,
  /** Groups, counters, priorities and bookable hours of the unit's queue of people. */
  'manage-queue': ['leader', 'unit-administrator'],
  'read-devices': [...readers, 'team-member'],
  'manage-devices': ['unit-administrator'],
  'read-quarantine': handlers,
  'import-bundle': [...handlers, 'team-member'],
  'manage-people': ['unit-administrator'],
  'read-audit': ['leader', 'unit-administrator'],
  /** What goes to the national portal: look, send again, decide on what contradicts. */
  'manage-exchange': ['leader', 'unit-administrator'],
  /** Read and answer what people say of the unit's work: never those whose work it is about (rules.md §12). */
  'handle-feedback': ['leader', 'unit-administrator'],
  /** Which other systems are told of the unit's dossiers. */
  'manage-webhooks': ['unit-administrator'],
  /** Record, translate and review the app's sentences in the languages of the unit's people. */
  'record-voices': handlers,
  'publish-voices': ['unit-administrator'],
  /** The unit's codes and the form of its numbers. */
  'manage-codes': ['unit-administrator'],
  /** Note down help with an account, and read the unit's days. */
  'help-with-accounts': [...handlers, 'team-member'],
  /** Days that the unit tells its people of, such as the mobile police's. */
  'enter-unit-days': ['reception', 'leader', 'unit-administrator'],
  /** What the unit tells its people, on its devices and those of the units below it. */
  'read-notices': [...readers, 'team-member'],
  'enter-notices': ['unit-administrator'],
  /** What could not be sent to citizens: look, and send again. */
  'manage-messages': ['leader', 'unit-administrator'],
  /** One's own password, second factor and sessions. */
  'own-account': staffRoles,
} as const satisfies Readonly<Record<string, readonly StaffRole[]>>

export type Permission = keyof typeof table
export const permissions = Object.keys(table) as readonly Permission[]

export function may(role: StaffRole, permission: Permission): boolean {
  const roles: readonly StaffRole[] = table[permission]
  return roles.includes(role)
}

/** How far a role sees: its own unit, that and all below it, or only what the devices of its own team filed. */
export type Reach = 'unit' | 'below' | 'team'

export function reachOf(role: StaffRole): Reach {
  if (role === 'province-observer') return 'below'
  return role === 'team-member' ? 'team' : 'unit'
}

/** @param path of the unit in question: its own code and those of the units above it. */
export function isWithin(
  staff: { readonly role: StaffRole; readonly unit: string },
  path: readonly string[],
): boolean {
  return path[0] === staff.unit || (reachOf(staff.role) === 'below' && path.includes(staff.unit))
}
