/** What an empty gateway needs before anybody can use it: its units and one administrator. */
import { isOfficialNumberPattern } from '../domain/dossier/number-pattern.ts'
import { randomPassword } from './desk/password.ts'
import type { Accounts } from './people/accounts.ts'
import type { NewUnit } from './storage/units.ts'

export interface FirstRun {
  /** The commune that this gateway's administrator and first device belong to. */
  readonly commune: NewUnit
  /** Only when it was made just now: shown once. */
  readonly administrator: { readonly username: string; readonly password: string } | null
}

const administratorName = 'admin'

/** @throws Error when a number pattern cannot be used. */
export async function prepareFirstRun(
  { storage, passwords }: Accounts,
  units: { readonly province: NewUnit; readonly commune: NewUnit },
  now: string,
): Promise<FirstRun> {
  for (const unit of [units.province, units.commune])
    if (!isOfficialNumberPattern(unit.number_pattern))
      throw new Error(`the number pattern ${unit.number_pattern} cannot be used`)
  await storage.units.addMissing([units.province, units.commune])
  if (!(await storage.staff.isEmpty())) return { commune: units.commune, administrator: null }
  const password = randomPassword()
  const isAdded = await storage.staff.add({
    username: administratorName,
    name: 'Quản trị đơn vị',
    role: 'unit-administrator',
    unit: units.commune.code,
    password: await passwords.hash(password),
    created_at: now,
  })
  return {
    commune: units.commune,
    administrator: isAdded ? { username: administratorName, password } : null,
  }
}
