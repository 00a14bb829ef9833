import { useLiveQuery } from 'dexie-react-hooks'
import { useTranslation } from 'react-i18next'
import { currentPack } from '../../../device/catalogue/installed.ts'
import type { Diagnostics } from '../../../device/diagnostics.ts'
import type { Device } from '../../../device/identity.ts'
import { vietnamDay, vietnamTime } from '../../../domain/time/vietnam-time.ts'
import { useSummaries } from '../../citizen/procedure/use-catalogue.ts'
import { networkTexts } from '../../session/network-texts.ts'
import { Fact, Facts } from '../../ui/facts/facts.tsx'
import styles from './corner.module.css'

/** A device's clock is wrong enough for staff to look at it. */
const doubtfulOffsetMs = 5 * 60_000

interface DeviceFactsProps {
  readonly device: Device
  readonly diagnostics: Diagnostics
}

export function DeviceFacts({ device, diagnostics }: DeviceFactsProps) {
  const { t, i18n } = useTranslation('kiosk')
  const { loaded } = useSummaries()
  const { room, delivery, storage, catalogueRefusal } = diagnostics
  const pack = useLiveQuery(currentPack)
  // Staff are asked about all that waits here.
  const needAttention = delivery.needsAttention + delivery.recordsNeedingAttention
  const offsetMs = device.clockOffsetMs
  const megabytes = (bytes: number) =>
    `${Math.ceil(bytes / 1_000_000).toLocaleString(i18n.language === 'en' ? 'en' : 'vi')} MB`
  return (
    <section className={styles.part} aria-label={t('fact.title')}>
      <h2>{t('fact.title')}</h2>
      <div className={styles.facts}>
        <Facts>
          <Fact name={t('fact.unit')}>
            <span>
              <span lang="vi">{device.unit.name}</span> ({device.unit.code})
            </span>
          </Fact>
          <Fact name={t('fact.name')}>
            <span lang="vi">{device.name}</span>
          </Fact>
          <Fact name={t('fact.id')}>{device.id}</Fact>
          <Fact name={t('fact.network')} isDoubtful={delivery.network !== 'reachable'}>
            {t(networkTexts[delivery.network], { ns: 'common' })}
          </Fact>
          <Fact name={t('fact.lastContact')}>{momentOf(device.lastContactAt) ?? t('fact.never')}</Fact>
          <Fact name={t('fact.waiting')} isDoubtful={needAttention > 0}>
            {t('fact.waitingCount', {
              waiting: delivery.waiting + delivery.records - delivery.recordsNeedingAttention,
              attention: needAttention,
            })}
          </Fact>
          <Fact name={t('fact.lastDelivered')}>{momentOf(delivery.lastDeliveredAt) ?? t('fact.never')}</Fact>
          <Fact
            name={t('fact.clock')}
            isDoubtful={offsetMs !== null && Math.abs(offsetMs) >= doubtfulOffsetMs}
          >
            {offsetMs === null
              ? t('fact.unknown')
              : t('fact.clockOffset', { count: Math.round(Math.abs(offsetMs) / 1000) })}
          </Fact>
          <Fact name={t('fact.room')} isDoubtful={storage !== 'ready'}>
            {room === null
              ? t('fact.unknown')
              : t('fact.roomOf', { used: megabytes(room.usedBytes), all: megabytes(room.quotaBytes) })}
          </Fact>
          <Fact name={t('fact.kept')} isDoubtful={diagnostics.isPersisted !== true}>
            {t(diagnostics.isPersisted === true ? 'fact.keptYes' : 'fact.keptNo')}
          </Fact>
          <Fact name={t('fact.offline')} isDoubtful={!diagnostics.hasWorker}>
            {t(diagnostics.hasWorker ? 'fact.offlineYes' : 'fact.offlineNo')}
          </Fact>
          <Fact name={t('fact.build')}>
            {diagnostics.version} ({diagnostics.build})
          </Fact>
          <Fact name={t('fact.catalogue')} isDoubtful={catalogueRefusal !== null}>
            {typeof loaded === 'string' ? t('fact.unknown') : t('fact.procedures', { count: loaded.length })}
            {catalogueRefusal === null ? null : (
              <>
                {'. '}
                {t('refused.at', { at: momentOf(catalogueRefusal.at) ?? '' })}{' '}
                {t(`refused.${reasonOf(catalogueRefusal.problem)}`)}
              </>
            )}
            {pack == null
              ? null
              : `, ${t('fact.packVersion', { version: pack.version, day: momentOf(pack.importedAt) ?? '' })}`}
          </Fact>
        </Facts>
      </div>
    </section>
  )
}

const reasons = [
  'not-a-pack',
  'version-unsupported',
  'signature-invalid',
  'wrong-province',
  'older',
  'altered',
  'storage-full',
] as const

function reasonOf(problem: string): (typeof reasons)[number] | 'other' {
  return reasons.find((reason) => reason === problem) ?? 'other'
}

/** `14:05 25/11/2026`; null when there is none. */
function momentOf(at: string | null): string | null {
  if (at === null) return null
  return `${vietnamTime(at)} ${vietnamDay(at).split('-').toReversed().join('/')}`
}
