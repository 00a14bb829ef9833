/** The queue of people at the gateway, on both engines: taking, calling, bookings, figures. */
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { standardQueue } from '../../src/catalogue/standard-queue.ts'
import {
  bookingList,
  bookingView,
  callFeed,
  type QueuePanel,
  queuePanel,
  queueStatistics,
  slotOffer,
  type TicketPayload,
  type TicketView,
  ticketView,
} from '../../src/contract/visitor-queue.ts'
import type { QueueSetting } from '../../src/domain/visitor-queue/queue-setting.ts'
import { requestBytes } from '../../src/vault/envelope.ts'
import { sealPayload } from '../../src/vault/payload.ts'
import { sign } from '../../src/vault/signature.ts'
import { birthSubmission } from './birth-submission.ts'
import { engines } from './engines.ts'
import { quickPasswordHash } from './quick-password.ts'
import { startGateway, type TestGateway } from './start-gateway.ts'
import { problemOf, signIn, type TestDesk } from './test-desk.ts'
import { enrolDevice, postJson, type TestDevice } from './test-device.ts'

const password = 'Ghế chờ 2026'
const setting: QueueSetting = {
  ...standardQueue,
  isOn: true,
  booking: { ...standardQueue.booking, isOn: true },
}
/** A Thursday, 08:30 in Vietnam. */
const morning = Date.parse('2026-11-26T01:30:00.000Z')

describe.each(engines)('the queue of people on %s', (engine) => {
  let gateway: TestGateway
  let device: TestDevice
  let leader: TestDesk
  let officers: TestDesk[]
  let clock = morning

  beforeAll(async () => {
    gateway = await startGateway({ engine, now: () => new Date(clock) })
    device = await enrolDevice(gateway.url, await gateway.enrolmentCode())
    leader = await signIn(gateway.url, gateway.adminPassword)
    officers = []
    for (const username of ['quay-mot', 'quay-hai']) {
      await gateway.gateway.storage.staff.add({
        username,
        name: 'Lò Thị Pành',
        role: 'reception',
        unit: 'H38.20',
        password: quickPasswordHash(password),
        created_at: new Date(clock).toISOString(),
      })
      officers.push(await signIn(gateway.url, password, username))
    }
  })
  afterAll(() => gateway.close())

  const [first, second] = [() => officers[0] as TestDesk, () => officers[1] as TestDesk]

  function wait(minutes: number): void {
    clock += minutes * 60_000
  }

  async function takeRaw(query: string, id: string = crypto.randomUUID(), by = device): Promise<Response> {
    const path = `/api/v1/queue/tickets/${id}?${query}`
    const created = new Date(clock).toISOString()
    const signature = await sign(by.keys.privateKey, requestBytes('POST', path, created))
    return fetch(new URL(path.slice(1), gateway.url), {
      method: 'POST',
      headers: { authorization: `Motcua device="${by.id}", created="${created}", signature="${signature}"` },
    })
  }

  async function take(query = 'group=A'): Promise<TicketView & { readonly id: string }> {
    const id = crypto.randomUUID()
    // No two come at the same instant, unless a test says so.
    clock += 1000
    const response = await takeRaw(query, id)
    expect(response.ok, await response.clone().text()).toBe(true)
    return { ...v.parse(ticketView, await response.json()), id }
  }

  const placeOf = async (id: string) =>
    v.parse(ticketView, await (await fetch(`${gateway.url}api/v1/queue/tickets/${id}`)).json())
  const panel = async (desk: TestDesk) => v.parse(queuePanel, await (await desk.get('visitor-queue')).json())
  const panelIn = async (response: Response): Promise<QueuePanel> => {
    expect(response.ok, await response.clone().text()).toBe(true)
    return v.parse(queuePanel, await response.json())
  }
  const next = async (desk: TestDesk) =>
    panelIn(await desk.post('visitor-queue/next', { seen: (await panel(desk)).current?.id ?? null }))
  async function act(desk: TestDesk, type: string, more: object = {}): Promise<QueuePanel> {
    const { current } = await panel(desk)
    return panelIn(
      await desk.post(`visitor-queue/tickets/${current?.id}/events`, {
        type,
        revision: current?.revision,
        ...more,
      }),
    )
  }
  /** Nobody waits and nobody is at a counter. */
  async function empty(): Promise<void> {
    for (const desk of officers) {
      for (;;) {
        const { current } = await panel(desk)
        if (current === null) {
          const { current: called } = await next(desk)
          if (called === null) break
        } else await act(desk, current.state === 'called' ? 'start' : 'finish')
      }
    }
  }

  test('is off until the leader switches it on, and devices hear of it with what they fetch anyway', async () => {
    expect(await problemOf(await takeRaw('group=A'))).toBe('queue-off')
    expect((await device.changes()).visitorQueue).toBeNull()
    await panelIn(await leader.post('visitor-queue/setting', setting))
    const heard = (await device.changes()).visitorQueue
    expect(heard?.groups.map(({ letter }) => letter)).toEqual(['A', 'B', 'C', 'D'])
    expect(heard?.series).toBe(1)
    const other = await enrolDevice(gateway.url, await gateway.enrolmentCode())
    expect((await other.changes()).visitorQueue?.series).toBe(2)
    expect((await device.changes()).visitorQueue?.series).toBe(1)
  })

  test('a leader sets up counters, and officers sit down at one each', async () => {
    for (const name of ['Quầy 1', 'Quầy 2']) {
      wait(1)
      await panelIn(await leader.post('visitor-queue/counters', { name, groups: ['A', 'B', 'C', 'D'] }))
    }
    const { counters } = await panel(first())
    for (const [index, desk] of officers.entries()) {
      const seated = await desk.post(`visitor-queue/counters/${counters[index]?.id}/seat`, { isSeated: true })
      expect((await panelIn(seated)).ownCounter).toBe(counters[index]?.id)
    }
    expect((await panel(leader)).counters.map(({ officer }) => officer?.username)).toEqual([
      'quay-mot',
      'quay-hai',
    ])
  })

  test('numbers go up without a gap, and asking twice for one ticket gives one number', async () => {
    const id = crypto.randomUUID()
    const answers = await Promise.all([
      takeRaw('group=B', id),
      takeRaw('group=B', id),
      takeRaw('group=B', id),
    ])
    const numbers = await Promise.all(
      answers.map(async (each) => v.parse(ticketView, await each.json()).number),
    )
    expect(numbers).toEqual(['B001', 'B001', 'B001'])
    expect((await take('group=B')).number).toBe('B002')
    expect((await take('group=A')).number).toBe('A001')
    await empty()
  })

  test('twenty at once get twenty numbers, and two counters that call at the same instant two tickets', async () => {
    const taken = await Promise.all(Array.from({ length: 20 }, () => take('group=C')))
    expect(new Set(taken.map(({ number }) => number)).size).toBe(20)
    for (let round = 0; round < 5; round += 1) {
      const [one, other] = await Promise.all([next(first()), next(second())])
      expect(one.current?.id).toBeDefined()
      expect(one.current?.id).not.toBe(other.current?.id)
      await Promise.all([act(first(), 'start'), act(second(), 'start')])
    }
    await empty()
    expect((await panel(first())).waiting).toEqual([])
  })

  test('a button pressed twice, or again after a power cut, calls nobody away', async () => {
    const [one, other] = [await take(), await take()]
    const presses = await Promise.all([
      first().post('visitor-queue/next', { seen: null }),
      first().post('visitor-queue/next', { seen: null }),
    ])
    expect(presses.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect((await panel(first())).current?.number).toBe(one.number)
    const again = await first().post('visitor-queue/next', { seen: null })
    expect(await problemOf(again)).toBe('queue-changed')
    // Called, not there yet: neither is the next called.
    const early = await first().post('visitor-queue/next', { seen: one.id })
    expect(await problemOf(early)).toBe('transition-not-allowed')
    expect((await placeOf(other.id)).state).toBe('waiting')
    await empty()
  })

  test('who is skipped waits a little, who is missed can come back, and who was sent on keeps the place', async () => {
    const ids = []
    for (let index = 0; index < 5; index += 1) {
      ids.push((await take('group=A')).id)
      wait(1)
    }
    expect((await next(first())).current?.id).toBe(ids[0])
    const skipped = await act(first(), 'skip')
    expect(skipped.waiting.map(({ id }) => id)).toEqual([ids[1], ids[2], ids[3], ids[0], ids[4]])
    await next(first())
    const missed = await act(first(), 'miss')
    expect(missed.missed[0]?.id).toBe(ids[1])
    const recalled = await first().post(`visitor-queue/tickets/${ids[1]}/events`, {
      type: 'call',
      revision: missed.missed[0]?.revision,
    })
    expect((await panelIn(recalled)).current?.times).toBe(2)
    await act(first(), 'start')
    await act(first(), 'transfer', { group: 'D', counter: (await panel(second())).ownCounter })
    expect((await panel(first())).waiting.map(({ id }) => id)).not.toContain(ids[1])
    expect((await next(second())).current?.id).toBe(ids[1])
    await empty()
  })

  test('the second to decide on a ticket is told that it has changed', async () => {
    const { id } = await take()
    await next(first())
    const { current } = await panel(first())
    const elsewhere = await second().post(`visitor-queue/tickets/${id}/events`, {
      type: 'miss',
      revision: current?.revision,
    })
    expect(await problemOf(elsewhere)).toBe('queue-changed')
    const outdated = await first().post(`visitor-queue/tickets/${id}/events`, { type: 'start', revision: 1 })
    expect(await problemOf(outdated)).toBe('queue-changed')
    await empty()
  })

  test('those with priority go first, but not more than two in a row while another waits', async () => {
    const order: string[] = []
    for (const query of ['group=A', 'group=A', ...Array<string>(5).fill('group=A&priority=elderly')]) {
      order.push((await take(query)).number)
      wait(1)
    }
    const called: (string | undefined)[] = []
    for (let index = 0; index < 7; index += 1) {
      called.push((await next(first())).current?.number)
      await act(first(), 'start')
    }
    await act(first(), 'finish')
    const lanes = called.map((number) => (order.indexOf(number ?? '') < 2 ? 'regular' : 'priority'))
    expect(lanes.filter((lane) => lane === 'regular').length).toBe(2)
    expect(lanes.join(' ')).not.toMatch(/priority priority priority.*regular/)
  })

  test('whoever holds a ticket sees its place and an honest span, and can give it back', async () => {
    // More than enough were served by now, each within the minute: the clock stands still here.
    const [one, other] = [await take('group=B'), await take('group=B')]
    expect(await placeOf(one.id)).toMatchObject({ state: 'waiting', ahead: 0, counter: null })
    const { ahead, wait: span } = await placeOf(other.id)
    expect(ahead).toBe(1)
    expect(span).toMatchObject({ fromMinutes: 0, untilMinutes: 5 })
    const given = await fetch(`${gateway.url}api/v1/queue/tickets/${one.id}`, { method: 'DELETE' })
    expect(v.parse(ticketView, await given.json()).state).toBe('cancelled')
    const twice = await fetch(`${gateway.url}api/v1/queue/tickets/${one.id}`, { method: 'DELETE' })
    expect(await problemOf(twice)).toBe('transition-not-allowed')
    expect((await placeOf(other.id)).ahead).toBe(0)
    await next(first())
    expect(await placeOf(other.id)).toMatchObject({ state: 'called', counter: 'Quầy 1', ahead: null })
    expect((await fetch(`${gateway.url}api/v1/queue/tickets/${crypto.randomUUID()}`)).status).toBe(404)
    await empty()
  })

  test('the waiting room sees what was called, with the counter, and hears of it at once', async () => {
    const live = await fetch(`${gateway.url}api/v1/queue/units/H38.20/live`)
    const reader = live.body?.pipeThrough(new TextDecoderStream()).getReader()
    const { number } = await take()
    await next(first())
    let heard = ''
    while (!heard.includes('event: change')) heard += (await reader?.read())?.value ?? ''
    await reader?.cancel()
    const response = await fetch(`${gateway.url}api/v1/queue/units/H38.20/calls`)
    const feed = v.parse(callFeed, await response.json())
    expect(feed.calls[0]).toMatchObject({ number, counter: 'Quầy 1', times: 1, isOpen: true })
    await empty()
  })

  test('who is sent on is not shown as called at the other counter before being called there', async () => {
    const { number } = await take('group=A')
    await next(first())
    await act(first(), 'start')
    await act(first(), 'transfer', { group: 'D', counter: (await panel(second())).ownCounter })
    const calls = async () => {
      const response = await fetch(`${gateway.url}api/v1/queue/units/H38.20/calls`)
      return v.parse(callFeed, await response.json()).calls.filter((call) => call.number === number)
    }
    expect(await calls()).toEqual([])
    await next(second())
    expect((await calls())[0]).toMatchObject({ counter: 'Quầy 2', times: 2, isOpen: true })
    await empty()
  })

  test('nobody waits for a counter that is gone, or in a group that the unit has given up', async () => {
    const more = await panelIn(await leader.post('visitor-queue/counters', { name: 'Quầy 3', groups: ['D'] }))
    const third = more.counters.find(({ name }) => name === 'Quầy 3')?.id ?? ''
    const { id } = await take('group=A')
    await next(first())
    await act(first(), 'transfer', { group: 'D', counter: third })
    expect((await panel(second())).waiting).toEqual([])
    await panelIn(await leader.delete(`visitor-queue/counters/${third}`))
    expect((await panel(second())).waiting.map((ticket) => ticket.id)).toEqual([id])
    const [, other] = more.counters
    const only = { name: 'Quầy 2', groups: ['A', 'B'] }
    await panelIn(await leader.post(`visitor-queue/counters/${other?.id}`, only))
    expect((await panel(second())).waiting).toEqual([])
    const fewer = { ...setting, groups: setting.groups.filter(({ letter }) => letter !== 'D') }
    await panelIn(await leader.post('visitor-queue/setting', fewer))
    expect((await next(second())).current?.id).toBe(id)
    await panelIn(await leader.post('visitor-queue/setting', setting))
    const all = { name: 'Quầy 2', groups: ['A', 'B', 'C', 'D'] }
    await panelIn(await leader.post(`visitor-queue/counters/${other?.id}`, all))
    await empty()
  })

  test('a number that a device gave by itself arrives once, and counts even where another had been given', async () => {
    const { id: known, number: unheard } = await take('group=A')
    const own = (id: string, number: string): TicketPayload => ({
      id,
      number,
      group: 'A',
      priority: null,
      takenAt: new Date(clock).toISOString(),
    })
    const tickets = [own(known, 'K1-001'), own(crypto.randomUUID(), 'K1-002')]
    for (const ticket of tickets) {
      const envelope = await device.envelope(birthSubmission(), [], {
        kind: 'ticket',
        sealed: await sealPayload(ticket, device.enrolment.gateway.recipients),
      })
      await device.deliver(envelope)
      await device.deliver(envelope)
    }
    await gateway.gateway.settled()
    const numbers = (await panel(first())).waiting.map(({ number }) => number)
    expect(numbers.toSorted()).toEqual(['K1-001', 'K1-002'])
    expect(numbers).not.toContain(unheard)
    await empty()
  })

  test('a slot takes as many as the unit set, whoever asks at the same instant', async () => {
    const offered = v.parse(
      slotOffer,
      await (await fetch(`${gateway.url}api/v1/queue/units/H38.20/slots`)).json(),
    )
    const today = offered.days[0]
    expect(today?.day).toBe('2026-11-26')
    const slot = today?.slots.at(-1)?.slot ?? ''
    const book = (id: string) =>
      postJson(`${gateway.url}api/v1/queue/units/H38.20/bookings`, {
        id,
        group: 'B',
        day: today?.day,
        slot,
        phoneDigits: '868',
      })
    const ids = Array.from({ length: 6 }, () => crypto.randomUUID())
    const answers = await Promise.all(ids.map(book))
    expect(answers.filter(({ ok }) => ok).length).toBe(3)
    const kept = ids[answers.findIndex(({ ok }) => ok)] ?? ''
    // The same again is the same booking, not another.
    expect((await book(kept)).ok).toBe(true)
    const refused = answers.find(({ ok }) => !ok)
    expect(refused === undefined ? null : await problemOf(refused)).toBe('slot-full')

    const booked = v.parse(
      bookingView,
      await (await fetch(`${gateway.url}api/v1/queue/bookings/${kept}`)).json(),
    )
    // Three have these digits; the code tells them apart.
    expect(await problemOf(await takeRaw('booking=868'))).toBe('booking-unknown')
    const ticket = await take(`booking=${booked.code}`)
    expect(ticket).toMatchObject({ isPriority: true, state: 'waiting' })
    expect(await problemOf(await takeRaw(`booking=${booked.code}`))).toBe('booking-unknown')
    const list = await first().get('visitor-queue/bookings?day=2026-11-26')
    const { bookings } = v.parse(bookingList, await list.json())
    expect(bookings.map(({ state }) => state).toSorted()).toEqual(['arrived', 'booked', 'booked'])
    const cancelled = await fetch(`${gateway.url}api/v1/queue/bookings/${kept}`, { method: 'DELETE' })
    expect(await problemOf(cancelled)).toBe('transition-not-allowed')
    await empty()
  })

  test('figures by hour say how many they are made of', async () => {
    const read = await leader.get('visitor-queue/statistics?from=2026-11-26&until=2026-11-26')
    const { total, hours } = v.parse(queueStatistics, await read.json())
    expect(total.taken).toBe(hours.reduce((sum, { taken }) => sum + taken, 0))
    expect(total.serving.sample).toBeGreaterThan(20)
    expect(total.waiting.median).toBeLessThanOrEqual(total.waiting.ninety ?? 0)
    const wide = await leader.get('visitor-queue/statistics?from=2026-01-01&until=2026-11-26')
    expect(await problemOf(wide)).toBe('request-malformed')
  })

  test('the next day begins at one, and yesterday’s tickets say that they are over', async () => {
    const { id } = await take('group=A')
    wait(24 * 60)
    leader = await signIn(gateway.url, gateway.adminPassword)
    officers[0] = await signIn(gateway.url, password, 'quay-mot')
    expect(await placeOf(id)).toMatchObject({ state: 'over', ahead: null })
    expect((await take('group=A')).number).toBe('A001')
    expect((await panel(first())).waiting.length).toBe(1)
    const read = await leader.get('visitor-queue/statistics?from=2026-11-26&until=2026-11-27')
    expect(v.parse(queueStatistics, await read.json()).leftWaiting).toBe(1)
    await gateway.gateway.sweep()
    const list = await first().get('visitor-queue/bookings?day=2026-11-26')
    expect(v.parse(bookingList, await list.json()).bookings).toEqual([])
  })

  test('a stranger’s signature, an unknown group and a malformed code are refused by name', async () => {
    const path = `${gateway.url}api/v1/queue/tickets/${crypto.randomUUID()}?group=A`
    expect(await problemOf(await fetch(path, { method: 'POST' }))).toBe('signature-invalid')
    expect(await problemOf(await takeRaw('group=Z'))).toBe('not-found')
    expect(await problemOf(await takeRaw('group=K'))).toBe('request-malformed')
    expect(await problemOf(await takeRaw('booking=12'))).toBe('request-malformed')
    expect(await problemOf(await takeRaw(''))).toBe('request-malformed')
  })
})
