/**
 * What devices of every version of the contract have sent, as it was recorded: a newer gateway takes it for ever.
 * A recording is never made anew; a new version of the contract adds a folder. The keys in it are of no gateway.
 */

import { readdirSync } from 'node:fs'
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { acknowledgement } from '../../src/contract/acknowledgement.ts'
import { bundleReport } from '../../src/contract/bundle.ts'
import { publicKey, verificationKey } from '../../src/contract/enrolment.ts'
import { envelope } from '../../src/contract/envelope.ts'
import { readConfiguration } from '../../src/gateway/configuration.ts'
import { openStorage } from '../../src/gateway/storage/storage.ts'
import { envelopeDigest, isAcknowledgementGenuine, isEnvelopeSignedBy } from '../../src/vault/envelope.ts'
import { canonicalBytes, importPublicKey } from '../../src/vault/signature.ts'
import { startGateway } from './start-gateway.ts'
import { signIn } from './test-desk.ts'
import { postJson } from './test-device.ts'

const recorded = fileURLToPath(new URL('../contract/recorded/', import.meta.url))
const versions = readdirSync(recorded)

const exchangeSchema = v.object({
  gatewayId: v.string(),
  verificationKeys: v.array(verificationKey),
  device: v.string(),
  publicKey,
  unit: v.string(),
  envelope,
  acknowledgement,
})

async function read(version: string): Promise<v.InferOutput<typeof exchangeSchema>> {
  return v.parse(exchangeSchema, JSON.parse(await readFile(join(recorded, version, 'exchange.json'), 'utf8')))
}

test.each(versions)('envelope and answer of %s still check', async (version) => {
  const exchange = await read(version)
  const key = await importPublicKey(exchange.publicKey)
  expect(await isEnvelopeSignedBy(key, exchange.envelope)).toBe(true)
  expect(exchange.acknowledgement.digest).toBe(await envelopeDigest(exchange.envelope))
  expect(await isAcknowledgementGenuine(exchange.verificationKeys, exchange.acknowledgement)).toBe(true)
})

test.each(versions)(
  'a gateway with the keys of then takes what a device of %s sends and carries',
  async (version) => {
    const exchange = await read(version)
    const dataDir = await mkdtemp(join(tmpdir(), 'motcua-recorded-'))
    await cp(join(recorded, version, 'keys'), join(dataDir, 'keys'), { recursive: true })
    const storage = await openStorage({ dataDir, databaseUrl: null, onBrokenConnection: () => {} })
    const configuration = readConfiguration({})
    if (!configuration.ok) throw new Error(configuration.variable)
    const { province, commune } = configuration.configuration.units
    await storage.units.addMissing([province, commune])
    await storage.settings.findOrSet('gateway-id', exchange.gatewayId)
    const at = '2026-11-25T01:00:00.000Z'
    const expiresAt = '2026-11-26T01:00:00.000Z'
    const { unit } = exchange
    await storage.devices.addEnrolmentCode({
      hash: 'code',
      unit,
      role: 'kiosk',
      createdBy: 'test',
      createdAt: at,
      expiresAt,
    })
    const key = Buffer.from(canonicalBytes(exchange.publicKey)).toString('utf8')
    await storage.devices.enrol('code', { id: exchange.device, name: 'Kiosk', publicKey: key }, at)
    await storage.close()

    const gateway = await startGateway({ dataDir })
    try {
      const delivered = await postJson(`${gateway.url}api/v1/envelopes`, { envelopes: [exchange.envelope] })
      expect(await delivered.json()).toMatchObject({ acknowledgements: [{ outcome: 'stored' }] })
      const desk = await signIn(gateway.url, gateway.adminPassword)
      const response = await fetch(`${gateway.url}api/desk/bundles`, {
        method: 'POST',
        headers: {
          cookie: desk.cookie.split(';', 1)[0] ?? '',
          'x-motcua-desk': '1',
          'content-type': 'application/x-tar',
        },
        body: await readFile(join(recorded, version, 'bundle.tar')),
      })
      const report = v.parse(bundleReport, await response.json())
      expect(report).toMatchObject({
        isWhole: true,
        items: [{ outcome: 'duplicate' }, { outcome: 'stored' }],
      })
      await gateway.gateway.settled()
      expect((await desk.dossiers()).dossiers).toHaveLength(2)
    } finally {
      await gateway.close()
      await rm(dataDir, { recursive: true, force: true })
    }
  },
)
