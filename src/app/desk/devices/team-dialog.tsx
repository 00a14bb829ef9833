import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeskUnit } from '../../../contract/people.ts'
import { Button } from '../../ui/button/button.tsx'
import { Dialog } from '../../ui/dialog/dialog.tsx'
import { Select } from '../../ui/select/select.tsx'
import { type DeskProblem, setDeviceTeam } from '../desk-client.ts'
import { ProblemNotice } from '../problem-notice.tsx'
import type { Device } from './device.ts'

interface TeamDialogProps {
  readonly device: Device
  readonly teams: readonly DeskUnit[]
  readonly onClose: () => void
}

/** Which team files with a device that has joined already; none is the desk itself. */
export function TeamDialog({ device, teams, onClose }: TeamDialogProps) {
  const { t } = useTranslation('desk')
  const [team, setTeam] = useState(device.team ?? '')
  const [isBusy, setIsBusy] = useState(false)
  const [problem, setProblem] = useState<DeskProblem | null>(null)

  async function save(): Promise<void> {
    if (isBusy) return
    setIsBusy(true)
    setProblem(null)
    const answer = await setDeviceTeam(device.id, team === '' ? null : team)
    setIsBusy(false)
    if (answer.ok) onClose()
    else setProblem(answer.problem)
  }

  return (
    <Dialog
      title={t('devices.team.title', { name: device.name })}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('action.cancel', { ns: 'common' })}</Button>
          <Button kind="primary" isBusy={isBusy} onClick={() => void save()}>
            {t('devices.team.save')}
          </Button>
        </>
      }
    >
      <Select
        label={t('devices.team.label')}
        help={t('devices.team.help')}
        placeholder={t('devices.noTeam')}
        options={teams.map(({ code, name }) => ({ value: code, label: name }))}
        value={team}
        onChange={setTeam}
      />
      {problem === null ? null : <ProblemNotice problem={problem} title={t('devices.team.failed')} />}
    </Dialog>
  )
}
