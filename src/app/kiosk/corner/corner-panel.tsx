import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { wakeDelivery } from '../../../device/delivery/wake.ts'
import { type Diagnostics, takeDiagnostics } from '../../../device/diagnostics.ts'
import type { Device } from '../../../device/identity.ts'
import { updateNow } from '../../../device/update.ts'
import { save } from '../../carried/save-file.ts'
import { useDeliveryStatus, useStorageState, useUpdateState } from '../../session/device-state.ts'
import { Button, ButtonLink } from '../../ui/button/button.tsx'
import { Icon } from '../../ui/icon/icon.tsx'
import { Notice } from '../../ui/notice/notice.tsx'
import { usePrint } from '../../ui/print/use-print.ts'
import { Screen } from '../../ui/screen/screen.tsx'
import styles from './corner.module.css'
import { DeviceFacts } from './device-facts.tsx'
import { LookOfKiosk } from './look-of-kiosk.tsx'
import { QuietTime } from './quiet-time.tsx'
import { TestSlip } from './test-slip.tsx'
import { VoiceSearchChoice } from './voice-search-choice.tsx'

interface CornerPanelProps {
  readonly device: Device
  readonly onNewPin: () => void
}

const refreshMs = 10_000

export function CornerPanel({ device, onNewPin }: CornerPanelProps) {
  const { t } = useTranslation('kiosk')
  const { print, hasFailed } = usePrint()
  const diagnostics = useDiagnostics()
  const [updated, setUpdated] = useState<Awaited<ReturnType<typeof updateNow>> | 'looking' | null>(null)

  async function update(): Promise<void> {
    setUpdated('looking')
    setUpdated(await updateNow())
  }

  async function download(): Promise<void> {
    const taken = await takeDiagnostics()
    const name = `motcua-${device.id.slice(0, 8)}-${taken.takenAt.slice(0, 10)}.json`
    save(new File([JSON.stringify(taken, null, 2)], name, { type: 'application/json' }))
  }

  return (
    <>
      <div className={styles.onScreen}>
        <Screen
          title={t('corner.title')}
          isWide
          actions={
            <ButtonLink kind="primary" to="/">
              {t('corner.leave')}
            </ButtonLink>
          }
        >
          {diagnostics === null ? null : <DeviceFacts device={device} diagnostics={diagnostics} />}
          <section className={styles.part} aria-label={t('work.title')}>
            <h2>{t('work.title')}</h2>
            <div className={styles.buttons}>
              <Button icon={<Icon name="sending" />} onClick={() => wakeDelivery('person')}>
                {t('work.send')}
              </Button>
              <Button
                icon={<Icon name="network" />}
                isBusy={updated === 'looking'}
                onClick={() => void update()}
              >
                {t('work.update')}
              </Button>
              <Button icon={<Icon name="print" />} onClick={print}>
                {t('work.print')}
              </Button>
              <Button icon={<Icon name="saved" />} onClick={() => void download()}>
                {t('work.diagnostics')}
              </Button>
              <Button icon={<Icon name="clock" />} onClick={() => window.location.reload()}>
                {t('work.restart')}
              </Button>
              <ButtonLink icon={<Icon name="paper" />} to="/ho-so">
                {t('work.queue')}
              </ButtonLink>
              <ButtonLink icon={<Icon name="network" />} to="/ket-noi">
                {t('work.connection')}
              </ButtonLink>
              <ButtonLink icon={<Icon name="person" />} to="/tro-giup-tai-khoan" state={{ isStaff: true }}>
                {t('work.assistance')}
              </ButtonLink>
              <ButtonLink icon={<Icon name="text" />} to="/tap-huan">
                {t('work.training')}
              </ButtonLink>
              <Button icon={<Icon name="edit" />} onClick={onNewPin}>
                {t('work.newPin')}
              </Button>
            </div>
            <div role="status">{updated === null ? null : <p>{t(`updated.${updated}`)}</p>}</div>
            {hasFailed ? (
              <Notice kind="error" isLive>
                <p>{t('work.printFailed')}</p>
              </Notice>
            ) : null}
            <p>{t('work.diagnosticsHelp')}</p>
            <p>{t('work.screenHelp')}</p>
          </section>
          <LookOfKiosk />
          <QuietTime />
          <VoiceSearchChoice />
        </Screen>
      </div>
      <TestSlip device={device} />
    </>
  )
}

/** As the device is now, read again when something is heard of and every few seconds. */
function useDiagnostics(): Diagnostics | null {
  const delivery = useDeliveryStatus()
  const storage = useStorageState()
  const update = useUpdateState()
  const [diagnostics, setDiagnostics] = useState<Diagnostics | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: they are occasions to look again.
  useEffect(() => {
    let isWanted = true
    const look = async () => {
      const taken = await takeDiagnostics()
      if (isWanted) setDiagnostics(taken)
    }
    void look()
    const timer = setInterval(() => void look(), refreshMs)
    return () => {
      isWanted = false
      clearInterval(timer)
    }
  }, [delivery, storage, update])
  return diagnostics
}
