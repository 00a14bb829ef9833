/** What an administrator does with accounts, at the desk and by `npm run admin`. */
import type { NewPerson, OneTimePassword, PersonChange } from '../../contract/people.ts'
import { staffRoles } from '../../domain/people/permissions.ts'
import { rolesIn } from '../../domain/people/units.ts'
import { parseUsername } from '../../domain/people/username.ts'
import { parseName } from '../../domain/person/name.ts'
import { normaliseText } from '../../domain/text/normalise.ts'
import { type Passwords, randomPassword } from '../desk/password.ts'
import type { StaffChange, StaffOutcome } from '../storage/staff.ts'
import type { Storage } from '../storage/storage.ts'
import type { Unit } from '../storage/units.ts'

type ChangeProblem = 'name-invalid' | 'role-not-allowed' | 'unit-not-allowed' | 'identity-taken'

export type NewAccount =
  | { readonly ok: true; readonly made: OneTimePassword }
  | { readonly ok: false; readonly problem: ChangeProblem | 'username-invalid' | 'username-taken' }

/** Where they are kept, and how their passwords are. */
export interface Accounts {
  readonly storage: Storage
  readonly passwords: Passwords
}

const identityLength = 200
const unitNameLength = 100

/** @param units that the administrator may put people into */
export async function createAccount(
  { storage, passwords }: Accounts,
  units: readonly Unit[],
  wanted: NewPerson,
  now: string,
): Promise<NewAccount> {
  const named = parseUsername(wanted.username)
  if (!named.ok) return named
  const parsed = parsePerson(units, wanted)
  if (!parsed.ok) return parsed
  const { name, role, unit, identityName } = parsed.change
  if (identityName !== null && (await storage.staff.findByIdentity(identityName)) !== undefined)
    return { ok: false, problem: 'identity-taken' }
  const password = randomPassword()
  const isAdded = await storage.staff.add({
    username: named.username,
    name,
    role,
    unit,
    identity_name: identityName,
    password: await passwords.hash(password),
    must_change_password: 1,
    created_at: now,
  })
  return isAdded
    ? { ok: true, made: { username: named.username, password } }
    : { ok: false, problem: 'username-taken' }
}

/** Also moves the person to another of the units. */
export async function changeAccount(
  storage: Storage,
  units: readonly Unit[],
  username: string,
  wanted: PersonChange,
): Promise<StaffOutcome | { readonly ok: false; readonly problem: ChangeProblem }> {
  const parsed = parsePerson(units, wanted)
  return parsed.ok ? storage.staff.change(username, parsed.change) : parsed
}

/** A new one-time password; all sessions end. */
export async function resetPassword(
  { storage, passwords }: Accounts,
  username: string,
): Promise<OneTimePassword> {
  const password = randomPassword()
  const hash = await passwords.hash(password)
  await storage.staff.setPassword(username, { hash, mustChange: true }, null)
  return { username, password }
}

/** Numbers and signs are common in them ("Tổ 3 – Cốc Lếu"); null for an empty or endless one. */
export function parseUnitName(typed: string): string | null {
  const name = normaliseText(typed.slice(0, 10_000))
  return name === '' || [...name].length > unitNameLength ? null : name
}

function parsePerson(
  units: readonly Unit[],
  wanted: PersonChange,
):
  | { readonly ok: true; readonly change: StaffChange }
  | { readonly ok: false; readonly problem: ChangeProblem } {
  const named = parseName(wanted.name)
  if (!named.ok) return { ok: false, problem: 'name-invalid' }
  const unit = units.find(({ code }) => code === wanted.unit)
  if (unit === undefined) return { ok: false, problem: 'unit-not-allowed' }
  const role = staffRoles.find((known) => known === wanted.role)
  if (role === undefined || !rolesIn(unit.kind).includes(role))
    return { ok: false, problem: 'role-not-allowed' }
  const identityName = normaliseText((wanted.identityName ?? '').slice(0, identityLength))
  return {
    ok: true,
    change: {
      name: named.name,
      role,
      unit: unit.code,
      identityName: identityName === '' ? null : identityName,
    },
  }
}
