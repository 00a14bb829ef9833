/** What an empty gateway needs before anybody can use it: its units and one administrator. */
import { randomInt } from 'node:crypto'
import { isOfficialNumberPattern } from '../domain/dossier/official-number.ts'
import { hashPassword } from './desk/password.ts'
import type { Storage } from './storage/storage.ts'
import type { Unit } from './storage/units.ts'

export interface FirstRun {
  /** The commune that this gateway's administrator and first device belong to. */
  readonly commune: Unit
  /** Only when it was made just now: shown once. */
  readonly administrator: { readonly username: string; readonly password: string } | null
}

const administratorName = 'admin'

/** @throws Error when a number pattern cannot be used. */
export async function prepareFirstRun(
  storage: Storage,
  units: { readonly province: Unit; readonly commune: Unit },
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
    password: await hashPassword(password),
    failures: 0,
    locked_until: null,
    created_at: now,
  })
  return {
    commune: units.commune,
    administrator: isAdded ? { username: administratorName, password } : null,
  }
}

/** 16 symbols without look-alikes (about 78 bits), in groups of four for copying by hand. */
function randomPassword(): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'
  const group = () => Array.from({ length: 4 }, () => alphabet.charAt(randomInt(alphabet.length))).join('')
  return [group(), group(), group(), group()].join('-')
}
