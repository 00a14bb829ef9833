/** A gateway that is killed, or whose power is cut, in the middle of intake, while devices send again until answered. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Envelope } from '../../../src/contract/envelope.ts'
import type { EngineName } from '../../../src/gateway/storage/engine.ts'
import { birthSubmission } from '../../gateway/birth-submission.ts'
import { enrolDevice, photo, type SealedPart, type TestDevice } from '../../gateway/test-device.ts'
import { readArrived } from './arrived.ts'
import type { Faults } from './faults.ts'
import { type GatewayProcess, gatewayProcess } from './gateway-process.ts'
import { type PostgresServer, postgresServer } from './postgres-server.ts'
import { makeDisk } from './power.ts'

const deviceCount = 6
const partBytes = 200_000
/** Faults come at a moment within this time after the first request. */
const windowMs = 500
const settleMs = 120_000

export interface GatewayFaults {
  readonly engine: EngineName
  readonly rounds: number
  readonly kind: 'kill' | 'power-cut'
}

interface Sent {
  readonly device: TestDevice
  readonly envelope: Envelope
  readonly parts: readonly SealedPart[]
}

export async function faultGateway({ engine, rounds, kind }: GatewayFaults): Promise<Faults> {
  const disk = kind === 'power-cut' ? await makeDisk() : undefined
  const folder = disk?.path ?? mkdtempSync(join(tmpdir(), 'motcua-bench-gateway-'))
  // PostgreSQL runs as a user of its own.
  chmodSync(folder, 0o755)
  const data = join(folder, 'data')
  const postgres = engine === 'postgres' ? await postgresServer(join(folder, 'server')) : undefined
  const databaseUrl = postgres?.databaseUrl ?? null
  const gateway = await gatewayProcess(data, databaseUrl)
  const tally = { faults: 0, saved: 0, lost: 0, doubled: 0, corrupt: 0 }
  const answered = new Set<string>()
  const arrivedParts = new Set<string>()
  try {
    const devices: TestDevice[] = []
    for (let count = 0; count < deviceCount; count += 1) {
      devices.push(await enrolDevice(gateway.url, gateway.enrolmentCode))
      // A code joins one device; each start of the gateway prints another.
      await restart(gateway, postgres, undefined, 'kill')
    }
    for (let round = 1; round <= rounds; round += 1) {
      const sent = await Promise.all(devices.map((device) => nextOf(device)))
      let isDown = false
      const intake = sent.flat().map((one) => sendUntilAnswered(one, () => isDown))
      await new Promise((resolve) => setTimeout(resolve, Math.random() * windowMs))
      isDown = true
      await restart(gateway, postgres, disk, kind)
      tally.faults += 1
      isDown = false
      await Promise.all(intake)
      if (round % 10 === 0 || round === rounds)
        console.log(`gateway ${engine} ${kind}: ${round} of ${rounds}`)
    }
    await settle()
    const arrived = await readArrived(data, databaseUrl)
    const present = new Set(arrived.envelopes)
    tally.saved = answered.size
    tally.lost =
      [...answered].filter((id) => !present.has(id)).length +
      [...arrivedParts].filter((sha256) => !arrived.parts.has(sha256)).length
    tally.doubled =
      arrived.envelopes.length - present.size + arrived.dossiers.length - new Set(arrived.dossiers).size
    tally.corrupt = arrived.corruptParts + arrived.quarantined
  } finally {
    await gateway.kill()
    await postgres?.stop()
    if (disk === undefined) rmSync(folder, { recursive: true, force: true })
    else await disk.remove()
  }
  return tally

  async function nextOf(device: TestDevice): Promise<readonly Sent[]> {
    const part = await device.part(photo(partBytes))
    return [
      { device, envelope: await device.envelope(birthSubmission({}, [part]), [part]), parts: [part] },
      { device, envelope: await device.envelope(birthSubmission()), parts: [] },
    ]
  }

  /** As a device does: the same bytes again until the gateway has answered for all of them. */
  async function sendUntilAnswered({ device, envelope, parts }: Sent, isDown: () => boolean): Promise<void> {
    const endsAt = Date.now() + settleMs
    for (;;) {
      const isDone = await attemptSend(device, envelope, parts).catch((error: unknown) => {
        if (Date.now() > endsAt) throw error
        return false
      })
      if (isDone) return
      if (Date.now() > endsAt) throw new Error(`envelope ${envelope.id} was never answered`)
      await new Promise((resolve) => setTimeout(resolve, isDown() ? 100 : 20))
    }
  }

  async function attemptSend(
    device: TestDevice,
    envelope: Envelope,
    parts: readonly SealedPart[],
  ): Promise<boolean> {
    const [first] = await device.deliver(envelope)
    if (first === undefined || first.outcome === 'retry-later') return false
    if (first.outcome === 'rejected') throw new Error(`rejected: ${JSON.stringify(first)}`)
    answered.add(envelope.id)
    if (first.outcome === 'awaiting-parts') {
      for (const part of parts) {
        if ((await device.upload(envelope.id, part)) !== 204) return false
      }
      // The next answer says whether the parts are there.
      return false
    }
    for (const { reference } of parts) arrivedParts.add(reference.sha256)
    return true
  }

  /** Envelopes are opened after they are answered; only then is a second dossier possible. */
  async function settle(): Promise<void> {
    const endsAt = Date.now() + settleMs
    for (;;) {
      const { dossiers, quarantined } = await readArrived(data, databaseUrl)
      if (dossiers.length + quarantined >= answered.size) return
      if (Date.now() > endsAt) throw new Error(`${dossiers.length} dossiers of ${answered.size} envelopes`)
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }
}

async function restart(
  gateway: GatewayProcess,
  postgres: PostgresServer | undefined,
  disk: Awaited<ReturnType<typeof makeDisk>> | undefined,
  kind: GatewayFaults['kind'],
): Promise<void> {
  if (kind === 'kill' || disk === undefined) {
    await gateway.kill()
  } else {
    await disk.cut()
    postgres?.kill()
    await gateway.kill()
    await disk.remount()
    await postgres?.start()
  }
  await gateway.start()
}
