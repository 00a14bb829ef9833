/** What every storage engine must hold to. A new engine adds its name in engines.ts and passes this. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 as uuidV7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Envelope } from '../../src/contract/envelope.ts'
import type { NewDossier } from '../../src/gateway/storage/dossiers.ts'
import type { EngineName } from '../../src/gateway/storage/engine.ts'
import type { NewEnvelope } from '../../src/gateway/storage/envelopes.ts'
import { openStorage, type Storage } from '../../src/gateway/storage/storage.ts'
import type { NewUnit } from '../../src/gateway/storage/units.ts'
import { freshDatabaseUrl } from './engines.ts'

const province: NewUnit = {
  code: 'H38',
  parent: null,
  name: 'Tỉnh Lào Cai',
  kind: 'province',
  province: '15',
  commune: null,
  org_code: 'H38',
  number_pattern: '{org}-{yymmdd}-{seq:4}',
}
const commune: NewUnit = { ...province, code: 'H38.20', parent: 'H38', kind: 'commune', commune: '02647' }
const at = '2026-11-25T02:00:00.000Z'
const digestOf = (text: string) => Buffer.from(text.padEnd(32, '.')).toString('base64url').slice(0, 43)

export function storageContract(engine: EngineName): void {
  describe(`storage on ${engine}`, () => {
    let dataDir = ''
    let databaseUrl: string | null = null
    let storage: Storage
    const open = () =>
      openStorage({
        dataDir,
        databaseUrl,
        onBrokenConnection: (error) => {
          throw error
        },
      })
    beforeAll(async () => {
      dataDir = await mkdtemp(join(tmpdir(), 'motcua-storage-'))
      databaseUrl = await freshDatabaseUrl(engine)
      storage = await open()
      await storage.units.addMissing([province, commune])
    })
    afterAll(async () => {
      await storage.close()
      await rm(dataDir, { recursive: true, force: true })
    })

    let enrolled = 0
    async function newDevice(): Promise<string> {
      const hash = `code-${enrolled++}`
      await storage.devices.addEnrolmentCode({
        hash,
        unit: commune.code,
        role: 'kiosk',
        createdBy: 'test',
        createdAt: at,
        expiresAt: '2026-11-26T02:00:00.000Z',
      })
      const id = crypto.randomUUID()
      const enrolment = await storage.devices.enrol(
        hash,
        { id, name: 'Kiosk', publicKey: `key of ${id}` },
        at,
      )
      if (!enrolment.ok) throw new Error(enrolment.problem)
      return id
    }

    function entry(device: string, sequence: number, changed: Partial<Envelope> = {}): NewEnvelope {
      const id = changed.id ?? uuidV7()
      const envelope: Envelope = {
        version: 1,
        id,
        device,
        sequence,
        kind: 'submission',
        createdAt: at,
        clockOffsetMs: null,
        unit: commune.code,
        sealed: 'AAAA',
        parts: [],
        previous: null,
        signature: 'A'.repeat(86),
        ...changed,
      }
      return { envelope, digest: digestOf(id.slice(-12) + sequence), body: JSON.stringify(envelope) }
    }

    async function openedDossier(device: string, sequence: number): Promise<NewDossier> {
      const stored = entry(device, sequence)
      await storage.envelopes.store([stored], at)
      const dossier: NewDossier = {
        id: uuidV7(),
        envelope: stored.envelope.id,
        receipt_code: 'AAAAA-AAAAA',
        unit: commune.code,
        device,
        procedure: '1.001193',
        form_name: 'birth-registration',
        form_version: 1,
        applicant_name: 'Lò Thị Pành',
        applicant_last_four: '0017',
        subject_name: 'Giàng Thị Mẩy',
        answers: '{}',
        papers: '[]',
        doubts: '[]',
        language: 'vi',
        filed_on: '2026-11-25',
        arrived_at: at,
      }
      await storage.dossiers.open([dossier])
      return dossier
    }

    const receive = (dossier: string, officialNumber: (running: number) => string, day = '2026-11-25') =>
      storage.dossiers.change({
        dossier,
        revision: 1,
        type: 'receive',
        at,
        by: 'admin',
        note: null,
        changes: { stage: 'received', state: 2, received_at: at },
        numbering: { unit: commune.code, day, officialNumber },
      })

    test('what was stored is there after closing and opening again', async () => {
      const device = await newDevice()
      await storage.envelopes.store([entry(device, 1)], at)
      const second = await open()
      expect(await second.devices.highestSequence(device)).toBe(1)
      await second.close()
    })

    test('a stored envelope is a duplicate the second time, with the time of the first', async () => {
      const first = entry(await newDevice(), 1)
      expect(await storage.envelopes.store([first], at)).toEqual([
        { ok: true, outcome: 'stored', receivedAt: at, missingParts: [] },
      ])
      expect(await storage.envelopes.store([first, first], '2026-11-25T03:00:00.000Z')).toEqual([
        { ok: true, outcome: 'duplicate', receivedAt: at, missingParts: [] },
        { ok: true, outcome: 'duplicate', receivedAt: at, missingParts: [] },
      ])
    })

    test('the same id with other content and the same sequence with another id are told apart', async () => {
      const device = await newDevice()
      const first = entry(device, 1)
      await storage.envelopes.store([first], at)
      expect(
        await storage.envelopes.store([entry(device, 2, { id: first.envelope.id }), entry(device, 1)], at),
      ).toEqual([
        { ok: false, problem: 'envelope-conflict' },
        { ok: false, problem: 'sequence-conflict' },
      ])
    })

    test('a batch that fails half way stores nothing', async () => {
      const good = entry(await newDevice(), 1)
      const orphan = entry(crypto.randomUUID(), 1)
      await expect(storage.envelopes.store([good, orphan], at)).rejects.toThrow()
      expect(await storage.envelopes.store([good], at)).toMatchObject([{ outcome: 'stored' }])
    })

    test('parts are awaited until each has arrived', async () => {
      const sha256 = [digestOf('one'), digestOf('two')] as const
      const parts = sha256.map((digest) => ({ sha256: digest, bytes: 10, mediaType: 'image/jpeg' as const }))
      const stored = entry(await newDevice(), 1, { parts: [...parts, ...parts] })
      expect(await storage.envelopes.store([stored], at)).toMatchObject([{ missingParts: sha256 }])
      await storage.envelopes.notePartArrived(stored.envelope.id, sha256[0], at)
      expect(await storage.envelopes.store([stored], at)).toMatchObject([
        { outcome: 'duplicate', missingParts: [sha256[1]] },
      ])
      expect(await storage.envelopes.findPart(stored.envelope.id, sha256[0])).toEqual({
        bytes: 10,
        mediaType: 'image/jpeg',
        arrivedAt: at,
      })
    })

    test('an envelope opened twice at once becomes one dossier with one event', async () => {
      const device = await newDevice()
      const dossier = await openedDossier(device, 1)
      await Promise.all([
        storage.dossiers.open([{ ...dossier, id: uuidV7() }]),
        storage.dossiers.open([{ ...dossier, id: uuidV7() }]),
      ])
      expect(await storage.dossiers.changes(device, 0, 10)).toHaveLength(1)
      expect(await storage.dossiers.events(dossier.id)).toHaveLength(1)
      await storage.envelopes.quarantine(dossier.envelope, 'payload-invalid', 'too late')
      expect((await storage.envelopes.quarantined(commune.code)).map((one) => one.id)).not.toContain(
        dossier.envelope,
      )
    })

    test('a change that fails leaves no trace: no state, no number, no event, no notice', async () => {
      const device = await newDevice()
      const failing = await openedDossier(device, 1)
      const day = '2026-01-05'
      await expect(
        receive(
          failing.id,
          () => {
            throw new Error('no number today')
          },
          day,
        ),
      ).rejects.toThrow('no number today')
      expect(await storage.dossiers.find(failing.id)).toMatchObject({ state: 1, revision: 1 })
      expect(await storage.dossiers.events(failing.id)).toHaveLength(1)
      expect(await storage.dossiers.changes(device, 0, 10)).toHaveLength(1)
      expect(await receive(failing.id, (running) => `${day}/${running}`, day)).toBe(true)
      expect(await storage.dossiers.find(failing.id)).toMatchObject({ official_number: `${day}/1` })
    })

    test('running numbers are gapless and unique under twenty receptions at once', async () => {
      const device = await newDevice()
      const dossiers: NewDossier[] = []
      for (let sequence = 1; sequence <= 20; sequence++) dossiers.push(await openedDossier(device, sequence))
      const given: number[] = []
      const day = '2026-01-06'
      await Promise.all(
        dossiers.map(({ id }) =>
          receive(
            id,
            (running) => {
              given.push(running)
              return `${day}/${running}`
            },
            day,
          ),
        ),
      )
      expect(given.toSorted((a, b) => a - b)).toEqual(dossiers.map((_, index) => index + 1))
    })

    test('a device that follows its changes misses none, however they are committed', async () => {
      const device = await newDevice()
      const dossiers: NewDossier[] = []
      for (let sequence = 1; sequence <= 15; sequence++) dossiers.push(await openedDossier(device, sequence))
      let cursor = 0
      let isDone = false
      const heard: number[] = []
      const listen = async () => {
        const page = await storage.dossiers.changes(device, cursor, 4)
        heard.push(...page.map((change) => change.sequence))
        cursor = page.at(-1)?.sequence ?? cursor
        return page.length
      }
      const listening = (async () => {
        while (!isDone) await listen()
      })()
      await Promise.all(dossiers.map(({ id }) => receive(id, () => uuidV7(), '2026-01-07')))
      isDone = true
      await listening
      while ((await listen()) > 0) {
        // What was committed last.
      }
      expect(heard).toEqual(Array.from({ length: 30 }, (_, index) => index + 1))
    })

    test('one enrolment code lets one device in, the same one again, and no other', async () => {
      await storage.devices.addEnrolmentCode({
        hash: 'one-time',
        unit: commune.code,
        role: 'kiosk',
        createdBy: 'test',
        createdAt: at,
        expiresAt: '2026-11-26T02:00:00.000Z',
      })
      const contenders = Array.from({ length: 8 }, () => ({
        id: crypto.randomUUID(),
        name: 'Kiosk',
        publicKey: 'key',
      }))
      const enrolments = await Promise.all(
        contenders.map((contender) => storage.devices.enrol('one-time', contender, at)),
      )
      const winners = contenders.filter((_, index) => enrolments[index]?.ok === true)
      expect(winners).toHaveLength(1)
      for (const winner of winners) {
        expect(await storage.devices.enrol('one-time', winner, at)).toMatchObject({ ok: true })
        expect(await storage.devices.enrol('one-time', { ...winner, publicKey: 'other' }, at)).toEqual({
          ok: false,
          problem: 'enrolment-code-used',
        })
      }
      expect(enrolments.filter((enrolment) => !enrolment.ok)).toEqual(
        Array.from({ length: 7 }, () => ({ ok: false, problem: 'enrolment-code-used' })),
      )
    })

    test('every failure to sign in counts, also those at once, and the oldest names are forgotten', async () => {
      const failure = { now: at, limit: 5, lockedUntil: '2026-11-25T02:15:00.000Z', forgetBefore: at }
      const fail = (name: string, changed = {}) =>
        storage.signInFailures.note(name, { ...failure, ...changed })
      await Promise.all([1, 2, 3, 4].map(() => fail('a-pao')))
      expect(await storage.signInFailures.lockedUntil('a-pao')).toBeNull()
      await fail('a-pao')
      expect(await storage.signInFailures.lockedUntil('a-pao')).toBe(failure.lockedUntil)
      await fail('other', { now: '2026-11-27T02:00:00.000Z', forgetBefore: '2026-11-26T02:00:00.000Z' })
      expect(await storage.signInFailures.lockedUntil('a-pao')).toBeNull()
    })

    test('of two administrators who deactivate each other at once, one stays', async () => {
      const person = {
        name: 'Giàng A Páo',
        role: 'unit-administrator',
        unit: commune.code,
        password: 'scrypt',
        created_at: at,
      } as const
      for (const username of ['a-pao', 'thi-panh']) await storage.staff.add({ ...person, username })
      const outcomes = await Promise.all([
        storage.staff.deactivate('a-pao', at),
        storage.staff.deactivate('thi-panh', at),
      ])
      expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
      expect(outcomes).toContainEqual({ ok: false, problem: 'last-administrator' })
    })

    test('a code of the second factor and a recovery code are taken once, also when tried at once', async () => {
      await storage.secondFactors.offer('a-pao', 'sealed')
      const confirmed = { candidate: 'sealed', step: 7, codeHashes: ['one', 'two'] }
      expect(await storage.secondFactors.confirm('a-pao', { ...confirmed, candidate: 'older' })).toBe(false)
      expect(await storage.secondFactors.confirm('a-pao', confirmed)).toBe(true)
      const once = (attempt: () => Promise<boolean>) => Promise.all([attempt(), attempt(), attempt()])
      const steps = await once(() => storage.secondFactors.consumeStep('a-pao', 8))
      expect(steps.filter(Boolean)).toHaveLength(1)
      expect(await storage.secondFactors.consumeStep('a-pao', 7)).toBe(false)
      const codes = await once(() => storage.secondFactors.consumeRecoveryCode('a-pao', 'one', at))
      expect(codes.filter(Boolean)).toHaveLength(1)
      expect(await storage.secondFactors.recoveryCodesLeft('a-pao')).toBe(1)
    })

    test('teams made at once get codes of their own, and a province sees its communes', async () => {
      const unit = await storage.units.find(commune.code)
      if (unit === undefined) throw new Error('the commune is there')
      const teams = await Promise.all(
        ['Tổ 1', 'Tổ 2', 'Tổ 3'].map((name) => storage.units.addTeam(unit, name)),
      )
      expect(teams.map(({ code }) => code).toSorted()).toEqual(['H38.20-T1', 'H38.20-T2', 'H38.20-T3'])
      expect((await storage.units.withTeams(commune.code)).map(({ code }) => code)).toEqual([
        'H38.20',
        'H38.20-T1',
        'H38.20-T2',
        'H38.20-T3',
      ])
      expect(await storage.units.codesBelow('H38')).toEqual(['H38', 'H38.20'])
    })

    test('a setting has one value, whoever asks first', async () => {
      const values = await Promise.all(
        ['a', 'b', 'c'].map((value) => storage.settings.findOrSet('key', value)),
      )
      expect(new Set(values).size).toBe(1)
    })
  })
}
