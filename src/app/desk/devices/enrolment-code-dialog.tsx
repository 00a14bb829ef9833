import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeviceRole } from '../../../contract/enrolment.ts'
import { Button } from '../../ui/button/button.tsx'
import { Choices } from '../../ui/choices/choices.tsx'
import { Dialog } from '../../ui/dialog/dialog.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { QrCode } from '../../ui/qr-code/qr-code.tsx'
import { createEnrolmentCode, type DeskProblem } from '../desk-client.ts'
import { momentText } from '../moment.tsx'
import { listUnits } from '../people/people-client.ts'
import { ProblemNotice } from '../problem-notice.tsx'
import styles from './enrolment-code-dialog.module.css'

interface EnrolmentCodeDialogProps {
  readonly isOpen: boolean
  readonly onClose: () => void
}

const roles = ['kiosk', 'team', 'desk'] as const satisfies readonly DeviceRole[]

interface Code {
  readonly code: string
  readonly expiresAt: string
}

/** What for, then the one-time code: large to read out, and as a link for a camera. */
export function EnrolmentCodeDialog({ isOpen, onClose }: EnrolmentCodeDialogProps) {
  const { t } = useTranslation('desk')
  const [role, setRole] = useState<DeviceRole>('kiosk')
  const [teams, setTeams] = useState<readonly { readonly value: string; readonly label: string }[]>([])
  const [team, setTeam] = useState('')
  const [code, setCode] = useState<Code | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const [problem, setProblem] = useState<DeskProblem | null>(null)

  useEffect(() => {
    // a code is shown once: closed, it is gone
    if (isOpen) {
      // Without them the code can be made all the same; the device is then the desk's own.
      void listUnits().then((answer) => {
        if (!answer.ok) return
        const found = answer.value.units.filter(({ kind }) => kind === 'team')
        setTeams(found.map(({ code, name }) => ({ value: code, label: name })))
      })
      return
    }
    setCode(null)
    setProblem(null)
    setRole('kiosk')
    setTeam('')
  }, [isOpen])

  async function create(): Promise<void> {
    setIsBusy(true)
    setProblem(null)
    const answer = await createEnrolmentCode(role, role === 'team' && team !== '' ? team : null)
    setIsBusy(false)
    if (answer.ok) setCode(answer.value)
    else setProblem(answer.problem)
  }

  return (
    <Dialog
      title={t('enrolmentCode.title')}
      isOpen={isOpen}
      onClose={onClose}
      actions={
        code === null ? (
          <>
            <Button onClick={onClose}>{t('action.cancel', { ns: 'common' })}</Button>
            <Button kind="primary" isBusy={isBusy} onClick={() => void create()}>
              {t('enrolmentCode.create')}
            </Button>
          </>
        ) : (
          <Button kind="primary" onClick={onClose}>
            {t('action.close', { ns: 'common' })}
          </Button>
        )
      }
    >
      {code === null ? (
        <>
          <Choices
            label={t('enrolmentCode.role')}
            options={roles.map((value) => ({ value, label: t(`deviceRole.${value}`) }))}
            value={role}
            onChange={(value) => setRole(roles.find((candidate) => candidate === value) ?? role)}
          />
          {role === 'team' && teams.length > 0 ? (
            <Choices
              label={t('enrolmentCode.team')}
              help={t('enrolmentCode.teamHelp')}
              options={[...teams, { value: '', label: t('enrolmentCode.noTeam') }]}
              value={team}
              onChange={setTeam}
            />
          ) : null}
          {problem === null ? null : <ProblemNotice problem={problem} title={t('enrolmentCode.failed')} />}
        </>
      ) : (
        <CodeOnShow code={code} />
      )}
    </Dialog>
  )
}

function CodeOnShow({ code: { code, expiresAt } }: { readonly code: Code }) {
  const { t } = useTranslation('desk')
  const address = new URL('ket-noi', document.baseURI)
  const isThisMachineOnly = ['localhost', '127.0.0.1', '[::1]'].includes(address.hostname)
  return (
    <div className={styles.result} role="status">
      <p>{t('enrolmentCode.use')}</p>
      <p className={styles.code}>{code}</p>
      <div className={styles.qr}>
        <QrCode text={`${address.href}#ma=${code}`} label={t('enrolmentCode.qr')} />
      </div>
      <p className={styles.address}>{address.href}</p>
      <p>{t('enrolmentCode.expires', { time: momentText(expiresAt, true) })}</p>
      {isThisMachineOnly ? (
        <div className={styles.caution}>
          <Notice kind="warning">
            <p>{t('enrolmentCode.thisMachineOnly')}</p>
          </Notice>
        </div>
      ) : null}
    </div>
  )
}
