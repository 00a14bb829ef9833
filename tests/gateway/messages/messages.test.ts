import * as v from 'valibot'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  type DossierMessages,
  dossierMessages,
  type MessageOverview,
  messageOverview,
} from '../../../src/contract/messages.ts'
import { parseMessageSettings } from '../../../src/gateway/messages/settings.ts'
import { birthSubmission } from '../birth-submission.ts'
import { engines } from '../engines.ts'
import { startGateway, type TestGateway } from '../start-gateway.ts'
import { problemOf, signIn, type TestDesk } from '../test-desk.ts'
import { enrolDevice, postJson, type TestDevice } from '../test-device.ts'
import { type StandInProvider, standInProvider } from './stand-in-provider.ts'

const morning = Date.parse('2026-11-26T01:00:00.000Z')
const pace = { pollMs: 20, firstRetryMs: 5 } as const

function settingsFor({ url }: StandInProvider, careless: StandInProvider): object {
  const provider = {
    kind: 'http',
    constants: { Brandname: 'MOTCUA' },
    success: { field: 'result.code', values: ['100'] },
    retryValues: ['101'],
    timeoutSeconds: 0.4,
  } as const
  return {
    publicUrl: 'https://motcua.example/',
    channels: {
      sms: { ...provider, url, fields: { to: 'Phone', text: 'Content', id: 'RequestId' } },
      // Knows no repetition.
      zalo: { ...provider, url: careless.url, fields: { to: 'Phone', text: 'Content' } },
    },
  }
}

describe.each(engines)('messages to citizens on %s', (engine) => {
  let provider: StandInProvider
  let careless: StandInProvider
  let gateway: TestGateway
  let device: TestDevice
  let desk: TestDesk
  let startedMs = Date.now()
  let clock = morning
  let phones = 0

  beforeAll(async () => {
    provider = await standInProvider()
    careless = await standInProvider()
    gateway = await startGateway({
      engine,
      now: () => new Date(clock + Date.now() - startedMs),
      more: { messages: parseMessageSettings(settingsFor(provider, careless)), messagePace: pace },
    })
    device = await enrolDevice(gateway.url, await gateway.enrolmentCode())
    desk = await signIn(gateway.url, gateway.adminPassword)
  })
  afterAll(async () => {
    await gateway.close()
    await provider.close()
    await careless.close()
  })
  afterEach(() => {
    provider.misbehave(() => null)
    careless.misbehave(() => null)
  })

  /** Whoever was signed in no longer is. */
  async function setClock(at: string): Promise<void> {
    clock = Date.parse(at)
    startedMs = Date.now()
    desk = await signIn(gateway.url, gateway.adminPassword)
  }

  /** A received dossier of somebody who asked for messages. */
  async function accept(channel: 'sms' | 'zalo' = 'sms', to = newPhone()) {
    await device.deliver(await device.envelope({ ...birthSubmission(), contact: { channel, address: to } }))
    await gateway.gateway.settled()
    const id = (await desk.dossiers('?view=new')).dossiers[0]?.id ?? ''
    expect((await desk.receive(id, 1)).ok).toBe(true)
    return { id, to, number: (await desk.dossier(id)).summary.officialNumber ?? '' }
  }

  function newPhone(): string {
    phones += 1
    return `09120000${String(phones).padStart(2, '0')}`
  }

  async function act(id: string, type: string, more: object = {}): Promise<void> {
    const { revision } = (await desk.dossier(id)).summary
    const response = await desk.post(`dossiers/${id}/events`, { type, revision, ...more })
    expect(response.ok, await response.clone().text()).toBe(true)
  }

  const told = async (id: string): Promise<DossierMessages> =>
    v.parse(dossierMessages, await (await desk.get(`dossiers/${id}/messages`)).json())
  const overview = async (): Promise<MessageOverview> =>
    v.parse(messageOverview, await (await desk.get('messages')).json())
  const deadOf = async (id: string) => (await overview()).dead.find((each) => each.id === id)
  const to = (phone: string) => provider.sent.filter((each) => each.to === phone).map(({ text }) => text)
  const isSent = (id: string) =>
    expect
      .poll(async () => (await told(id)).messages.every(({ sentAt }) => sentAt !== null), {
        timeout: 20_000,
        interval: 20,
      })
      .toBe(true)

  test('state changes arrive in order and say code, state, day and place, and nothing of the person', async () => {
    const { id, to: phone, number } = await accept()
    await act(id, 'start')
    await act(id, 'finish')
    await act(id, 'hand-over', { way: 'counter' })
    await isSent(id)
    const texts = to(phone)
    expect(texts).toHaveLength(3)
    expect(texts[0]).toMatch(new RegExp(`^Phường Lào Cai đã tiếp nhận hồ sơ ${number}\\. `))
    expect(texts[1]).toContain('đã có kết quả')
    expect(texts[2]).toContain('đã trả kết quả')
    const { applicantName } = (await desk.dossier(id)).summary
    for (const text of texts) {
      expect(text).toMatch(/https:\/\/motcua\.example\/dung-tin\/[\w-]{16}$/)
      for (const secret of [applicantName, phone, id]) expect(text).not.toContain(secret)
    }
  })

  test('who did not ask is told nothing, and an address that none can reach holds nothing up', async () => {
    const before = provider.asked.length
    const { id } = await accept('sms', '0214 3840 888')
    expect(await told(id)).toEqual({ contact: null, messages: [] })
    expect(provider.asked.length).toBe(before)
  })

  test.each([
    ['a lost answer', { kind: 'lost-answer' }],
    ['silence', { kind: 'silence' }],
    ['a broken server', { kind: 'status', status: 500 }],
    ['a busy server', { kind: 'status', status: 429, retryAfter: '0' }],
    ['200 with an error inside that passes', { kind: 'code', code: '101' }],
    ['a sign-in page', { kind: 'page' }],
  ] as const)('after %s it is tried again, and reaches the person once', async (_, wrong) => {
    provider.misbehave((count) => (count === 1 ? wrong : null))
    const { id, to: phone } = await accept()
    await isSent(id)
    expect(to(phone)).toHaveLength(1)
  })

  test('200 with an error inside that stays is given to the desk, which can send it again', async () => {
    provider.misbehave(() => ({ kind: 'code', code: '99' }))
    const { id, to: phone } = await accept()
    await expect.poll(() => deadOf(id), { timeout: 20_000 }).toMatchObject({ failure: 'refused' })
    expect(to(phone)).toEqual([])
    provider.misbehave(() => null)
    expect((await desk.post(`messages/${id}/resend`)).status).toBe(204)
    await isSent(id)
    expect(to(phone)).toHaveLength(1)
    expect(await deadOf(id)).toBeUndefined()
  })

  test('where the provider knows no repetition a lost answer is not followed by a second message', async () => {
    careless.misbehave((count) => (count === 1 ? { kind: 'lost-answer' } : null))
    const { id, to: phone } = await accept('zalo')
    await expect.poll(() => deadOf(id), { timeout: 20_000 }).toMatchObject({ failure: 'no-answer' })
    // Something new does not send what is in doubt again.
    await act(id, 'start')
    await act(id, 'finish')
    await expect.poll(() => deadOf(id), { timeout: 20_000 }).toMatchObject({ failure: 'no-answer' })
    expect(careless.sent.filter((each) => each.to === phone)).toHaveLength(1)
  })

  test('a link ends all messages to that phone at once, also those that wait, and says nothing of codes', async () => {
    const first = await accept()
    await isSent(first.id)
    const second = await accept('sms', first.to)
    await isSent(second.id)
    const code = /dung-tin\/([\w-]{16})$/.exec(to(first.to)[0] ?? '')?.[1]
    const stop = (body: object) => postJson(`${gateway.url}api/v1/messages/stop`, body)
    expect((await stop({ code: 'AAAAAAAAAAAAAAAA' })).status).toBe(204)
    expect((await stop({ code: 'x' })).status).toBe(400)
    provider.misbehave(() => ({ kind: 'status', status: 503, retryAfter: '1' }))
    await act(second.id, 'start')
    await act(second.id, 'finish')
    expect((await stop({ code })).status).toBe(204)
    provider.misbehave(() => null)
    await act(first.id, 'start')
    await act(first.id, 'finish')
    await gateway.gateway.messages?.sender.settled()
    expect(to(first.to)).toHaveLength(2)
    const { contact, messages } = await told(second.id)
    expect(contact?.stoppedAt).not.toBeNull()
    expect(messages.at(-1)).toMatchObject({ kind: 'finished', sentAt: null })
    expect(messages.at(-1)?.droppedAt).not.toBeNull()
  })

  test('the desk ends messages for who asks there', async () => {
    const { id, to: phone } = await accept()
    await isSent(id)
    const answer = await desk.post(`dossiers/${id}/messages/stop`)
    expect(v.parse(dossierMessages, await answer.json()).contact?.address).toBe(`09•••••${phone.slice(-3)}`)
    await act(id, 'start')
    await act(id, 'finish')
    await gateway.gateway.messages?.sender.settled()
    expect(to(phone)).toHaveLength(1)
    expect(await problemOf(await desk.post('messages/unknown/resend'))).toBe('not-found')
  })

  test('what happens in the evening is told in the morning', async () => {
    await setClock('2026-11-26T21:00:00+07:00')
    const { id, to: phone } = await accept()
    await gateway.gateway.messages?.sender.settled()
    expect(to(phone)).toEqual([])
    await setClock('2026-11-27T07:00:01+07:00')
    await isSent(id)
    expect(to(phone)).toHaveLength(1)
  })

  test('a reminder comes on the eve of the promised day, once however often it is looked', async () => {
    const { id, to: phone } = await accept()
    await isSent(id)
    const due = (await desk.dossier(id)).summary.dueAt
    if (due === null) throw new Error('a day was promised')
    await setClock(new Date(Date.parse(due) - 86_400_000).toISOString())
    await gateway.gateway.messages?.remind()
    await gateway.gateway.messages?.remind()
    await isSent(id)
    expect(to(phone)).toHaveLength(2)
    expect(to(phone)[1]).toContain('sắp đến ngày hẹn')
  })

  test('devices hear by which ways people can be told', async () => {
    expect((await device.changes()).unitNews?.messageChannels).toEqual(['sms', 'zalo'])
  })
})

test('a file of settings that is wrong is named by its entry, never by its value', () => {
  expect(() =>
    parseMessageSettings({ publicUrl: 'https://a.vn', channels: { sms: { kind: 'http', url: 'geheim' } } }),
  ).toThrow(/MOTCUA_MESSAGES: channels\.sms\.\w+ is not usable/)
})
