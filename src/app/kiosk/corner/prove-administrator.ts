import type { UnitDescription } from '../../../contract/enrolment.ts'
import { may } from '../../../domain/people/permissions.ts'
import { type DeskProblem, signIn, signOut } from '../../desk/desk-client.ts'

interface Credentials {
  readonly username: string
  readonly password: string
  /** Of the second factor; empty until it is asked for. */
  readonly code: string
}

export type Proved =
  | { readonly ok: true }
  | { readonly ok: false; readonly problem: DeskProblem | 'not-administrator' }

/** Is this the administrator of the device's unit? The desk is left again at once: this device stands in public. */
export async function proveAdministrator(
  { username, password, code }: Credentials,
  unit: UnitDescription,
): Promise<Proved> {
  const answer = await signIn({
    username: username.trim(),
    password,
    ...(code.trim() === '' ? {} : { code: code.trim() }),
  })
  if (!answer.ok) return answer
  const left = await signOut()
  // Someone would find the desk open.
  if (!left.ok && left.problem !== 'sign-in-required') return left
  const { role, unit: own, pending } = answer.value
  return may(role, 'manage-devices') && own.code === unit.code && pending === null
    ? { ok: true }
    : { ok: false, problem: 'not-administrator' }
}
