import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type FeedbackAnswer,
  type FeedbackDecision,
  type FeedbackDetail,
  type FeedbackPayload,
  feedbackAnswer,
  feedbackDetail,
  feedbackList,
  publishedFeedback,
  recordingLimitBytes,
} from '../../src/contract/feedback.ts'
import { serviceIndex } from '../../src/contract/service-index.ts'
import type { StaffRole } from '../../src/domain/people/permissions.ts'
import { receiptCodeOf } from '../../src/domain/receipt/receipt-code.ts'
import { engines } from './engines.ts'
import { feedbackExample } from './feedback-example.ts'
import { quickPasswordHash } from './quick-password.ts'
import { startGateway, type TestGateway, testNow } from './start-gateway.ts'
import { problemOf, signIn, type TestDesk } from './test-desk.ts'
import { enrolDevice, photo, postJson, type SealedPart, type TestDevice } from './test-device.ts'

const password = 'mật khẩu của Vàng Thị Sua'
const dayMs = 86_400_000
/** The first bytes of a WebM file. */
const voice = new Uint8Array([0x1a, 0x45, 0xdf, 0xa3, ...photo(500)])

type Without<Each> = Each extends { revision: number } ? Omit<Each, 'revision'> : never
type Step = Without<FeedbackDecision>

describe.each(engines)('feedback at the gateway on %s', (engine) => {
  let gateway: TestGateway
  let device: TestDevice
  let leader: TestDesk
  let second: TestDesk
  let reception: TestDesk
  let province: TestDesk
  let shiftMs = 0

  async function newDesk(username: string, role: StaffRole, unit = 'H38.20'): Promise<TestDesk> {
    await gateway.gateway.storage.staff.add({
      username,
      name: `Người ${username}`,
      role,
      unit,
      password: quickPasswordHash(password),
      created_at: new Date().toISOString(),
    })
    return signIn(gateway.url, password, username)
  }

  beforeAll(async () => {
    gateway = await startGateway({
      engine,
      now: () => new Date(testNow().getTime() + shiftMs),
      more: { retentionDays: 30 },
    })
    device = await enrolDevice(gateway.url, await gateway.enrolmentCode())
    leader = await newDesk('chu-tich', 'leader')
    second = await newDesk('pho-chu-tich', 'leader')
    reception = await newDesk('mot-cua', 'reception')
    province = await newDesk('so-noi-vu', 'leader', 'H38')
  })
  afterAll(() => gateway.close())

  /** Sessions do not outlive it. */
  async function moveClock(byMs: number): Promise<void> {
    shiftMs = byMs
    leader = await signIn(gateway.url, password, 'chu-tich')
    second = await signIn(gateway.url, password, 'pho-chu-tich')
  }

  /** @returns its receipt code. */
  async function send(changed: Partial<FeedbackPayload> = {}, parts: readonly SealedPart[] = []) {
    const envelope = await device.envelope(feedbackExample(changed), parts, { kind: 'feedback' })
    const [acknowledged] = await device.deliver(envelope)
    expect(acknowledged?.outcome).toBe(parts.length === 0 ? 'stored' : 'awaiting-parts')
    for (const part of parts) expect(await device.upload(envelope.id, part)).toBe(204)
    await gateway.gateway.settled()
    return { code: receiptCodeOf(envelope.id), envelope }
  }

  async function idOf(code: string): Promise<string> {
    return (await gateway.gateway.storage.feedback.findByCode(code))?.id ?? ''
  }

  async function listOf(desk: TestDesk, view = 'open') {
    const answer = await desk.get(`feedback?view=${view}`)
    return v.parse(feedbackList, await answer.json()).feedback
  }

  async function detail(desk: TestDesk, code: string): Promise<FeedbackDetail> {
    return v.parse(feedbackDetail, await (await desk.get(`feedback/${await idOf(code)}`)).json())
  }

  async function step(desk: TestDesk, code: string, action: Step): Promise<Response> {
    const feedback = await gateway.gateway.storage.feedback.findByCode(code)
    return desk.post(`feedback/${feedback?.id}/events`, { ...action, revision: feedback?.revision })
  }

  async function go(desk: TestDesk, code: string, ...actions: readonly Step[]): Promise<void> {
    for (const action of actions) {
      const response = await step(desk, code, action)
      if (!response.ok) throw new Error(`${action.type}: ${await response.text()}`)
    }
  }

  async function track(code: string): Promise<FeedbackAnswer> {
    const response = await postJson(`${gateway.url}api/v1/feedback-tracking`, { code })
    return v.parse(feedbackAnswer, await response.json())
  }

  test('goes from the kiosk to an answer that its code shows, and no further than leaders', async () => {
    const recording = await device.part(voice, 'audio/webm')
    const picture = await device.part(photo())
    const { code } = await send(
      {
        text: '',
        recording: { part: recording.reference.sha256, seconds: 12.5 },
        photos: [picture.reference.sha256],
        sender: { name: 'Vàng Thị Sua', phone: '0912000111' },
      },
      [recording, picture],
    )
    expect(await problemOf(await reception.get('feedback'))).toBe('forbidden')
    expect(await problemOf(await reception.get(`feedback/${await idOf(code)}`))).toBe('forbidden')
    const read = await detail(leader, code)
    expect(read).toMatchObject({
      state: 'received',
      sender: { name: 'Vàng Thị Sua', phone: '0912000111' },
      recording: { seconds: 12.5, hasArrived: true },
    })
    const heard = await leader.get(`feedback/${read.id}/parts/${recording.reference.sha256}`)
    expect(heard.headers.get('content-type')).toBe('audio/webm')
    expect(new Uint8Array(await heard.arrayBuffer())).toEqual(voice)
    const logged = await gateway.gateway.storage.audit.heads()
    expect(logged.length).toBeGreaterThan(0)

    await go(leader, code, { type: 'take-up' }, { type: 'answer', answer: 'Đã bố trí thêm người ở quầy.' })
    expect(await track(code)).toMatchObject({
      state: 'answered',
      reply: 'Đã bố trí thêm người ở quầy.',
      isRateable: true,
    })
    const rated = await postJson(`${gateway.url}api/v1/feedback-rating`, { code, isContent: true })
    expect(v.parse(feedbackAnswer, await rated.json()).isRateable).toBe(false)
    const again = await postJson(`${gateway.url}api/v1/feedback-rating`, { code, isContent: false })
    expect(await problemOf(again)).toBe('transition-not-allowed')
    expect((await detail(leader, code)).events.map(({ type }) => type)).toEqual([
      'arrive',
      'take-up',
      'answer',
      'rate',
    ])
  })

  test('tells its device how far it is, and nothing of what was said', async () => {
    const { cursor } = await device.changes()
    const { code, envelope } = await send({ sender: { name: 'Vàng Thị Sua', phone: '0912000111' } })
    await go(leader, code, { type: 'refuse', reason: 'Việc này của Vàng Thị Sua, không thuộc xã.' })
    const changes = await device.changes(cursor)
    expect(changes.feedback).toEqual([
      expect.objectContaining({ envelope: envelope.id, receiptCode: code, state: 'refused' }),
    ])
    expect(JSON.stringify(changes)).not.toContain('Vàng Thị Sua')
    expect((await device.changes(changes.cursor)).feedback).toEqual([])
  })

  test('many changes come page by page, dossiers and feedback in one order', async () => {
    const { storage } = gateway.gateway
    const { code } = await send({ text: 'Nhiều thay đổi.' })
    const feedback = (await storage.feedback.findByCode(code))?.id ?? ''
    for (let revision = 1; revision <= 220; revision++)
      await storage.feedback.change({
        feedback,
        revision,
        type: 'take-up',
        at: testNow().toISOString(),
        by: 'chu-tich',
        note: null,
        changes: {},
      })
    const pages: number[] = []
    let cursor = 0
    for (;;) {
      const page = await device.changes(cursor)
      pages.push(page.cursor)
      cursor = page.cursor
      if (!page.hasMore) break
    }
    expect(pages.length).toBeGreaterThan(1)
    expect(cursor).toBe((await storage.devices.find(device.id))?.change_sequence)
  })

  test('who is excluded finds nothing, and not all may be', async () => {
    const { code } = await send({ topic: 'officer', text: 'Phó chủ tịch nói năng khó nghe.' })
    expect((await listOf(second)).some(({ receiptCode }) => receiptCode === code)).toBe(true)
    await go(leader, code, { type: 'exclude', people: ['pho-chu-tich'], reason: 'Người bị phản ánh.' })
    expect((await listOf(second)).some(({ receiptCode }) => receiptCode === code)).toBe(false)
    expect(await problemOf(await second.get(`feedback/${await idOf(code)}`))).toBe('not-found')
    expect(await problemOf(await step(second, code, { type: 'take-up' }))).toBe('not-found')
    expect(await problemOf(await step(leader, code, { type: 'assign', officer: 'pho-chu-tich' }))).toBe(
      'officer-unsuitable',
    )
    const { people } = await detail(leader, code)
    const all = people.map(({ username }) => username)
    expect(
      await problemOf(await step(leader, code, { type: 'exclude', people: all, reason: 'Tất cả.' })),
    ).toBe('officer-unsuitable')
  })

  test('what is about those who lead the unit goes to the unit above', async () => {
    const { code } = await send({ topic: 'officer', text: 'Chủ tịch không tiếp dân.', reader: 'above' })
    expect(await problemOf(await leader.get(`feedback/${await idOf(code)}`))).toBe('not-found')
    expect((await detail(province, code)).text).toBe('Chủ tịch không tiếp dân.')
    await go(province, code, { type: 'forward', unit: 'H38.20', reason: 'Xã giải quyết được.' })
    expect((await detail(leader, code)).state).toBe('forwarded')
    expect(await problemOf(await province.get(`feedback/${await idOf(code)}`))).toBe('not-found')
    expect(
      await problemOf(await step(leader, code, { type: 'forward', unit: 'H99', reason: 'Không có.' })),
    ).toBe('unit-unsuitable')
  })

  test('of two who decide at once the second is told', async () => {
    const { code } = await send({ text: 'Hai người cùng xử lý.' })
    const { id, revision } = await detail(leader, code)
    const both = await Promise.all([
      leader.post(`feedback/${id}/events`, { type: 'take-up', revision }),
      second.post(`feedback/${id}/events`, { type: 'refuse', reason: 'Không thuộc xã.', revision }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409])
    const late = await second.post(`feedback/${id}/events`, { type: 'take-up', revision })
    expect(await problemOf(late)).toBe('dossier-changed')
  })

  test('the clock stands still while the citizen is asked for more', async () => {
    const { code } = await send({ text: 'Đường vào trụ sở ngập.' })
    const before = (await detail(leader, code)).dueAt ?? ''
    await go(leader, code, { type: 'ask-more', reason: 'Ngập ở đoạn nào?' })
    expect(await track(code)).toMatchObject({ state: 'more-asked', reply: 'Ngập ở đoạn nào?', dueAt: null })
    await moveClock(7 * dayMs)
    await go(leader, code, { type: 'note-more', reason: 'Trước cổng chợ.' })
    const after = await detail(leader, code)
    expect(Date.parse(after.dueAt ?? '') - Date.parse(before)).toBe(7 * dayMs)
    await moveClock(0)
  })

  test('the same words again are marked, kept and counted', async () => {
    const { code } = await send({ text: 'Máy lấy số hỏng từ sáng.' })
    const { code: again } = await send({ text: '  MÁY LẤY SỐ hỏng từ sáng. ' })
    const open = await listOf(leader)
    expect(open.find(({ receiptCode }) => receiptCode === again)?.duplicateOf).toBe(code)
  })

  test('what the unit above was told in the same words is not pointed at', async () => {
    const text = 'Chủ tịch không tiếp dân ngày thứ năm.'
    await send({ text, reader: 'above' })
    const { code } = await send({ text })
    expect((await detail(leader, code)).duplicateOf).toBeNull()
  })

  test('spam stays, with its reason, and counts nowhere', async () => {
    const figures = async () => {
      const answer = await leader.get('service-index?from=2026-11-01&until=2026-11-30')
      return v.parse(serviceIndex, await answer.json()).figures
    }
    const { code } = await send({ text: 'mua ngay giá rẻ' })
    await go(leader, code, { type: 'answer', answer: 'Đã xem.' })
    const counted = (await figures())['petitions-on-time']
    const { code: spam } = await send({ text: 'mua ngay giá rẻ nhất' })
    await go(leader, spam, { type: 'mark-spam', reason: 'Quảng cáo.' })
    expect((await figures())['petitions-on-time']).toEqual(counted)
    expect(counted?.numerator).toBeGreaterThan(0)
    expect((await listOf(leader, 'spam')).map(({ receiptCode }) => receiptCode)).toContain(spam)
    expect((await detail(leader, spam)).events.at(-1)).toMatchObject({
      type: 'mark-spam',
      note: 'Quảng cáo.',
    })
    expect((await track(spam)).state).toBe('refused')
  })

  test('what is answered late is late in the index', async () => {
    const { code } = await send({ text: 'Trả lời muộn.' })
    const due = Date.parse((await detail(leader, code)).dueAt ?? '')
    const of = async () => {
      const answer = await leader.get('service-index?from=2026-11-01&until=2026-11-30')
      const { figures } = v.parse(serviceIndex, await answer.json())
      const figure = figures['petitions-on-time']
      return (figure?.denominator ?? 0) - (figure?.numerator ?? 0)
    }
    const before = await of()
    await moveClock(due - testNow().getTime() + dayMs)
    await go(leader, code, { type: 'answer', answer: 'Xin lỗi vì trả lời muộn.' })
    const after = await of()
    await moveClock(0)
    expect(after).toBeGreaterThan(before)
  })

  test('an answer for many is public without its sender, and can be taken back', async () => {
    const { code } = await send({
      text: 'Bao giờ làm thêm ghế?',
      sender: { name: 'Vàng Thị Sua', phone: '0912000111' },
    })
    await go(leader, code, { type: 'answer', answer: 'Trả lời chị Sua.' })
    await go(leader, code, { type: 'publish', question: 'Bao giờ có ghế?', answer: 'Trước <Tết>.' })
    const read = async () => {
      const response = await fetch(`${gateway.url}api/v1/public/units/H38.20/feedback`)
      return v.parse(publishedFeedback, await response.json()).answers
    }
    expect(await read()).toEqual([
      expect.objectContaining({ question: 'Bao giờ có ghế?', answer: 'Trước <Tết>.' }),
    ])
    for (const path of ['cong-khai/H38.20/phan-anh', 'cong-khai/H38.20/phan-anh/en']) {
      const page = await (await fetch(`${gateway.url}${path}`)).text()
      expect(page).toContain('Trước &lt;Tết&gt;.')
      expect(page).not.toContain('Sua')
    }
    await go(leader, code, { type: 'withdraw-publication', reason: 'Ghi nhầm.' })
    expect(await read()).toEqual([])
  })

  test('a recording that is too long, and one that is no part, are quarantined and not lost', async () => {
    const known = await device.part(voice, 'audio/webm')
    const long: SealedPart = {
      ...known,
      reference: { ...known.reference, bytes: recordingLimitBytes + 1 },
    }
    const spoken = { recording: { part: known.reference.sha256, seconds: 3600 }, text: '' }
    const broken: readonly [Partial<FeedbackPayload>, readonly SealedPart[]][] = [
      [spoken, [known]],
      [{ recording: { part: known.reference.sha256, seconds: 100 }, text: '' }, [long]],
      [{ recording: { part: known.reference.sha256, seconds: 100 }, text: '' }, []],
      [{ photos: [known.reference.sha256] }, [known]],
      [{ text: ' ' }, []],
    ]
    for (const [changed, parts] of broken) {
      const envelope = await device.envelope(feedbackExample(changed), parts, { kind: 'feedback' })
      expect((await device.deliver(envelope))[0]?.outcome).not.toBe('rejected')
      await gateway.gateway.settled()
      const quarantined = await gateway.gateway.storage.envelopes.quarantinedFor('payload-invalid')
      expect(quarantined.map(({ id }) => id)).toContain(envelope.id)
    }
  })

  test('an unknown code and one of a dossier get the same answer', async () => {
    const { code } = await send({ text: 'Mã nào?' })
    const wrong = await postJson(`${gateway.url}api/v1/feedback-tracking`, { code: 'không phải mã' })
    expect(await problemOf(wrong)).toBe('not-found')
    const spaced = await postJson(`${gateway.url}api/v1/feedback-tracking`, {
      code: code.toLowerCase().replace('-', ' '),
    })
    expect(v.parse(feedbackAnswer, await spaced.json()).receiptCode).toBe(code)
  })

  test('once its time is over, what was said is forgotten and what was answered stays', async () => {
    const recording = await device.part(voice, 'audio/webm')
    const { code, envelope } = await send(
      {
        text: 'Nhà tôi ở thôn Chu Lìn.',
        recording: { part: recording.reference.sha256, seconds: 3 },
        sender: { name: 'Vàng Thị Sua', phone: '0912000111' },
      },
      [recording],
    )
    const { code: open } = await send({ text: 'Chưa ai trả lời.' })
    const { code: spam } = await send({ text: 'Vay nhanh lãi thấp.' })
    await go(leader, code, { type: 'answer', answer: 'Đã xem.' })
    await go(leader, spam, { type: 'mark-spam', reason: 'Quảng cáo.' })
    await moveClock(40 * dayMs)
    expect(await gateway.gateway.retention.run()).toBeGreaterThan(0)
    const { storage } = gateway.gateway
    expect(JSON.stringify(await storage.feedback.findByCode(code))).not.toMatch(/Chu Lìn|Vàng Thị Sua/)
    expect((await storage.feedback.findByCode(open))?.body).toBe('Chưa ai trả lời.')
    const part = `feedback/${await idOf(code)}/parts/${recording.reference.sha256}`
    expect(await problemOf(await leader.get(part))).toBe('content-removed')
    // Empty, it can be answered no more.
    const revived = await step(leader, spam, { type: 'unmark-spam', reason: 'Nhầm.' })
    expect(await problemOf(revived)).toBe('content-removed')
    expect((await detail(leader, spam)).actions).toEqual([])
    await moveClock(42 * dayMs)
    await gateway.gateway.retention.run()
    expect((await storage.feedback.findByCode(code))?.files_removed_at).not.toBeNull()
    expect((await device.deliver(envelope))[0]?.outcome).toBe('duplicate')
    await moveClock(0)
  })
})
