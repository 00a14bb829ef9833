import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { openTeam, type TeamOpened } from '../../device/team/lock.ts'

export interface PinTyping {
  readonly pin: string
  readonly setPin: (pin: string) => void
  readonly error: string | undefined
  readonly isBusy: boolean
  /** @returns whether it has opened. */
  tryPin(): Promise<boolean>
}

/** Typing the team's PIN, and what to say of a wrong one. */
export function usePin(onWiped: () => void): PinTyping {
  const { t } = useTranslation('team')
  const [pin, setPin] = useState('')
  const [trouble, setTrouble] = useState<'missing' | Extract<TeamOpened, { ok: false }>>()
  const [isBusy, setIsBusy] = useState(false)

  function told(tried: Extract<TeamOpened, { ok: false }>): string {
    if (tried.problem === 'wrong-pin') {
      const left = t('pin.wrong', { count: tried.untilWipe })
      return tried.seconds === 0 ? left : `${left} ${t('pin.wait', { count: minutes(tried.seconds) })}`
    }
    return tried.problem === 'wait' ? t('pin.wait', { count: minutes(tried.seconds) }) : t('failed')
  }

  return {
    pin,
    setPin,
    // Said as it is drawn: whoever changes the language then reads it in that one.
    error: trouble === undefined ? undefined : trouble === 'missing' ? t('pin.missing') : told(trouble),
    isBusy,
    async tryPin() {
      if (isBusy) return false
      if (pin === '') {
        setTrouble('missing')
        return false
      }
      setIsBusy(true)
      const tried = await openTeam(pin)
      setIsBusy(false)
      setPin('')
      if (tried.ok) {
        setTrouble(undefined)
        return true
      }
      if (tried.problem === 'wiped') onWiped()
      else setTrouble(tried)
      return false
    },
  }
}

function minutes(seconds: number): number {
  return Math.ceil(seconds / 60)
}
