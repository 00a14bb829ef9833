import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  filesOfVoices,
  type UnsignedVoices,
  type VoiceManifest,
  type VoiceTexts,
} from '../../src/contract/voice-pack.ts'
import { endSession } from '../../src/device/session.ts'
import { takeVoicesFile } from '../../src/device/voices/from-file.ts'
import { currentVoices, installedTexts, recordingFile } from '../../src/device/voices/installed-voices.ts'
import { swapVoicesWhenIdle } from '../../src/device/voices/swap-voices.ts'
import { updateVoices } from '../../src/device/voices/update-voices.ts'
import { sha256 } from '../../src/vault/encoding.ts'
import { canonicalBytes, generateSigningKey, sign } from '../../src/vault/signature.ts'
import { bytesOf } from '../../src/vault/text.ts'
import { base, enrolledDevice, gatewayKeys, openSession } from './fixture.ts'

const unit = 'H38.15.02'
/** What the gateway has. */
let offered: VoiceManifest | null
let files: Map<string, Uint8Array<ArrayBuffer>>
let asked: string[]
/** Digests of files that do not come through. */
let broken: Set<string>
let kept: Map<string, Uint8Array<ArrayBuffer>>

beforeEach(async () => {
  await enrolledDevice()
  offered = null
  files = new Map()
  asked = []
  broken = new Set()
  kept = new Map()
  vi.stubGlobal('caches', { open: async () => cacheOf(kept) })
  vi.stubGlobal('fetch', async (address: string) => {
    const path = address.slice(`${base}api/v1/voices/${unit}`.length)
    if (path === '') return offered === null ? new Response('{}', { status: 404 }) : Response.json(offered)
    const digest = path.slice('/files/'.length)
    asked.push(digest)
    if (broken.has(digest)) throw new TypeError('Failed to fetch')
    const bytes = files.get(digest)
    return bytes === undefined ? new Response('{}', { status: 404 }) : new Response(bytes)
  })
})
afterEach(() => vi.unstubAllGlobals())

function cacheOf(map: Map<string, Uint8Array<ArrayBuffer>>) {
  return {
    put: async (address: string, response: Response) => {
      map.set(address, new Uint8Array(await response.arrayBuffer()))
    },
    match: async (address: string) => {
      const bytes = map.get(address)
      return bytes === undefined ? undefined : new Response(bytes)
    },
    keys: async () => [...map.keys()].map((url) => ({ url })),
    delete: async ({ url }: { url: string }) => map.delete(url),
  }
}

async function add(content: string): Promise<{ sha256: string; bytes: number }> {
  const bytes = bytesOf(content)
  const digest = await sha256(bytes)
  files.set(digest, bytes)
  return { sha256: digest, bytes: bytes.length }
}

/** A pack with a recording for each of these. */
async function offer(
  version: number,
  sounds: Readonly<Record<string, string>>,
  more: { readonly change?: Partial<UnsignedVoices>; readonly key?: CryptoKey } = {},
): Promise<void> {
  const texts: VoiceTexts = []
  const recordings = []
  for (const [source, sound] of Object.entries(sounds)) {
    const file = await add(sound)
    recordings.push(file)
    texts.push({
      source,
      translation: `⟦${source}⟧`,
      recording: { sha256: file.sha256, mediaType: 'audio/ogg' },
    })
  }
  const unsigned: UnsignedVoices = {
    format: 'motcua-voices',
    formatVersion: 1,
    gatewayId: 'gateway-1',
    unit,
    version,
    languages: [
      {
        language: 'mww',
        publishedAt: '2026-11-26T01:00:00.000Z',
        sentences: texts.length,
        texts: await add(JSON.stringify(texts)),
        recordings,
      },
    ],
    keyId: 'k1',
    ...more.change,
  }
  offered = {
    ...unsigned,
    signature: await sign(more.key ?? gatewayKeys.privateKey, canonicalBytes(unsigned)),
  }
}

const said = async () => (await installedTexts('mww')).map(({ source }) => source)

describe('a device', () => {
  test('has no voices before the unit has published any', async () => {
    expect(await updateVoices()).toEqual({ ok: true, state: 'none' })
    expect(await currentVoices()).toBeNull()
  })

  test('uses a pack once it is whole and nobody is in the middle of something', async () => {
    await offer(1, { Một: 'm', Hai: 'h' })
    expect(await updateVoices()).toEqual({ ok: true, state: 'staged' })
    expect(await currentVoices()).toBeNull()
    const session = await openSession()
    expect(await swapVoicesWhenIdle()).toBe(false)
    expect(session.id).not.toBe('')
    await endSession()
    expect(await swapVoicesWhenIdle()).toBe(true)
    expect(await said()).toEqual(['Một', 'Hai'])
    const [text] = await installedTexts('mww')
    const file = await recordingFile(text?.recording?.sha256 ?? '', 'audio/ogg')
    expect(await file?.text()).toBe('m')
    expect(await updateVoices()).toEqual({ ok: true, state: 'current' })
  })

  test('never uses a pack that came half, goes on where it stopped, and brings only what is new', async () => {
    await offer(1, { Một: 'm', Hai: 'h' })
    broken.add(await sha256(bytesOf('h')))
    expect(await updateVoices()).toEqual({ ok: false, problem: 'offline' })
    expect(await swapVoicesWhenIdle()).toBe(false)
    expect(await currentVoices()).toBeNull()
    broken.clear()
    asked.length = 0
    expect(await updateVoices()).toEqual({ ok: true, state: 'staged' })
    expect(asked).toHaveLength(1)
    await swapVoicesWhenIdle()
    asked.length = 0
    await offer(2, { Một: 'm', Ba: 'b' })
    await updateVoices()
    expect(asked).toHaveLength(2)
    expect(await said()).toEqual(['Một', 'Hai'])
    await swapVoicesWhenIdle()
    expect(await said()).toEqual(['Một', 'Ba'])
    // Texts, m and b: h went with its version.
    expect(kept.size).toBe(3)
  })

  test('takes nothing that is altered, forged, older, of another unit or no pack at all', async () => {
    await offer(5, { Một: 'm' })
    await updateVoices()
    await swapVoicesWhenIdle()
    await offer(6, { Hai: 'h' })
    files.set(await sha256(bytesOf('h')), bytesOf('x'))
    expect(await updateVoices()).toEqual({ ok: false, problem: 'altered' })
    await offer(6, { Hai: 'h' }, { key: (await generateSigningKey(false)).privateKey })
    expect(await updateVoices()).toEqual({ ok: false, problem: 'signature-invalid' })
    await offer(4, { Hai: 'h' })
    expect(await updateVoices()).toEqual({ ok: false, problem: 'older' })
    await offer(6, { Hai: 'h' }, { change: { unit: 'H38.99' } })
    expect(await updateVoices()).toEqual({ ok: false, problem: 'wrong-unit' })
    offered = JSON.parse('{"format":"motcua-voices"}')
    expect(await updateVoices()).toEqual({ ok: false, problem: 'not-a-pack' })
    expect(await said()).toEqual(['Một'])
  })

  test('brings again what the browser has dropped', async () => {
    await offer(1, { Một: 'm' })
    await updateVoices()
    await swapVoicesWhenIdle()
    kept.clear()
    expect(await installedTexts('mww')).toEqual([])
    expect(await updateVoices()).toEqual({ ok: true, state: 'staged' })
    expect(await swapVoicesWhenIdle()).toBe(true)
    expect(await said()).toEqual(['Một'])
  })

  test('drops a language that the unit has withdrawn', async () => {
    await offer(1, { Một: 'm' })
    await updateVoices()
    await swapVoicesWhenIdle()
    await offer(2, {}, { change: { languages: [] } })
    await updateVoices()
    await swapVoicesWhenIdle()
    expect(await said()).toEqual([])
    expect(kept.size).toBe(0)
  })
})

describe('voices from a file', () => {
  /** As the gateway writes it. */
  function stick(): Blob {
    if (offered === null) throw new Error('nothing is offered')
    const parts = filesOfVoices(offered).map(({ sha256: digest }) => files.get(digest) ?? new Uint8Array())
    return new Blob([`${JSON.stringify(offered)}\n`, ...parts])
  }

  test('are taken without a network, and give way to nothing older', async () => {
    await offer(1, { Một: 'm', Hai: 'h', 'Hai lần': 'h' })
    const first = stick()
    await offer(2, { Một: 'm', Ba: 'ba ba' })
    const second = stick()
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('Failed to fetch')
    })
    expect(await takeVoicesFile(first)).toEqual({ ok: true, state: 'staged' })
    expect(await swapVoicesWhenIdle()).toBe(true)
    expect(await said()).toEqual(['Một', 'Hai', 'Hai lần'])
    expect(await takeVoicesFile(second)).toEqual({ ok: true, state: 'staged' })
    expect(await takeVoicesFile(first)).toEqual({ ok: false, problem: 'older' })
    expect(await swapVoicesWhenIdle()).toBe(true)
    const ba = (await installedTexts('mww')).find(({ source }) => source === 'Ba')
    expect(await (await recordingFile(ba?.recording?.sha256 ?? '', 'audio/ogg'))?.text()).toBe('ba ba')
    expect(await takeVoicesFile(second)).toEqual({ ok: true, state: 'current' })
    expect(await takeVoicesFile(first)).toEqual({ ok: false, problem: 'older' })
  })

  test('are refused when cut short anywhere, altered or none at all, and those in use stay', async () => {
    await offer(1, { Một: 'm' })
    expect((await takeVoicesFile(stick())).ok).toBe(true)
    await swapVoicesWhenIdle()
    await offer(2, { Một: 'mới', Hai: 'h' })
    const file = stick()
    for (let bytes = 0; bytes < file.size; bytes += Math.ceil(file.size / 23))
      expect(await takeVoicesFile(file.slice(0, bytes)), String(bytes)).toMatchObject({ ok: false })
    expect(await takeVoicesFile(file.slice(0, file.size - 1))).toEqual({ ok: false, problem: 'altered' })
    const changed = (await file.text()).replace('"bytes":1}', '"bytes":2}')
    expect(await takeVoicesFile(new Blob([changed]))).toEqual({ ok: false, problem: 'signature-invalid' })
    for (const none of ['', '<html>\n', '{}\n', new Uint8Array([0xff, 0xfe, 10])])
      expect(await takeVoicesFile(new Blob([none]))).toEqual({ ok: false, problem: 'not-a-pack' })
    expect(await swapVoicesWhenIdle()).toBe(false)
    expect(await said()).toEqual(['Một'])
    expect(await takeVoicesFile(file)).toEqual({ ok: true, state: 'staged' })
  })
})
