/** `npm run ledger [-- --json]`: per device what has arrived, what is missing and what it says of itself. */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type DeviceFinding, deviceFindings, sequenceRanges } from '../contract/device-findings.ts'
import { readConfiguration } from './configuration.ts'
import type { DeviceOverview } from './storage/devices.ts'
import { openStorage } from './storage/storage.ts'

const read = readConfiguration(process.env)
if (!read.ok) stop(`the environment variable ${read.variable} is not usable`)
const { databaseUrl } = read.configuration
const dataDir = resolve(read.configuration.dataDir)
if (databaseUrl === null && !existsSync(join(dataDir, 'motcua.sqlite')))
  stop(`there is no gateway's database in ${dataDir}; set MOTCUA_DATA or DATABASE_URL as for npm start`)

const storage = await openStorage({ dataDir, databaseUrl, onBrokenConnection: () => {} })
const entries = (await storage.devices.overview(null)).map(entryOf)
await storage.close()
if (process.argv.includes('--json')) console.log(JSON.stringify(entries, null, 2))
else printTable(entries)

type Entry = ReturnType<typeof entryOf>

function entryOf({ device, highestSequence, missingSequences, brokenLinks }: DeviceOverview) {
  const entry = {
    unit: device.unit,
    device: device.id,
    name: device.name,
    role: device.role,
    highestSequence,
    missingSequences,
    brokenLinks,
    lastContactAt: device.last_contact_at,
    queueLength: device.queue_length,
    clockOffsetMs: device.reported_clock_offset_ms,
    storeLostAt: device.store_lost_at,
    revokedAt: device.revoked_at,
  }
  return { ...entry, findings: deviceFindings(entry, new Date()) }
}

function printTable(rows: readonly Entry[]): void {
  const table = [
    ['Unit', 'Device', 'Role', 'Highest', 'Missing', 'Breaks', 'Queue', 'Clock', 'Last contact', 'Look at'],
    ...rows.map((row) => [
      row.unit,
      row.name,
      row.role,
      String(row.highestSequence),
      sequenceRanges(row.missingSequences) || '-',
      sequenceRanges(row.brokenLinks) || '-',
      row.queueLength === null ? '?' : String(row.queueLength),
      row.clockOffsetMs === null ? '?' : `${Math.round(row.clockOffsetMs / 1000)} s`,
      row.lastContactAt ?? 'never',
      row.revokedAt === null ? row.findings.map(wordsOf).join('; ') || '-' : 'revoked',
    ]),
  ]
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? []
  for (const row of table)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
}

function wordsOf(finding: DeviceFinding): string {
  switch (finding.kind) {
    case 'lost':
      return `lost ${sequenceRanges(finding.sequences)}: no longer on the device`
    case 'missing':
      return `missing ${sequenceRanges(finding.sequences)}`
    case 'chain-broken':
      return `chain broken at ${sequenceRanges(finding.sequences)}`
    case 'store-lost':
      return `store wiped or put back, noticed ${finding.at}`
    case 'clock-off':
      return `clock off by ${Math.round(finding.offsetMs / 60_000)} min`
    case 'silent':
      return 'silent for more than a week'
    default:
      return finding satisfies never
  }
}

function stop(reason: string): never {
  console.error(reason)
  process.exit(1)
}
