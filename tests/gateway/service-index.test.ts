import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { sql } from 'kysely'
import { v7 as uuidV7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Decision } from '../../src/domain/dossier/decide.ts'
import { currentFees, decideFee } from '../../src/domain/fee/fee-rows.ts'
import { figuresOf, measures } from '../../src/domain/service-index/measures.ts'
import { builtInCatalogue } from '../../src/gateway/catalogue.ts'
import { carryOut } from '../../src/gateway/desk/dossier-actions.ts'
import { portalDeviceKey } from '../../src/gateway/storage/devices.ts'
import type { EngineName } from '../../src/gateway/storage/engine.ts'
import type { CountsOf } from '../../src/gateway/storage/service-index.ts'
import { openEngine, openStorage, type Storage } from '../../src/gateway/storage/storage.ts'
import { engines, freshDatabaseUrl } from './engines.ts'
import { asCounts, countSlowly, type ReferenceDossier, type ReferenceEvent } from './index-reference.ts'

const catalogue = builtInCatalogue()
const units = ['H38.20', 'H38.21'] as const
const procedures = ['1.001193', '2.000635', '1.004859'] as const
const ways = ['portal', 'kiosk', 'team', 'desk'] as const

const unit = {
  parent: null,
  province: '15',
  commune: '02647',
  kind: 'commune',
  number_pattern: '{org}-{yymmdd}-{seq:4}',
} as const

type Step =
  | { readonly do: Decision['type'] }
  | { readonly do: 'fee'; readonly amountVnd: number }
  | { readonly do: 'take'; readonly way: 'cash' | 'transfer' }
  | { readonly do: 'portal'; readonly answer: 'taken' | 'named' | 'unknown' }
  | { readonly do: 'document'; readonly kind: 'result' | 'component' }

interface Story {
  readonly unit: number
  readonly procedure: number
  readonly role: number
  readonly hasPhoto: boolean
  readonly startMs: number
  /** Hours before each step. */
  readonly steps: readonly (readonly [number, Step])[]
}

const event = fc.constantFrom<Step>(
  ...(
    [
      'start',
      'request-supplement',
      'supplement',
      'request-payment',
      'pay',
      'extend',
      'finish',
      'hand-over',
      'stop',
      'withdraw',
      'lapse',
      'assign',
      'submit-for-signature',
      'sign',
      'send-back',
    ] as const
  ).map((name) => ({ do: name })),
  { do: 'fee', amountVnd: 8000 },
  { do: 'fee', amountVnd: 0 },
  { do: 'take', way: 'cash' },
  { do: 'take', way: 'transfer' },
  { do: 'document', kind: 'result' },
  { do: 'document', kind: 'component' },
  { do: 'portal', answer: 'taken' },
  { do: 'portal', answer: 'named' },
  { do: 'portal', answer: 'unknown' },
)
const first = fc.constantFrom<Step[]>(
  [{ do: 'receive' }, { do: 'start' }],
  [{ do: 'receive' }],
  [{ do: 'check' }, { do: 'request-supplement' }, { do: 'supplement' }, { do: 'receive' }],
  [{ do: 'refuse' }],
  [{ do: 'receive' }, { do: 'request-supplement' }, { do: 'lapse' }],
  [{ do: 'receive' }, { do: 'request-payment' }, { do: 'withdraw' }],
  [{ do: 'receive' }, { do: 'start' }, { do: 'finish' }, { do: 'document', kind: 'result' }],
)
const story: fc.Arbitrary<Story> = fc
  .record({
    unit: fc.nat(units.length - 1),
    procedure: fc.nat(procedures.length - 1),
    role: fc.nat(ways.length - 1),
    hasPhoto: fc.boolean(),
    // From early September to late October 2026, at any hour, so that UTC's day often is not Vietnam's.
    startMs: fc.nat(50 * 86_400_000).map((ms) => Date.parse('2026-09-02T00:00:00.000Z') + ms),
    first,
    later: fc.array(event, { maxLength: 9, size: 'max' }),
    hours: fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 14, maxLength: 14 }),
  })
  .map(({ first: begun, later, hours, ...rest }) => ({
    ...rest,
    steps: [...begun, ...later].map((step, index) => [hours[index] ?? 1, step] as const),
  }))

type LivedDossier = Omit<ReferenceDossier, 'isSynchronised'> & { readonly id: string }

describe.each(engines)('the service index on %s', (engine: EngineName) => {
  let dataDir = ''
  let databaseUrl: string | null = null
  let storage: Storage
  let now = new Date(0)
  const devices: string[] = []
  let sequence = 0

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'motcua-index-'))
    databaseUrl = await freshDatabaseUrl(engine)
    storage = await openStorage({ dataDir, databaseUrl, onBrokenConnection: fail })
    await storage.units.addMissing(units.map((code) => ({ ...unit, code, name: code, org_code: code })))
    await storage.exchange.setUnit(units[0], { isOn: true, senderCode: '000.00.20.H38' })
    for (const way of ways) {
      const hash = `code of ${way}`
      const role = way === 'portal' ? 'desk' : way
      const code = { hash, unit: units[0], role, createdBy: 'test', createdAt: '2026-09-01T00:00:00.000Z' }
      await storage.devices.addEnrolmentCode({ ...code, expiresAt: '2026-09-02T00:00:00.000Z' })
      const id = crypto.randomUUID()
      const device = { id, name: 'Kiosk', publicKey: way === 'portal' ? portalDeviceKey : `key of ${id}` }
      const joined = await storage.devices.enrol(hash, device, '2026-09-01T01:00:00.000Z')
      if (!joined.ok) throw new Error(joined.problem)
      devices.push(id)
    }
  })
  afterAll(async () => {
    await storage.close()
    await rm(dataDir, { recursive: true, force: true })
  })

  async function file({ unit: unitIndex, procedure, role, hasPhoto, startMs }: Story): Promise<string> {
    const envelopeId = uuidV7()
    const device = devices[role] ?? ''
    const at = new Date(startMs).toISOString()
    sequence += 1
    const envelope = {
      version: 1 as const,
      id: envelopeId,
      device,
      sequence,
      kind: 'submission' as const,
      createdAt: at,
      clockOffsetMs: null,
      unit: units[unitIndex] ?? units[0],
      sealed: 'AAAA',
      parts: hasPhoto
        ? [
            {
              sha256: envelopeId.replaceAll('-', '').padEnd(43, 'A'),
              bytes: 9,
              mediaType: 'image/jpeg' as const,
            },
          ]
        : [],
      previous: null,
      signature: 'A'.repeat(86),
    }
    await storage.envelopes.store([{ envelope, digest: envelopeId, body: '{}' }], at)
    const id = uuidV7()
    await storage.dossiers.open([
      {
        id,
        envelope: envelopeId,
        receipt_code: 'AAAAA-AAAAA',
        unit: envelope.unit,
        device,
        procedure: procedures[procedure] ?? procedures[0],
        form_name: 'birth-registration',
        form_version: 1,
        applicant_name: 'Giàng A Páo',
        applicant_last_four: '0017',
        subject_name: null,
        answers: '{}',
        papers: '[]',
        doubts: '[]',
        language: 'vi',
        filed_on: at.slice(0, 10),
        arrived_at: at,
      },
    ])
    return id
  }

  /** Does what the rules allow at that moment; what they refuse does not happen. */
  async function take(id: string, step: Step): Promise<void> {
    const dossier = await storage.dossiers.find(id)
    if (dossier === undefined) throw new Error('the dossier is there')
    const told = { actor: null, by: 'lo-thi-panh', note: null, details: {} }
    const at = now.toISOString()
    if (step.do === 'fee' || step.do === 'take') {
      const rows = await storage.fees.of(id)
      const due = currentFees(rows).find(({ state }) => state === 'due')
      const content = { kind: 'fee', rule: null, exemption: null } as const
      const decided =
        step.do === 'fee'
          ? decideFee(
              rows,
              {
                type: 'set',
                content: { ...content, fullVnd: step.amountVnd, amountVnd: step.amountVnd },
              },
              { at, by: told.by },
            )
          : decideFee(
              rows,
              { type: 'pay', fee: due?.fee ?? 0, payment: { way: step.way, receiptNumber: '1' } },
              { at, by: told.by },
            )
      if (!decided.ok) return
      const type = step.do === 'fee' ? 'fee-set' : 'fee-paid'
      await storage.fees.record({ dossier: id, unit: dossier.unit, rows: decided.rows, type })
    } else if (step.do === 'portal') await answer(step.answer)
    else if (step.do === 'document') {
      const added = {
        dossier: id,
        kind: step.kind,
        component: null,
        name: 'Trích lục',
        document_number: '',
        issuer: '',
        issued_on: null,
        is_reusable: 0,
        media_type: 'application/pdf' as const,
        sha256: 'A'.repeat(43),
        bytes: 9,
        pages: 1,
        source: '{"type":"upload"}',
        signatures: '[]',
        file: `documents/${uuidV7()}`,
        created_at: at,
        created_by: told.by,
      }
      await storage.documents.add(added, null)
    } else await carryOut({ storage, catalogue, now: () => now }, dossier, decisionOf(step.do), told)
  }

  /** Of the dossiers that the portal has, as it said last. */
  const known = new Set<string>()

  /** The portal answers all that is queued: takes it, takes it and names it, or has never heard of it. */
  async function answer(kind: 'taken' | 'named' | 'unknown'): Promise<void> {
    const [lease, late] = [crypto.randomUUID(), '2027-01-01T00:00:00.000Z']
    const queues = await storage.exchange.claim(lease, late, late, 1000)
    for (const { id } of queues) kind === 'unknown' ? known.delete(id) : known.add(id)
    await storage.exchange.record(
      queues.map(({ id, pending, next_at }) => ({
        id,
        lease,
        state: kind === 'unknown' ? 'waiting' : 'done',
        sent: kind === 'unknown' ? [] : pending,
        seen: pending.at(-1) ?? 0,
        nextAt: next_at,
        attempts: 0,
        refusals: 0,
        isInDoubt: kind === 'unknown',
        isKnown: kind !== 'unknown',
        remoteId: kind === 'named' ? `so ${id}` : null,
        problem: null,
      })),
      now.toISOString(),
    )
  }

  function decisionOf(type: Decision['type']): Decision {
    if (type === 'assign') return { type, officer: `can-bo-${sequence % 3}` }
    if (type === 'extend') return { type, dueAt: new Date(now.getTime() + 20 * 86_400_000).toISOString() }
    if (type === 'request-supplement') return { type, isSecondMeant: true }
    if (type === 'hand-over') return { type, way: 'electronic' }
    if (type === 'transfer') return { type, to: null }
    return { type }
  }

  async function live({ steps, ...rest }: Story): Promise<LivedDossier> {
    const id = await file({ steps, ...rest })
    now = new Date(rest.startMs)
    for (const [hours, step] of steps) {
      now = new Date(now.getTime() + hours * 3_600_000)
      await take(id, step)
    }
    const events = await storage.dossiers.events(id)
    return {
      id,
      unit: units[rest.unit] ?? units[0],
      procedure: procedures[rest.procedure] ?? procedures[0],
      filedThrough: ways[rest.role] ?? 'kiosk',
      hasPhotos: rest.hasPhoto,
      events: events.map(({ type, at, data }) => ({ type, at, data: JSON.parse(data) }) as ReferenceEvent),
    }
  }

  const all: LivedDossier[] = []

  test('counts what the events tell, whatever happened and in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(story, { minLength: 3, maxLength: 6, size: 'max' }), async (stories) => {
        for (const each of stories) all.push(await live(each))
        for (const [from, until] of [
          ['2026-09-01', '2026-09-30'],
          ['2026-09-15', '2026-10-15'],
          ['2026-01-01', '2026-12-31'],
        ] as const)
          await expectSame(from, until)
      }),
      { numRuns: 25 },
    )
    expect(all.length).toBeGreaterThan(75)
  }, 120_000)

  async function expectSame(from: string, until: string): Promise<void> {
    const asOf = '2026-10-20T03:00:00.000Z'
    const period = { units, from, until, asOfMs: Date.parse(asOf) }
    const endOf = (month: string) =>
      new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 1) - 7 * 3_600_000).toISOString()
    const inMonth = (month: string) => (endOf(month) < asOf ? endOf(month) : asOf)
    const same = async (
      by: 'nothing' | 'units' | 'months' | 'units-and-months' | 'officers',
      key: (each: { unit: string | null; month: string | null; officer: string | null }) => string,
    ) => {
      const told = all.map(({ id, ...dossier }) => ({
        ...dossier,
        isSynchronised: dossier.unit === units[0] ? known.has(id) : null,
      }))
      const slow = countSlowly(told, {
        from,
        until,
        key: (dossier, month, officer) => key({ unit: dossier.unit, month, officer }),
        asOf: by.includes('months') ? inMonth : () => asOf,
      })
      const fast = await storage.serviceIndex.counts(period, by)
      const found = fast.filter(({ counts }) => counts.received > 0)
      const keyOf = ({ unit: code, month, officer }: CountsOf) =>
        key({
          unit: code,
          month: month === null ? null : `${String(month).slice(0, 4)}-${String(month).slice(4)}`,
          officer,
        })
      expect(found.map(keyOf).toSorted()).toEqual([...slow.keys()].toSorted())
      for (const group of found) {
        const reference = slow.get(keyOf(group))
        expect(group.counts, keyOf(group)).toEqual(reference === undefined ? null : asCounts(reference))
      }
    }
    await same('nothing', () => '')
    await same('units', (each) => `${each.unit}`)
    await same('months', (each) => `${each.month}`)
    await same('units-and-months', (each) => `${each.unit} ${each.month}`)
    await same('officers', (each) => `${each.officer}`)
  }

  test('lists the dossiers behind each count, page by page', async () => {
    const period = {
      units,
      from: '2026-01-01',
      until: '2026-12-31',
      asOfMs: Date.parse('2026-10-20T03:00:00.000Z'),
    }
    const [whole] = await storage.serviceIndex.counts(period, 'nothing')
    for (const measure of measures) {
      const seen = new Set<string>()
      for (let after = ''; ; ) {
        const page = await storage.serviceIndex.dossiers(period, measure, { officer: null, after, limit: 7 })
        for (const { dossier } of page) seen.add(dossier)
        const last = page.at(-1)
        if (last === undefined) break
        after = last.dossier
      }
      expect(seen.size, measure).toBe(whole?.counts[measure])
    }
  })

  test('counted anew from the register, every row is as its events left it', async () => {
    const engineOf = openEngine({ dataDir, databaseUrl, onBrokenConnection: fail })
    const rows = () => engineOf.database.selectFrom('dossier_facts').selectAll().orderBy('dossier').execute()
    const before = await rows()
    await sql`delete from dossier_facts`.execute(engineOf.database)
    expect(await storage.serviceIndex.rebuild(() => {})).toBe(before.length)
    expect(await rows()).toEqual(before)
    await engineOf.database.destroy()
  })

  test('where the exchange is off, nobody counts what the portal has', async () => {
    const period = { from: '2026-01-01', until: '2026-12-31', asOfMs: Date.parse('2026-10-20T03:00:00.000Z') }
    const figureOf = async (code: string) => {
      const [found] = await storage.serviceIndex.counts({ ...period, units: [code] }, 'nothing')
      if (found === undefined) throw new Error('nothing is counted')
      const figures = figuresOf(found.counts, { all: 0, online: 0, withFee: 0 })
      return { received: found.counts.received, figure: figures['dossiers-synchronised'] }
    }
    const on = await figureOf(units[0])
    expect(on.figure?.denominator).toBe(on.received)
    expect(on.figure?.numerator).toBeGreaterThan(0)
    expect((await figureOf(units[1])).figure).toBeNull()
    await storage.exchange.setUnit(units[0], { isOn: false, senderCode: '000.00.20.H38' })
    expect((await figureOf(units[0])).figure).toBeNull()
  })

  test('a corrected figure stands beside the one before, and the newest counts', async () => {
    const entry = {
      unit: units[0],
      component: 'petitions-on-time',
      month: '2026-09',
      denominator: 10,
      source: 'Công văn 12',
      as_of: '2026-10-01',
      entered_at: '2026-10-01T02:00:00.000Z',
      entered_by: 'lo-thi-panh',
    } as const
    await Promise.all([9, 10].map((numerator) => storage.serviceIndex.addEntry({ ...entry, numerator })))
    await storage.serviceIndex.addEntry({ ...entry, numerator: 8 })
    await storage.serviceIndex.addEntry({ ...entry, unit: units[1], numerator: 7 })
    const found = await storage.serviceIndex.entries(units, '2026-09', '2026-09')
    expect(found.map(({ unit: code, number, numerator }) => [code, number, numerator])).toEqual([
      [units[0], 3, 8],
      [units[1], 1, 7],
    ])
    expect(await storage.serviceIndex.entries(units, '2026-10', '2026-12')).toEqual([])
    const engineOf = openEngine({ dataDir, databaseUrl, onBrokenConnection: fail })
    await expect(
      engineOf.database.updateTable('index_entries').set({ numerator: 1 }).execute(),
    ).rejects.toThrow(/append only/)
    await engineOf.database.destroy()
  })
})

function fail(error: Error): never {
  throw error
}
