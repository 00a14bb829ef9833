import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sequenceRanges } from '../../../contract/device-findings.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { Busy } from '../../ui/busy/busy.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Icon } from '../../ui/icon/icon.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import { type Column, Table } from '../../ui/table/table.tsx'
import { listDevices } from '../desk-client.ts'
import { Moment } from '../moment.tsx'
import { listUnits } from '../people/people-client.ts'
import { ProblemNotice } from '../problem-notice.tsx'
import { usePolled } from '../use-polled.ts'
import { CatalogueLink } from './catalogue-link.tsx'
import type { Device } from './device.ts'
import { DeviceAttention } from './device-attention.tsx'
import { EnrolmentCodeDialog } from './enrolment-code-dialog.tsx'
import { KioskSettingsDialog } from './kiosk-settings-dialog.tsx'
import { RevokeDialog } from './revoke-dialog.tsx'
import styles from './screen.module.css'
import { TeamDialog } from './team-dialog.tsx'

/** The unit's devices: when they were last heard, what is missing of what they sent, joining and revoking. */
export function DevicesScreen() {
  const { t } = useTranslation(['desk', 'kiosk-settings'])
  const { value, problem, refresh } = usePolled(listDevices)
  const [isCodeOpen, setIsCodeOpen] = useState(false)
  const [isKioskOpen, setIsKioskOpen] = useState(false)
  const [revoking, setRevoking] = useState<Device | null>(null)
  const [moving, setMoving] = useState<Device | null>(null)
  const { value: list } = usePolled(listUnits)
  const teams = list?.units.filter(({ kind }) => kind === 'team') ?? []

  const columns: readonly Column<Device>[] = [
    { id: 'name', title: t('devices.column.name'), cell: (device) => <span lang="vi">{device.name}</span> },
    { id: 'role', title: t('devices.column.role'), cell: (device) => t(`deviceRole.${device.role}`) },
    {
      id: 'contact',
      title: t('devices.column.lastContact'),
      cell: (device) =>
        device.lastContactAt === null ? t('devices.never') : <Moment at={device.lastContactAt} isShort />,
    },
    { id: 'sent', title: t('devices.column.sent'), cell: (device) => device.highestSequence },
    {
      id: 'queue',
      title: t('devices.column.queue'),
      cell: ({ queueLength }) => queueLength ?? t('devices.queueUnknown'),
    },
    { id: 'missing', title: t('devices.column.missing'), cell: (device) => <Gaps device={device} /> },
    ...(teams.length === 0
      ? []
      : [
          {
            id: 'team',
            title: t('devices.column.team'),
            cell: (device: Device) => (
              <>
                <span lang="vi">
                  {device.team === null
                    ? t('devices.noTeam')
                    : (teams.find(({ code }) => code === device.team)?.name ?? device.team)}
                </span>{' '}
                {device.revokedAt === null ? (
                  <Button kind="quiet" onClick={() => setMoving(device)}>
                    {t('devices.team.open')}
                    <span className="visually-hidden"> {device.name}</span>
                  </Button>
                ) : null}
              </>
            ),
          },
        ]),
    {
      id: 'state',
      title: t('devices.column.state'),
      cell: (device) =>
        device.revokedAt === null ? (
          <Button kind="danger" onClick={() => setRevoking(device)}>
            {t('devices.revoke')}
            <span className="visually-hidden"> {device.name}</span>
          </Button>
        ) : (
          <span>
            <Badge>{t('devices.revoked')}</Badge> <Moment at={device.revokedAt} isShort />
          </span>
        ),
    },
  ]

  return (
    <Screen
      title={t('devices.title')}
      isWide
      actions={
        <>
          <Button onClick={() => setIsKioskOpen(true)}>{t('open', { ns: 'kiosk-settings' })}</Button>
          <Button kind="primary" icon={<Icon name="add" />} onClick={() => setIsCodeOpen(true)}>
            {t('devices.createCode')}
          </Button>
        </>
      }
    >
      {problem === null ? null : (
        <ProblemNotice problem={problem} title={t('devices.failed')} onRetry={() => void refresh()}>
          {value === null ? undefined : <p>{t('dossier.staleHelp')}</p>}
        </ProblemNotice>
      )}
      {value === null && problem === null ? <Busy /> : null}
      {value === null ? null : <DeviceAttention devices={value.devices} />}
      {value !== null && value.devices.length === 0 ? (
        <p className={styles.empty}>{t('devices.empty')}</p>
      ) : null}
      {value !== null && value.devices.length > 0 ? (
        <Table caption={t('devices.title')} columns={columns} rows={value.devices} keyOf={({ id }) => id} />
      ) : null}
      <CatalogueLink />
      {isKioskOpen ? <KioskSettingsDialog onClose={() => setIsKioskOpen(false)} /> : null}
      <EnrolmentCodeDialog
        isOpen={isCodeOpen}
        onClose={() => {
          setIsCodeOpen(false)
          void refresh()
        }}
      />
      {moving === null ? null : (
        <TeamDialog
          device={moving}
          teams={teams}
          onClose={() => {
            setMoving(null)
            void refresh()
          }}
        />
      )}
      <RevokeDialog
        device={revoking}
        onClose={() => {
          setRevoking(null)
          void refresh()
        }}
      />
    </Screen>
  )
}

/** What the device numbered but the gateway does not have, and numbers whose chain is broken. */
function Gaps({ device: { missingSequences, brokenLinks } }: { readonly device: Device }) {
  const { t } = useTranslation('desk')
  if (missingSequences.length === 0 && brokenLinks.length === 0) return t('devices.complete')
  return (
    <div className={styles.gaps}>
      {missingSequences.length === 0 ? null : (
        <p>{t('devices.missing', { numbers: sequenceRanges(missingSequences) })}</p>
      )}
      {brokenLinks.length === 0 ? null : (
        <p>{t('devices.broken', { numbers: sequenceRanges(brokenLinks) })}</p>
      )}
    </div>
  )
}
