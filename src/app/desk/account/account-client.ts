/** One's own account, and the ways to sign in, as the gateway tells them. */
import type * as v from 'valibot'
import {
  type Account,
  account,
  type PasswordChange,
  recoveryCodes,
  type SecondFactorOffer,
  type SessionList,
  type SignInWays,
  secondFactorOffer,
  sessionList,
  signInWays,
} from '../../../contract/people.ts'
import { type Answer, ask, nothing } from '../desk-client.ts'

type RecoveryCodes = v.InferOutput<typeof recoveryCodes>

export function readSignInWays(): Promise<Answer<SignInWays>> {
  return ask('sign-in-ways', signInWays)
}

export function readAccount(): Promise<Answer<Account>> {
  return ask('account', account)
}

export function changePassword(change: PasswordChange): Promise<Answer<undefined>> {
  return ask('account/password', nothing, { method: 'POST', body: change })
}

export function beginSecondFactor(password: string): Promise<Answer<SecondFactorOffer>> {
  return ask('account/second-factor', secondFactorOffer, { method: 'POST', body: { password } })
}

export function confirmSecondFactor(code: string): Promise<Answer<RecoveryCodes>> {
  return ask('account/second-factor/confirmation', recoveryCodes, { method: 'POST', body: { code } })
}

export function removeSecondFactor(password: string): Promise<Answer<undefined>> {
  return ask('account/second-factor/removal', nothing, { method: 'POST', body: { password } })
}

export function renewRecoveryCodes(password: string): Promise<Answer<RecoveryCodes>> {
  return ask('account/recovery-codes', recoveryCodes, { method: 'POST', body: { password } })
}

export function listSessions(): Promise<Answer<SessionList>> {
  return ask('account/sessions', sessionList)
}

export function endSession(id: string): Promise<Answer<undefined>> {
  return ask(`account/sessions/${encodeURIComponent(id)}/end`, nothing, { method: 'POST' })
}

export function endOtherSessions(): Promise<Answer<undefined>> {
  return ask('account/sessions/end-others', nothing, { method: 'POST' })
}
