import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type Blocker, useBlocker, useNavigate } from 'react-router'
import { boundSessionId } from '../../../device/tab.ts'
import { useSession } from '../../session/session-context.ts'
import { Button } from '../../ui/button/button.tsx'
import { Dialog } from '../../ui/dialog/dialog.tsx'

interface LeaveGuardProps {
  readonly title: string
  /** Address that the places of the draft lie below. */
  readonly start: string
  readonly flush: () => Promise<unknown>
}

/**
 * Asks before a person leaves their draft by whatever way: back at the first step, the name of the product, a
 * swipe (bug case 38). Ending the session asks nothing: then there is nothing left to keep.
 */
export function LeaveGuard({ title, start, flush }: LeaveGuardProps) {
  const { t } = useTranslation('declaration')
  const { end } = useSession()
  const navigate = useNavigate()
  const isAllowed = useRef(false)
  const inside = `${start}/`
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      !isAllowed.current &&
      boundSessionId() !== null &&
      currentLocation.pathname.startsWith(inside) &&
      !nextLocation.pathname.startsWith(inside),
  )
  /** The blocker of now: gone with the screen, as when the visit ends while the draft is being kept. */
  const now = useRef<Blocker | null>(null)
  useEffect(() => {
    now.current = blocker
    return () => {
      now.current = null
    }
  }, [blocker])
  /** The way that was asked about: a second tap, also on another answer, changes nothing. */
  const answered = useRef<unknown>(null)

  function answerOnce(): boolean {
    if (blocker.state !== 'blocked' || answered.current === blocker.location) return false
    answered.current = blocker.location
    return true
  }

  function stay(): void {
    if (answerOnce()) blocker.reset?.()
  }

  async function leave(): Promise<void> {
    if (!answerOnce()) return
    await flush()
    if (now.current?.state !== 'blocked') return
    if (now.current.location.pathname !== start) {
      now.current.proceed()
      return
    }
    // Back at the first step: whoever wants to leave does not want to see the start again.
    isAllowed.current = true
    now.current.reset()
    await navigate('/')
  }

  function remove(): void {
    if (!answerOnce()) return
    blocker.reset?.()
    void end()
  }

  return (
    <Dialog
      title={title}
      isOpen={blocker.state === 'blocked'}
      onClose={stay}
      actions={
        <>
          <Button kind="danger" onClick={remove}>
            {t('leave.delete')}
          </Button>
          <Button onClick={() => void leave()}>{t('leave.keep')}</Button>
          <Button kind="primary" onClick={stay}>
            {t('leave.stay')}
          </Button>
        </>
      }
    >
      <p>{t('leave.body')}</p>
    </Dialog>
  )
}
