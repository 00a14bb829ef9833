/** Voice packs: recorded by one, reviewed by another, published for the devices of the unit. */
import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import {
  filesOfVoices,
  type VoiceManifest,
  voiceManifest,
  voiceTexts,
} from '../../src/contract/voice-pack.ts'
import { type VoiceSentence, voiceOverview, voiceSentence, voiceWork } from '../../src/contract/voices.ts'
import { canonicalBytes, importPublicKey, isSignedBy } from '../../src/vault/signature.ts'
import { engines } from './engines.ts'
import { quickPasswordHash } from './quick-password.ts'
import { startGateway, type TestGateway } from './start-gateway.ts'
import { deskHeader, problemOf, signIn, type TestDesk } from './test-desk.ts'
import { enrolDevice } from './test-device.ts'

/** Artificial: nobody's language is invented here. */
const written = '⟦mww-1⟧'
const source = 'Bạn cần mang gì'
const place = 'guide:papers.title'
const sound = Buffer.concat([Buffer.from('OggS'), Buffer.alloc(200, 7)])
const password = 'Ruộng bậc thang 2026'

describe.each(engines)('on %s', (engine) => {
  let gateway: TestGateway
  let dataDir = ''
  let speaker: TestDesk
  let second: TestDesk
  let administrator: TestDesk

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'motcua-voices-'))
    gateway = await startGateway({ dataDir, engine })
    for (const username of ['giang-a-pao', 'ly-thi-may'])
      await gateway.gateway.storage.staff.add({
        username,
        name: 'Giàng A Páo',
        role: 'reception',
        unit: 'H38.20',
        password: quickPasswordHash(password),
        created_at: '2026-11-26T01:00:00.000Z',
      })
    speaker = await signIn(gateway.url, password, 'giang-a-pao')
    second = await signIn(gateway.url, password, 'ly-thi-may')
    administrator = await signIn(gateway.url, gateway.adminPassword)
  })
  afterAll(async () => {
    await gateway.close()
    await rm(dataDir, { recursive: true, force: true })
  })

  const record = (desk: TestDesk, body: Buffer, more: object, language = 'mww') =>
    fetch(`${gateway.url}api/desk/voices/${language}/recordings`, {
      method: 'POST',
      headers: {
        ...deskHeader,
        cookie: desk.cookie.split(';', 1)[0] ?? '',
        'content-type': 'audio/webm',
        'x-motcua-recording': Buffer.from(JSON.stringify({ place, source, ...more })).toString('base64url'),
      },
      body: new Uint8Array(body),
    })
  const translate = (desk: TestDesk, more: object, language = 'mww') =>
    desk.post(`voices/${language}/translations`, { place, source, translation: written, ...more })
  const review = (desk: TestDesk, revision: number, language = 'mww') =>
    desk.post(`voices/${language}/reviews`, { source, revision, isReviewed: true })
  const publish = (language = 'mww') => administrator.post(`voices/${language}/publication`)
  const sentence = async (response: Response): Promise<VoiceSentence> => {
    if (!response.ok) throw new Error(await response.text())
    return v.parse(voiceSentence, await response.json())
  }
  const manifest = async (): Promise<VoiceManifest> =>
    v.parse(voiceManifest, await (await fetch(`${gateway.url}api/v1/voices/H38.20`)).json())
  const file = async (sha256: string): Promise<Buffer | null> => {
    const response = await fetch(`${gateway.url}api/v1/voices/H38.20/files/${sha256}`)
    return response.ok ? Buffer.from(await response.arrayBuffer()) : null
  }
  const digestOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('base64url')

  test('nothing is offered before anything is reviewed and published', async () => {
    expect((await fetch(`${gateway.url}api/v1/voices/H38.20`)).status).toBe(404)
    expect((await fetch(`${gateway.url}api/v1/voices/H38%00`)).status).toBe(404)
    const first = await sentence(await record(speaker, sound, { revision: 0 }))
    expect(first).toMatchObject({ isOwn: true, reviewedBy: null, revision: 1 })
    expect(first.recording).toMatchObject({ mediaType: 'audio/ogg', bytes: sound.length })
    expect(await problemOf(await publish())).toBe('transition-not-allowed')
    expect(await file(first.recording?.sha256 ?? '')).toBeNull()
  })

  test('nobody reviews what they recorded, wrote, or saw before it was changed', async () => {
    expect(await problemOf(await review(speaker, 1))).toBe('own-recording')
    await sentence(await translate(speaker, { revision: 1 }))
    expect(await problemOf(await review(second, 1))).toBe('recording-changed')
    const reviewed = await sentence(await review(second, 2))
    expect(reviewed).toMatchObject({ reviewedBy: 'ly-thi-may', isOwn: false, translation: written })
    expect(v.parse(voiceOverview, await (await second.get('voices')).json()).languages).toEqual([
      { language: 'mww', translated: 1, recorded: 1, reviewed: 1, published: null },
    ])
  })

  test('a published pack is signed, names its files by digest and has only what was reviewed', async () => {
    await sentence(await translate(speaker, { revision: 0, source: 'Chưa ai duyệt' }))
    expect((await publish()).status).toBe(200)
    const { signature, ...signed } = await manifest()
    const { enrolment } = await enrolDevice(gateway.url, await gateway.enrolmentCode())
    const key = enrolment.gateway.verificationKeys.find(({ keyId }) => keyId === signed.keyId)
    if (key === undefined) throw new Error('signed by a key that no device knows')
    expect(await isSignedBy(await importPublicKey(key.publicKey), canonicalBytes(signed), signature)).toBe(
      true,
    )
    const [pack] = signed.languages
    expect(pack).toMatchObject({ language: 'mww', sentences: 1 })
    const texts = (await file(pack?.texts.sha256 ?? '')) ?? Buffer.alloc(0)
    expect(digestOf(texts)).toBe(pack?.texts.sha256)
    const [text, ...more] = v.parse(voiceTexts, JSON.parse(texts.toString()))
    expect(more).toEqual([])
    expect(text).toMatchObject({ source, translation: written })
    expect(await file(text?.recording?.sha256 ?? '')).toEqual(sound)
  })

  test('all voices come as one file for devices without a network', async () => {
    const response = await fetch(`${gateway.url}api/v1/voices/H38.20/pack`)
    const named = await manifest()
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="motcua-tieng-noi-H38.20-${named.version}.motcua-voices"`,
    )
    const bytes = Buffer.from(await response.arrayBuffer())
    const end = bytes.indexOf(10)
    expect(JSON.parse(bytes.toString('utf8', 0, end))).toEqual(named)
    let at = end + 1
    for (const { sha256, bytes: length } of filesOfVoices(named)) {
      expect(digestOf(bytes.subarray(at, at + length))).toBe(sha256)
      at += length
    }
    expect(at).toBe(bytes.length)
    expect((await fetch(`${gateway.url}api/v1/voices/H38.21/pack`)).status).toBe(404)
  })

  test('a new recording takes the review back and stays out until it is reviewed and published', async () => {
    const before = await manifest()
    const again = Buffer.concat([sound, Buffer.from('2')])
    const renewed = await sentence(await record(speaker, again, { revision: 3 }))
    expect(renewed.reviewedBy).toBeNull()
    expect(await manifest()).toEqual(before)
    // Devices may still be at it.
    expect(await file(digestOf(sound))).toEqual(sound)
    await sentence(await review(second, 4))
    expect((await publish()).status).toBe(200)
    const after = await manifest()
    expect(after.version).toBeGreaterThan(before.version)
    expect(await file(digestOf(again))).toEqual(again)
    expect(await file(digestOf(sound))).toBeNull()
  })

  test('two people who change the same sentence do not undo each other unseen', async () => {
    const answers = await Promise.all([
      translate(speaker, { revision: 0, source: 'Cùng một lúc' }),
      translate(second, { revision: 0, source: 'Cùng  một\nlúc' }),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  test('what is no sound, too long, of no language of the list or half a description is refused', async () => {
    expect(await problemOf(await record(speaker, Buffer.from('<svg onload=x>'), { revision: 5 }))).toBe(
      'audio-refused',
    )
    expect(await problemOf(await record(speaker, Buffer.alloc(1_000_001, 'OggS'), { revision: 5 }))).toBe(
      'payload-too-large',
    )
    expect(await problemOf(await record(speaker, sound, { revision: 0 }, 'xx'))).toBe('not-found')
    expect(await problemOf(await record(speaker, sound, { revision: -1 }))).toBe('request-malformed')
    expect(await problemOf(await record(speaker, sound, { revision: 1 }))).toBe('recording-changed')
    expect(await problemOf(await speaker.post('voices/mww/publication'))).toBe('forbidden')
  })

  test('a withdrawn language is in the next manifest no more, and its recordings stay at the desk', async () => {
    const before = await manifest()
    expect((await administrator.delete('voices/mww/publication')).status).toBe(200)
    expect(await manifest()).toMatchObject({ languages: [], version: before.version + 1 })
    const work = v.parse(voiceWork, await (await speaker.get('voices/mww')).json())
    expect(work.published).toBeNull()
    const kept = work.sentences.find((each) => each.source === source)?.recording
    expect((await speaker.get(`voices/mww/recordings/${kept?.sha256}`)).headers.get('content-type')).toBe(
      'audio/ogg',
    )
  })

  describe('while others are at it', () => {
    const one = Buffer.concat([sound, Buffer.from('one')])
    const other = Buffer.concat([sound, Buffer.from('other')])

    test('a recording that is replaced during a publication leaves no pack with a file that is missing', async () => {
      const kept = { source: 'Còn nguyên', place: 'guide:a' }
      await sentence(await record(speaker, sound, { revision: 0, ...kept }, 'tyz'))
      await sentence(await record(speaker, one, { revision: 0 }, 'tyz'))
      for (const each of [source, kept.source])
        await sentence(
          await second.post('voices/tyz/reviews', { source: each, revision: 1, isReviewed: true }),
        )
      const { voices } = gateway.gateway.storage
      const { publish: reallyPublish } = voices
      // After the rows were read and before the manifest names the file.
      const spy = vi.spyOn(voices, 'publish').mockImplementationOnce(async (...args) => {
        await sentence(await record(speaker, other, { revision: 2 }, 'tyz'))
        return reallyPublish(...args)
      })
      expect((await publish('tyz')).status).toBe(200)
      spy.mockRestore()
      const pack = (await manifest()).languages.find(({ language }) => language === 'tyz')
      expect(pack?.sentences).toBe(1)
      for (const { sha256 } of [...(pack?.recordings ?? []), ...(pack === undefined ? [] : [pack.texts])])
        expect(await file(sha256)).not.toBeNull()
    })

    test('a file that somebody takes up while it is removed is put back', async () => {
      const shared = { source: 'Cùng một bản thu', place: 'guide:b' }
      await sentence(await record(speaker, other, { revision: 0, ...shared }, 'tyz'))
      const spy = vi.spyOn(gateway.gateway.storage.voices, 'isUsed').mockResolvedValueOnce(false)
      await sentence(await record(speaker, one, { revision: 1, ...shared }, 'tyz'))
      spy.mockRestore()
      expect((await speaker.get(`voices/tyz/recordings/${digestOf(other)}`)).status).toBe(200)
    })

    test('a manifest that cannot be read gives way to the next publication', async () => {
      const { voices } = gateway.gateway.storage
      for (const body of ['{"half', '{"format":"motcua-voices","formatVersion":2}']) {
        const before = (await voices.manifest('H38.20'))?.version ?? 0
        expect(await voices.publish('H38.20', before + 1, body, before)).toBe(true)
        expect((await fetch(`${gateway.url}api/v1/voices/H38.20`)).status).toBe(404)
        expect((await speaker.get('voices')).status).toBe(200)
        expect((await publish('tyz')).status).toBe(200)
        const after = await manifest()
        expect(after.version).toBeGreaterThan(before + 1)
        expect(after.languages.map(({ language }) => language)).toEqual(['tyz'])
      }
    })
  })
})
