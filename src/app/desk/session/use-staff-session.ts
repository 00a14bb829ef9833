/** Who is at the desk: checked when the desk opens, lost when the gateway says so in the middle of work. */
import { useCallback, useEffect, useState } from 'react'
import type { SignInRequest, StaffSession } from '../../../contract/desk.ts'
import {
  type Answer,
  type DeskProblem,
  readSession,
  signIn,
  signOut,
  subscribePending,
  subscribeSessionEnd,
} from '../desk-client.ts'

export type SessionState =
  | { readonly kind: 'checking' }
  /** It is not known whether somebody is signed in. */
  | { readonly kind: 'unreachable'; readonly problem: DeskProblem }
  | { readonly kind: 'signed-out'; readonly isExpired: boolean; readonly username: string }
  | { readonly kind: 'signed-in'; readonly staff: StaffSession }

const signedOut: SessionState = { kind: 'signed-out', isExpired: false, username: '' }

export function useStaffSession() {
  const [state, setState] = useState<SessionState>({ kind: 'checking' })

  const check = useCallback(async () => {
    const answer = await readSession()
    if (answer.ok) setState({ kind: 'signed-in', staff: answer.value })
    else if (answer.problem === 'sign-in-required') setState(expired)
    else setState({ kind: 'unreachable', problem: answer.problem })
  }, [])

  useEffect(() => {
    void check()
    const unsubscribe = [subscribeSessionEnd(() => setState(expired)), subscribePending(() => void check())]
    return () => {
      for (const end of unsubscribe) end()
    }
  }, [check])

  useEffect(() => {
    if (state.kind !== 'unreachable') return
    const again = () => void check()
    window.addEventListener('online', again)
    window.addEventListener('focus', again)
    return () => {
      window.removeEventListener('online', again)
      window.removeEventListener('focus', again)
    }
  }, [state.kind, check])

  return {
    state,
    check,
    async signIn(request: SignInRequest): Promise<Answer<StaffSession>> {
      const answer = await signIn(request)
      if (answer.ok) setState({ kind: 'signed-in', staff: answer.value })
      return answer
    },
    /** Stays signed in when the gateway cannot be told: its cookie would still be good. */
    async signOut(): Promise<Answer<undefined>> {
      const answer = await signOut()
      if (answer.ok || answer.problem === 'sign-in-required') setState(signedOut)
      return answer
    },
  }
}

/** Only a session that was there can have expired. */
function expired(state: SessionState): SessionState {
  if (state.kind === 'signed-in') {
    return { kind: 'signed-out', isExpired: true, username: state.staff.username }
  }
  return state.kind === 'signed-out' ? state : signedOut
}
