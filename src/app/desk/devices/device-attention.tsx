import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { type DeviceFinding, deviceFindings, sequenceRanges } from '../../../contract/device-findings.ts'
import { Notice } from '../../ui/notice/notice.tsx'
import { durationText } from '../dossier/duration.ts'
import { momentText } from '../moment.tsx'
import type { Device } from './device.ts'
import styles from './screen.module.css'

/** What is wrong with which device, in sentences: before a citizen asks for a dossier that never came. */
export function DeviceAttention({ devices }: { readonly devices: readonly Device[] }) {
  const { t } = useTranslation('desk')
  const now = new Date()
  const troubled = devices
    .map((device) => ({ device, findings: deviceFindings(device, now) }))
    .filter(({ findings }) => findings.length > 0)
  if (troubled.length === 0) return null
  return (
    <Notice kind="warning" title={t('devices.attention', { count: troubled.length })}>
      <ul className={styles.findings}>
        {troubled.flatMap(({ device, findings }) =>
          findings.map((finding) => (
            <li key={`${device.id} ${finding.kind}`}>
              {t('devices.sentence', { name: device.name, finding: wordsOf(finding, t) })}
            </li>
          )),
        )}
      </ul>
    </Notice>
  )
}

function wordsOf(finding: DeviceFinding, t: TFunction<'desk'>): string {
  switch (finding.kind) {
    case 'lost':
      return t('devices.finding.lost', { numbers: sequenceRanges(finding.sequences) })
    case 'missing': {
      const numbers = sequenceRanges(finding.sequences)
      const queue = finding.queueLength
      return queue === null
        ? t('devices.finding.missing', { numbers })
        : t('devices.finding.missingQueued', { numbers, queue })
    }
    case 'chain-broken':
      return t('devices.finding.chain-broken', { numbers: sequenceRanges(finding.sequences) })
    case 'store-lost':
      return t('devices.finding.store-lost', { time: momentText(finding.at) })
    case 'clock-off':
      return t('devices.finding.clock-off', { duration: durationText(Math.abs(finding.offsetMs), t) })
    case 'silent':
      return t('devices.finding.silent', { time: momentText(finding.since) })
    default:
      return finding satisfies never
  }
}
