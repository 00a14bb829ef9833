import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BundleReport, bundleReport } from '../../src/contract/bundle.ts'
import type { Envelope } from '../../src/contract/envelope.ts'
import { jsonRecord } from '../../src/vault/bundle.ts'
import { envelopeDigest, isAcknowledgementGenuine } from '../../src/vault/envelope.ts'
import { birthSubmission } from './birth-submission.ts'
import { type Carried, fileOf, uploadBundle } from './carried-file.ts'
import { engines } from './engines.ts'
import { startGateway, type TestGateway } from './start-gateway.ts'
import { problemOf, signIn, type TestDesk } from './test-desk.ts'
import { enrolDevice, photo, type SealedPart, type TestDevice } from './test-device.ts'

describe.each(engines)('a carried file at the desk, on %s', (engine) => {
  let gateway: TestGateway
  let desk: TestDesk
  beforeAll(async () => {
    gateway = await startGateway({ engine, limits: { bundleBytes: 5_000_000 } })
    desk = await signIn(gateway.url, gateway.adminPassword)
  })
  afterAll(() => gateway.close())

  const newDevice = async (): Promise<TestDevice> => enrolDevice(gateway.url, await gateway.enrolmentCode())

  const upload = (file: Blob, headers?: Record<string, string>) =>
    uploadBundle(gateway.url, desk, file, headers)

  async function report(file: Blob): Promise<BundleReport> {
    const response = await upload(file)
    expect(response.status).toBe(200)
    return v.parse(bundleReport, await response.json())
  }

  async function withPhotos(device: TestDevice, count: number): Promise<Carried> {
    const parts: SealedPart[] = []
    for (let index = 0; index < count; index++) parts.push(await device.part(photo()))
    return { envelope: await device.envelope(birthSubmission({}, parts), parts), parts }
  }

  async function dossiersOf(envelopes: readonly Envelope[]): Promise<number> {
    await gateway.gateway.settled()
    const { dossiers } = await desk.dossiers()
    const { receiptCodeOf } = await import('../../src/domain/receipt/receipt-code.ts')
    const codes = new Set(envelopes.map(({ id }) => receiptCodeOf(id)))
    return dossiers.filter(({ receiptCode }) => codes.has(receiptCode)).length
  }

  test('every envelope becomes one dossier with its photos, however often it comes and by whatever way', async () => {
    const device = await newDevice()
    const carried = [await withPhotos(device, 2), await withPhotos(device, 0), await withPhotos(device, 1)]
    const envelopes = carried.map(({ envelope }) => envelope)
    const file = await fileOf(device, carried)
    const first = await report(file)
    expect(first).toMatchObject({ isWhole: true })
    expect(first.items.map(({ outcome, problem }) => [outcome, problem])).toEqual([
      ['stored', null],
      ['stored', null],
      ['stored', null],
    ])
    const keys = device.enrolment.gateway.verificationKeys
    for (const [index, answer] of first.acknowledgements.entries()) {
      expect(await isAcknowledgementGenuine(keys, answer)).toBe(true)
      const envelope = envelopes[index]
      if (envelope === undefined) throw new Error('one answer for each envelope')
      expect(answer).toMatchObject({ id: envelope.id, digest: await envelopeDigest(envelope) })
    }
    const again = await report(file)
    expect(again.items.map(({ outcome }) => outcome)).toEqual(['duplicate', 'duplicate', 'duplicate'])
    expect(again.acknowledgements).toHaveLength(3)
    expect(await device.deliver(...envelopes)).toMatchObject([
      { outcome: 'duplicate', missingParts: [] },
      { outcome: 'duplicate' },
      { outcome: 'duplicate' },
    ])
    expect(await dossiersOf(envelopes)).toBe(3)
    // Nothing is left of the upload.
    expect(await readdir(join(gateway.dataDir, 'uploads', 'bundles'))).toEqual([])
  })

  test('of a file that is cut off the whole ones are taken and answered, the rest are named', async () => {
    const device = await newDevice()
    const carried = [await withPhotos(device, 0), await withPhotos(device, 1), await withPhotos(device, 1)]
    const file = await fileOf(device, carried)
    const first = await report(file.slice(0, file.size - 1024 - 1024 - 4096))
    expect(first.isWhole).toBe(false)
    expect(first.items.map(({ outcome, problem }) => [outcome, problem])).toEqual([
      ['stored', null],
      ['stored', null],
      [null, 'cut-off'],
    ])
    expect(first.acknowledgements).toHaveLength(2)
    const rest = await report(file)
    expect(rest.items.map(({ outcome }) => outcome)).toEqual(['duplicate', 'duplicate', 'stored'])
  })

  test('an envelope whose photo is not in the file waits for it and is named; the photo may come later', async () => {
    const device = await newDevice()
    const whole = await withPhotos(device, 1)
    const { items, acknowledgements } = await report(await fileOf(device, [{ envelope: whole.envelope }]))
    expect(items).toMatchObject([{ outcome: 'awaiting-parts', problem: 'parts-missing' }])
    expect(acknowledgements).toEqual([])
    expect(await report(await fileOf(device, [whole]))).toMatchObject({ items: [{ outcome: 'stored' }] })
  })

  test('altered envelopes and photos are named, and change nothing', async () => {
    const device = await newDevice()
    const carried = [await withPhotos(device, 0), await withPhotos(device, 1), await withPhotos(device, 0)]
    const bytes = new Uint8Array(await (await fileOf(device, carried)).arrayBuffer())
    const at = (text: string) => Buffer.from(bytes).indexOf(text)
    for (const place of [
      at(`${carried[0]?.envelope.id}/envelope`) + 512 + 30,
      at(`${carried[1]?.envelope.id}/part`) + 512 + 30,
    ])
      bytes[place] = (bytes[place] ?? 0) ^ 1
    const { items } = await report(new Blob([bytes]))
    expect(items.map(({ outcome, problem }) => [outcome, problem])).toEqual([
      [null, 'damaged'],
      ['awaiting-parts', 'damaged'],
      ['stored', null],
    ])
  })

  test('a forged envelope is refused under the gateway’s signature, its neighbours are taken', async () => {
    const device = await newDevice()
    const good = await withPhotos(device, 0)
    const forged = { ...(await device.envelope(birthSubmission())), sequence: 77 }
    const future = { ...(await device.envelope(birthSubmission())), version: 2 }
    const carried = [{ envelope: forged }, { envelope: future as unknown as Envelope }, good]
    const { items, acknowledgements } = await report(await fileOf(device, carried))
    expect(items).toMatchObject([
      { outcome: 'rejected', problem: 'rejected', detail: 'signature-invalid' },
      { outcome: 'rejected', problem: 'version-unsupported' },
      { outcome: 'stored', problem: null },
    ])
    expect(acknowledgements).toHaveLength(3)
  })

  test('a file for another province is named as that, and nothing of it is judged', async () => {
    const device = await newDevice()
    const carried = [await withPhotos(device, 0)]
    const { items, acknowledgements } = await report(await fileOf(device, carried, 'another-gateway'))
    expect(items).toMatchObject([{ outcome: null, problem: 'other-gateway' }])
    expect(acknowledgements).toEqual([])
    expect(await dossiersOf(carried.map(({ envelope }) => envelope))).toBe(0)
  })

  test('random bytes, a JSON of ten thousand levels, too large a file and a stranger are refused by name', async () => {
    const device = await newDevice()
    const random = await upload(new Blob([crypto.getRandomValues(new Uint8Array(60_000))]))
    expect(random.status).toBe(422)
    expect(await problemOf(random)).toBe('bundle-malformed')

    const { envelope } = await withPhotos(device, 0)
    const deep = JSON.stringify(envelope).replace(
      '"parts":[]',
      `"parts":${'['.repeat(10_000)}${']'.repeat(10_000)}`,
    )
    const { items } = await report(
      new Blob([await jsonRecord('envelope', envelope.id, deep), new Uint8Array(1024)]),
    )
    expect(items).toMatchObject([{ outcome: null, problem: 'damaged' }])

    const large = await upload(new Blob([new Uint8Array(5_000_001)]))
    expect(large.status).toBe(413)
    expect(await problemOf(large)).toBe('payload-too-large')

    const stranger = await upload(new Blob(['x']), { cookie: '' })
    expect(await problemOf(stranger)).toBe('sign-in-required')
    expect(await problemOf(await upload(new Blob(['x']), { 'x-motcua-desk': '0' }))).toBe('forbidden')
  })
})
