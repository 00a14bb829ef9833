import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button/button.tsx'
import { Dialog } from '../../ui/dialog/dialog.tsx'
import { type DeskProblem, revokeDevice } from '../desk-client.ts'
import { ProblemNotice } from '../problem-notice.tsx'
import type { Device } from './device.ts'

interface RevokeDialogProps {
  /** Null while closed. */
  readonly device: Device | null
  readonly onClose: () => void
}

/** Revoking cannot be undone: the dialog says so and names the device. */
export function RevokeDialog({ device, onClose }: RevokeDialogProps) {
  const { t } = useTranslation('desk')
  const [isBusy, setIsBusy] = useState(false)
  const [problem, setProblem] = useState<DeskProblem | null>(null)

  function close(): void {
    setProblem(null)
    onClose()
  }

  async function revoke(): Promise<void> {
    if (device === null) return
    setIsBusy(true)
    setProblem(null)
    const answer = await revokeDevice(device.id)
    setIsBusy(false)
    if (answer.ok) close()
    else setProblem(answer.problem)
  }

  return (
    <Dialog
      title={t('revoke.title', { name: device?.name ?? '' })}
      isOpen={device !== null}
      onClose={close}
      actions={
        <>
          <Button onClick={close}>{t('action.cancel', { ns: 'common' })}</Button>
          <Button kind="danger" isBusy={isBusy} onClick={() => void revoke()}>
            {t('devices.revoke')}
          </Button>
        </>
      }
    >
      <p>{t('revoke.body')}</p>
      <p>{t('revoke.final')}</p>
      {problem === null ? null : <ProblemNotice problem={problem} title={t('revoke.failed')} />}
    </Dialog>
  )
}
