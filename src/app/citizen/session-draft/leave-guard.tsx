import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useBlocker, useNavigate } from 'react-router'
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
  const stay = () => blocker.reset?.()

  async function leave(): Promise<void> {
    await flush()
    if (blocker.state !== 'blocked') return
    if (blocker.location.pathname !== start) {
      blocker.proceed()
      return
    }
    // Back at the first step: whoever wants to leave does not want to see the start again.
    isAllowed.current = true
    blocker.reset()
    await navigate('/')
  }

  return (
    <Dialog
      title={title}
      isOpen={blocker.state === 'blocked'}
      onClose={stay}
      actions={
        <>
          <Button
            kind="danger"
            onClick={() => {
              stay()
              void end()
            }}
          >
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
