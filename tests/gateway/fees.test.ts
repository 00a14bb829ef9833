import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type CashBook,
  cashBook,
  type DossierFees,
  dossierFees,
  type FeeAction,
} from '../../src/contract/fees.ts'
import { currentFees } from '../../src/domain/fee/fee-rows.ts'
import type { StaffRole } from '../../src/domain/people/permissions.ts'
import { verifyChains } from '../../src/gateway/audit/verify.ts'
import { eventDigest } from '../../src/gateway/storage/dossier-history.ts'
import { birthSubmission } from './birth-submission.ts'
import { engines } from './engines.ts'
import { quickPasswordHash } from './quick-password.ts'
import { startGateway, type TestGateway, testNow } from './start-gateway.ts'
import { problemOf, signIn, type TestDesk } from './test-desk.ts'
import { enrolDevice, type TestDevice } from './test-device.ts'

const password = 'mật khẩu của Lò Thị Pành'
const otherCommune = 'H38.21'
const bank = { bin: '970499', account: '0001112223334', name: 'UBND phuong Lao Cai' }
type Without<Each> = Each extends { seen: number } ? Omit<Each, 'seen'> : never
type Step = Without<FeeAction>

const content = { kind: 'fee', rule: null, fullVnd: 20_000, amountVnd: 20_000, exemption: null } as const
const cash = { way: 'cash', receiptNumber: 'AA/26P 0000123' } as const
const transfer = { way: 'transfer', receiptNumber: null } as const
const resolution = 'Nghị quyết 10/2023/NQ-HĐND'

describe.each(engines)('fees on %s', (engine) => {
  let gateway: TestGateway
  let device: TestDevice
  let cashier: TestDesk
  let second: TestDesk
  let officer: TestDesk
  let leader: TestDesk
  let neighbour: TestDesk
  let observer: TestDesk
  let hashed = ''
  let now = testNow()

  async function employ(username: string, role: StaffRole, unit = 'H38.20'): Promise<void> {
    await gateway.gateway.storage.staff.add({
      username,
      name: 'Lò Thị Pành',
      role,
      unit,
      password: hashed,
      created_at: new Date().toISOString(),
    })
  }

  beforeAll(async () => {
    gateway = await startGateway({ engine, bank, now: () => now })
    device = await enrolDevice(gateway.url, await gateway.enrolmentCode())
    const { units } = gateway.gateway.storage
    const home = await units.find('H38.20')
    if (home === undefined) throw new Error('the first unit is there')
    await units.addMissing([{ ...home, code: otherCommune, org_code: otherCommune, name: 'Xã Tả Van' }])
    hashed = quickPasswordHash(password)
    await employ('thu-ngan', 'reception')
    await employ('thu-ngan-2', 'reception')
    await employ('xu-ly', 'processing')
    await employ('lanh-dao', 'leader')
    await employ('xa-ben', 'reception', otherCommune)
    await employ('so-noi-vu', 'province-observer', 'H38')
    await everybody.cashier()
  })
  afterAll(() => gateway.close())

  async function file(): Promise<string> {
    await device.deliver(await device.envelope(birthSubmission()))
    await gateway.gateway.settled()
    const id = (await cashier.dossiers()).dossiers[0]?.id
    if (id === undefined) throw new Error('the dossier is there')
    return id
  }

  async function feesOf(id: string): Promise<DossierFees> {
    return v.parse(dossierFees, await (await cashier.get(`dossiers/${id}/fees`)).json())
  }

  async function step(desk: TestDesk, id: string, action: Step): Promise<Response> {
    return desk.post(`dossiers/${id}/fees`, { ...action, seen: (await feesOf(id)).rows.length })
  }

  async function go(desk: TestDesk, id: string, ...actions: readonly Step[]): Promise<void> {
    for (const action of actions) {
      const response = await step(desk, id, action)
      if (!response.ok) throw new Error(`${action.type}: ${await response.text()}`)
    }
  }

  async function act(desk: TestDesk, id: string, action: object): Promise<Response> {
    const { revision } = (await cashier.dossier(id)).summary
    return desk.post(`dossiers/${id}/events`, { ...action, revision })
  }

  const everybody = {
    cashier: async () => {
      cashier = await signIn(gateway.url, password, 'thu-ngan')
    },
    second: async () => {
      second = await signIn(gateway.url, password, 'thu-ngan-2')
    },
    leader: async () => {
      leader = await signIn(gateway.url, password, 'lanh-dao')
    },
    officer: async () => {
      officer = await signIn(gateway.url, password, 'xu-ly')
    },
    neighbour: async () => {
      neighbour = await signIn(gateway.url, password, 'xa-ben')
    },
    observer: async () => {
      observer = await signIn(gateway.url, password, 'so-noi-vu')
    },
  }

  /** Each test keeps its money on a day of its own; sessions of the day before have ended. */
  async function onDay(
    day: string,
    people: readonly (keyof typeof everybody)[],
    work: () => Promise<void>,
  ): Promise<void> {
    now = new Date(`${day}T03:00:00.000Z`)
    for (const person of people) await everybody[person]()
    await work()
  }

  async function book(day: string, desk = cashier, until = day): Promise<CashBook> {
    return v.parse(cashBook, await (await desk.get(`cash-book?from=${day}&until=${until}`)).json())
  }

  /** The chain of events holds, fees and steps alike. */
  async function expectChained(id: string): Promise<void> {
    let previous: string | null = null
    for (const event of await gateway.gateway.storage.dossiers.events(id)) {
      expect(event.previous).toBe(previous)
      expect(await eventDigest({ ...event, data: JSON.parse(event.data) })).toBe(event.digest)
      previous = event.digest
    }
  }

  test('what the rules say is proposed, by way of filing and ground; what they do not know is not guessed', async () => {
    const { proposals, grounds, rows } = await feesOf(await file())
    expect(rows).toEqual([])
    expect(grounds.map(({ ground }) => ground)).toContain('poor-household')
    const known = proposals.find(({ channel, ground }) => channel === 'in-person' && ground === null)
    expect(known).toBeDefined()
    expect(proposals.every(({ kind, amountVnd }) => (kind === 'known') === (amountVnd !== null))).toBe(true)
    expect(proposals.find(({ ground }) => ground === 'poor-household')).toMatchObject({ amountVnd: 0 })
  })

  test('the day book has the sums by way, procedure and exemption', () =>
    onDay('2026-11-27', ['cashier', 'second'], async () => {
      const [one, two, three] = [await file(), await file(), await file()]
      await go(cashier, one, { type: 'set', content }, { type: 'pay', fee: 1, payment: cash })
      const exemption = { ground: 'ethnic-minority', source: resolution, proof: 'Sổ hộ khẩu 12' } as const
      await go(
        second,
        two,
        { type: 'set', content: { ...content, amountVnd: 5000, exemption } },
        { type: 'set', content: { ...content, kind: 'charge', fullVnd: 8000, amountVnd: 8000 } },
        { type: 'pay', fee: 1, payment: transfer },
        { type: 'pay', fee: 2, payment: cash },
      )
      await go(cashier, three, { type: 'set', content: { ...content, amountVnd: 0, exemption } })
      const day = await book('2026-11-27')
      expect(day.totalVnd).toBe(33_000)
      expect(day.byWay).toEqual([
        { way: 'cash', amountVnd: 28_000, entries: 2 },
        { way: 'transfer', amountVnd: 5000, entries: 1 },
      ])
      expect(day.byProcedure).toEqual([{ procedure: '1.001193', amountVnd: 33_000, dossiers: 2 }])
      expect(day.byExemption).toEqual([
        { ground: 'ethnic-minority', source: resolution, dossiers: 2, reducedVnd: 35_000 },
      ])
      expect(day.entries.map(({ amountVnd, by }) => [amountVnd, by])).toEqual(
        expect.arrayContaining([[20_000, 'Lò Thị Pành']]),
      )
      await expectChained(two)
    }))

  test('of two cashiers who take the same fee at once one is told, and it is paid once', () =>
    onDay('2026-11-30', ['cashier', 'second'], async () => {
      const id = await file()
      await go(cashier, id, { type: 'set', content })
      const pay = { type: 'pay', fee: 1, payment: cash, seen: 1 }
      const answers = await Promise.all([
        cashier.post(`dossiers/${id}/fees`, pay),
        second.post(`dossiers/${id}/fees`, pay),
      ])
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
      const refused = answers.find(({ ok }) => !ok)
      expect(refused === undefined ? '' : await problemOf(refused)).toBe('fee-changed')
      expect(await problemOf(await step(second, id, { type: 'pay', fee: 1, payment: cash }))).toBe(
        'fee-not-due',
      )
      expect((await book('2026-11-30')).totalVnd).toBe(20_000)
      await expectChained(id)
    }))

  test('a correction leaves both rows, and the closed day as it was', async () => {
    let id = ''
    await onDay('2026-12-01', ['cashier'], async () => {
      id = await file()
      await go(cashier, id, { type: 'set', content }, { type: 'pay', fee: 1, payment: cash })
    })
    await onDay('2026-12-02', ['cashier'], async () => {
      const right = { ...content, fullVnd: 10_000, amountVnd: 10_000 }
      const reason = 'Thu nhầm mức trực tiếp'
      await go(cashier, id, { type: 'correct', fee: 1, reason, content: right, payment: transfer })
      expect((await feesOf(id)).rows.map(({ state, amountVnd }) => [state, amountVnd])).toEqual([
        ['due', 20_000],
        ['paid', 20_000],
        ['reversed', -20_000],
        ['paid', 10_000],
      ])
      expect((await book('2026-12-01')).totalVnd).toBe(20_000)
      const next = await book('2026-12-02')
      expect(next.byWay).toEqual([
        { way: 'cash', amountVnd: -20_000, entries: 1 },
        { way: 'transfer', amountVnd: 10_000, entries: 1 },
      ])
      const both = await book('2026-12-01', cashier, '2026-12-02')
      expect(both).toMatchObject({ totalVnd: 10_000, entries: [] })
      const events = (await cashier.dossier(id)).events.map(({ type, note }) => [type, note])
      expect(events.slice(1)).toEqual([
        ['fee-set', null],
        ['fee-paid', null],
        ['fee-corrected', reason],
      ])
      await expectChained(id)
    })
  })

  test('paying or waiving what was asked lets the dossier go on, and not before', () =>
    onDay('2026-12-03', ['cashier', 'officer', 'leader'], async () => {
      for (const settle of [
        (id: string) => go(cashier, id, { type: 'pay', fee: 1, payment: cash }),
        (id: string) => go(leader, id, { type: 'waive', fee: 1, reason: 'Hộ bị lũ quét' }),
      ]) {
        const id = await file()
        for (const [desk, action] of [
          [cashier, { type: 'receive' }],
          [officer, { type: 'start' }],
          [officer, { type: 'request-payment', amountVnd: 20_000, amountReason: 'Đăng ký quá hạn' }],
        ] as const)
          expect((await act(desk, id, action)).status).toBe(200)
        expect(await problemOf(await act(cashier, id, { type: 'pay' }))).toBe('fee-unpaid')
        await settle(id)
        const { summary, events } = await cashier.dossier(id)
        expect(summary).toMatchObject({ stage: 'processing', clockStoppedAt: null })
        expect(events.at(-1)?.type).toBe('pay')
        await expectChained(id)
      }
      expect((await book('2026-12-03')).byExemption).toEqual([
        { ground: null, source: null, dossiers: 1, reducedVnd: 20_000 },
      ])
    }))

  test('asking for payment states the amount, another than the rules give only with a reason', () =>
    onDay('2026-12-08', ['cashier', 'officer'], async () => {
      const id = await file()
      await act(cashier, id, { type: 'receive' })
      await act(officer, id, { type: 'start' })
      const { receiptCode } = (await cashier.dossier(id)).summary
      const told = async () =>
        (await device.changes()).changes.findLast((change) => change.receiptCode === receiptCode)?.payment
      expect(await told()).toBeNull()
      // Registering a birth in time costs nothing: there is nothing to ask for without a reason.
      for (const request of [
        {},
        { amountVnd: 8000 },
        { amountVnd: 0 },
        { amountVnd: 8000, amountReason: ' ' },
      ])
        expect(await problemOf(await act(officer, id, { type: 'request-payment', ...request }))).toBe(
          'request-malformed',
        )
      const reason = 'Bản sao thứ hai theo Nghị quyết của tỉnh'
      const asked = { type: 'request-payment', amountVnd: 8000, amountReason: reason }
      expect((await act(officer, id, asked)).status).toBe(200)
      expect((await feesOf(id)).rows).toMatchObject([{ fee: 1, state: 'due', amountVnd: 8000, rule: null }])
      expect((await cashier.dossier(id)).events.at(-1)?.details).toMatchObject({
        amountVnd: 8000,
        amountReason: reason,
      })
      expect(await told()).toMatchObject({ amountVnd: 8000 })
      await expectChained(id)
      await go(cashier, id, { type: 'pay', fee: 1, payment: cash })
      expect(await told()).toBeNull()
      // A fee that was set is what is asked for, and changed where fees are.
      await go(cashier, id, { type: 'set', content })
      expect(await problemOf(await act(officer, id, asked))).toBe('fee-changed')
      expect((await act(officer, id, { type: 'request-payment' })).status).toBe(200)
      expect(await told()).toMatchObject({ amountVnd: 20_000 })
      expect(currentFees((await feesOf(id)).rows).map(({ state }) => state)).toEqual(['paid', 'due'])
      await expectChained(id)
    }))

  test('the payer scans a code with amount and number, for the account of this unit only', () =>
    onDay('2026-12-04', ['cashier'], async () => {
      const id = await file()
      await act(cashier, id, { type: 'receive' })
      expect((await feesOf(id)).transfers).toEqual([])
      await go(cashier, id, { type: 'set', content })
      const { transfers } = await feesOf(id)
      const number = (await cashier.dossier(id)).summary.officialNumber ?? 'none'
      expect(transfers).toMatchObject([{ fee: 1, account: bank.account }])
      expect(transfers[0]?.qrText).toContain(number)
      expect(transfers[0]?.qrText).toContain('540520000')
    }))

  test('each role and unit gets only what is its own', () =>
    onDay('2026-12-07', ['cashier', 'officer', 'leader', 'neighbour', 'observer'], async () => {
      const id = await file()
      await go(cashier, id, { type: 'set', content })
      expect(await problemOf(await step(cashier, id, { type: 'waive', fee: 1, reason: 'x' }))).toBe(
        'forbidden',
      )
      expect(await problemOf(await step(leader, id, { type: 'pay', fee: 1, payment: cash }))).toBe(
        'forbidden',
      )
      expect(await problemOf(await step(officer, id, { type: 'set', content }))).toBe('forbidden')
      expect(await problemOf(await step(neighbour, id, { type: 'set', content }))).toBe('not-found')
      expect(await problemOf(await neighbour.get(`dossiers/${id}/fees`))).toBe('not-found')
      expect(await problemOf(await officer.get('cash-book?from=2026-12-07&until=2026-12-07'))).toBe(
        'forbidden',
      )
      await go(cashier, id, { type: 'pay', fee: 1, payment: cash })
      expect((await book('2026-12-07', neighbour)).totalVnd).toBe(0)
      expect((await book('2026-12-07', observer)).totalVnd).toBe(20_000)
      expect(await problemOf(await cashier.get('cash-book?from=2026-12-07&until=2026-12-01'))).toBe(
        'request-malformed',
      )
    }))

  test('bad input is refused and leaves nothing behind', () =>
    onDay('2026-12-08', ['cashier'], async () => {
      const id = await file()
      for (const wrong of [
        { ...content, amountVnd: -1 },
        { ...content, amountVnd: 1.5 },
        { ...content, fullVnd: 10_000_000_000 },
        { ...content, extra: true },
      ])
        expect(
          await problemOf(
            await cashier.post(`dossiers/${id}/fees`, { type: 'set', seen: 0, content: wrong }),
          ),
        ).toBe('request-malformed')
      expect(
        await problemOf(await step(cashier, id, { type: 'set', content: { ...content, amountVnd: 0 } })),
      ).toBe('exemption-unchecked')
      expect((await feesOf(id)).rows).toEqual([])
    }))

  test('fees break no chain: what verifies the histories finds nothing missing', async () => {
    const { storage } = gateway.gateway
    const checked = await verifyChains(storage, { ok: true, checkpoint: null }, now)
    expect(checked.broken?.chain === 'dossier' ? checked.broken : null).toBeNull()
    const all = await storage.audit.lastEvents('', 1000)
    expect(all.filter(({ revision, lastEvent }) => revision !== lastEvent)).toEqual([])
  })

  test('the cash book of all days is the sum of all rows', async () => {
    const year = await book('2026-01-01', cashier, '2027-12-31')
    const ids = new Set<string>()
    for (const day of [
      '2026-11-27',
      '2026-11-30',
      '2026-12-01',
      '2026-12-02',
      '2026-12-03',
      '2026-12-07',
      '2026-12-08',
    ])
      for (const { dossier } of (await book(day)).entries) ids.add(dossier)
    let sum = 0
    let standing = 0
    for (const id of ids) {
      const { rows } = await feesOf(id)
      sum += rows.filter(({ way }) => way !== null).reduce((total, { amountVnd }) => total + amountVnd, 0)
      standing += currentFees(rows)
        .filter(({ state }) => state === 'paid')
        .reduce((total, { amountVnd }) => total + amountVnd, 0)
    }
    expect(year.totalVnd).toBe(sum)
    expect(standing).toBe(sum)
  })
})
