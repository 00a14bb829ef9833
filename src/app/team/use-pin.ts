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
  const [error, setError] = useState<string>()
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
    error,
    isBusy,
    async tryPin() {
      if (isBusy) return false
      if (pin === '') {
        setError(t('pin.missing'))
        return false
      }
      setIsBusy(true)
      const tried = await openTeam(pin)
      setIsBusy(false)
      setPin('')
      if (tried.ok) {
        setError(undefined)
        return true
      }
      if (tried.problem === 'wiped') onWiped()
      else setError(told(tried))
      return false
    },
  }
}

function minutes(seconds: number): number {
  return Math.ceil(seconds / 60)
}
