import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { officerList, transferUnitList } from '../../src/contract/desk.ts'
import { dossierList } from '../../src/contract/desk-lists.ts'
import type { DossierAction } from '../../src/contract/dossier-action.ts'
import type { Envelope } from '../../src/contract/envelope.ts'
import type { SupplementPayload } from '../../src/contract/payload.ts'
import type { StaffRole } from '../../src/domain/people/permissions.ts'
import { receiptCodeOf } from '../../src/domain/receipt/receipt-code.ts'
import { type EventColumns, initialColumns } from '../../src/gateway/storage/dossiers.ts'
import { sealPayload } from '../../src/vault/payload.ts'
import { birthSubmission, lastFour } from './birth-submission.ts'
import { engines } from './engines.ts'
import { quickPasswordHash } from './quick-password.ts'
import { startGateway, type TestGateway, testNow } from './start-gateway.ts'
import { problemOf, signIn, type TestDesk } from './test-desk.ts'
import { enrolDevice, photo, postJson, type SealedPart, type TestDevice } from './test-device.ts'

const password = 'mật khẩu của Giàng A Páo'
const otherCommune = 'H38.21'
type Without<Each> = Each extends { revision: number } ? Omit<Each, 'revision'> : never
type Step = Without<DossierAction>

describe.each(engines)('the way of a dossier through the desk on %s', (engine) => {
  let gateway: TestGateway
  let device: TestDevice
  let admin: TestDesk
  let reception: TestDesk
  let officer: TestDesk
  let leader: TestDesk
  let neighbour: TestDesk
  let now = testNow()

  async function newDesk(username: string, role: StaffRole, unit = 'H38.20'): Promise<TestDesk> {
    await gateway.gateway.storage.staff.add({
      username,
      name: 'Giàng A Páo',
      role,
      unit,
      password: quickPasswordHash(password),
      created_at: new Date().toISOString(),
    })
    return signIn(gateway.url, password, username)
  }

  beforeAll(async () => {
    gateway = await startGateway({ engine, now: () => now })
    device = await enrolDevice(gateway.url, await gateway.enrolmentCode())
    admin = await signIn(gateway.url, gateway.adminPassword)
    const home = await gateway.gateway.storage.units.find('H38.20')
    if (home === undefined) throw new Error('the first unit is there')
    await gateway.gateway.storage.units.addMissing([
      { ...home, code: otherCommune, org_code: otherCommune, name: 'Xã Tả Van' },
    ])
    reception = await newDesk('tiep-nhan', 'reception')
    officer = await newDesk('xu-ly', 'processing')
    leader = await newDesk('lanh-dao', 'leader')
    neighbour = await newDesk('xa-ben', 'processing', otherCommune)
  })
  afterAll(() => gateway.close())

  async function file(): Promise<string> {
    const envelope = await device.envelope(birthSubmission())
    await device.deliver(envelope)
    await gateway.gateway.settled()
    const page = await admin.dossiers()
    const id = page.dossiers[0]?.id
    if (id === undefined) throw new Error('the dossier is there')
    return id
  }

  async function step(desk: TestDesk, id: string, action: Step): Promise<Response> {
    const dossier = await gateway.gateway.storage.dossiers.find(id)
    return desk.post(`dossiers/${id}/events`, { ...action, revision: dossier?.revision ?? 0 })
  }

  async function go(desk: TestDesk, id: string, ...actions: readonly Step[]): Promise<void> {
    for (const action of actions) {
      const response = await step(desk, id, action)
      if (!response.ok) throw new Error(`${action.type}: ${await response.text()}`)
    }
  }

  async function supplement(receiptCode: string, parts: readonly SealedPart[]): Promise<Envelope> {
    const payload: SupplementPayload = {
      receiptCode,
      papers: [{ component: 'birth-certificate', pages: parts.map((part) => part.reference.sha256) }],
      language: 'vi',
      filedOn: '2026-11-26',
    }
    return device.envelope(birthSubmission(), parts, {
      kind: 'supplement',
      sealed: await sealPayload(payload, device.enrolment.gateway.recipients),
    })
  }

  /** The columns that the events say, whatever the row says. */
  async function replayed(id: string): Promise<EventColumns> {
    const dossier = await gateway.gateway.storage.dossiers.find(id)
    if (dossier === undefined) throw new Error('it is there')
    const envelopePapers = JSON.stringify(
      JSON.parse(dossier.papers).filter((paper: object) => !('addedAt' in paper)),
    )
    let columns = initialColumns({ unit: dossier.unit, papers: envelopePapers })
    for (const event of await gateway.gateway.storage.dossiers.events(id)) {
      const { changes } = v.parse(v.object({ changes: v.looseObject({}) }), JSON.parse(event.data))
      columns = { ...columns, ...changes }
    }
    return columns
  }

  async function expectReplayed(id: string): Promise<void> {
    const row = await gateway.gateway.storage.dossiers.find(id)
    expect(row).toMatchObject(await replayed(id))
  }

  test('from arrival to the returned result, with who did what, and the events give the row again', async () => {
    const id = await file()
    await go(reception, id, { type: 'check' }, { type: 'receive', returnWay: 'post' })
    await go(leader, id, { type: 'assign', officer: 'xu-ly' })
    await go(officer, id, { type: 'start' }, { type: 'submit-for-signature' })
    await go(leader, id, { type: 'send-back', reason: 'Thiếu chữ ký nháy' })
    await go(officer, id, { type: 'submit-for-signature' })
    await go(leader, id, { type: 'sign' })
    await go(reception, id, { type: 'hand-over', way: 'counter', receivedBy: 'Lò Thị Pành' })
    const detail = await admin.dossier(id)
    expect(detail.summary).toMatchObject({ state: 10, stage: 'returned', officer: 'xu-ly' })
    expect(detail.events.map(({ type, by }) => `${type} ${by}`).slice(1)).toEqual([
      'check tiep-nhan',
      'receive tiep-nhan',
      'assign lanh-dao',
      'start xu-ly',
      'submit-for-signature xu-ly',
      'send-back lanh-dao',
      'submit-for-signature xu-ly',
      'sign lanh-dao',
      'hand-over tiep-nhan',
    ])
    expect(detail.events.find(({ type }) => type === 'send-back')?.details).toEqual({
      reason: 'Thiếu chữ ký nháy',
    })
    await expectReplayed(id)
    expect(await problemOf(await step(leader, id, { type: 'stop', reason: 'x' }))).toBe(
      'transition-not-allowed',
    )
  })

  test('each step has its share of the limit, by the split that the unit has set for the day', async () => {
    const setting = async () => (await admin.get('step-shares')).json()
    expect(await setting()).toMatchObject({ current: { reception: 10, processing: 60 }, own: [] })
    const id = await file()
    await go(reception, id, { type: 'receive' })
    const received = await admin.dossier(id)
    const dueAt = received.summary.dueAt ?? ''
    expect(received.stepDues?.result).toBe(dueAt)
    expect(received.summary.stepDueAt).toBe(received.stepDues?.reception)
    expect((received.stepDues?.processing ?? '') < (received.stepDues?.signature ?? '')).toBe(true)

    const shares = { reception: 50, processing: 30, signature: 10, result: 10 }
    const { today } = await setting()
    expect(await problemOf(await admin.post('step-shares', { from: '2026-01-01', shares }))).toBe(
      'request-malformed',
    )
    const uneven = { ...shares, result: 11 }
    expect(await problemOf(await admin.post('step-shares', { from: today, shares: uneven }))).toBe(
      'request-malformed',
    )
    expect((await admin.post('step-shares', { from: today, shares })).status).toBe(200)
    expect(await setting()).toMatchObject({ current: shares, own: [{ from: today, setBy: 'admin' }] })
    // What has its dates keeps them; what comes now is shared out anew.
    expect((await admin.dossier(id)).stepDues).toEqual(received.stepDues)
    const next = await file()
    await go(reception, next, { type: 'receive' })
    const later = await admin.dossier(next)
    expect((later.summary.stepDueAt ?? '') > (received.summary.stepDueAt ?? '')).toBe(true)

    // Its time for reception is over, the dossier is not late: the list and the board say so.
    now = new Date(Date.parse(received.summary.stepDueAt ?? '') + 60_000)
    try {
      admin = await signIn(gateway.url, gateway.adminPassword)
      const list = await admin.dossiers('?view=step-late')
      expect(list.dossiers.map((summary) => summary.id)).toContain(id)
      expect(list.counts).toMatchObject({ late: 0, stepLate: list.dossiers.length })
      const { loads } = await (await admin.get('board?from=2026-11-01&until=2026-11-30')).json()
      expect(loads[0]).toMatchObject({ officer: null, stepLate: list.dossiers.length, late: 0 })
    } finally {
      now = testNow()
      admin = await signIn(gateway.url, gateway.adminPassword)
    }
    await expectReplayed(id)
  })

  test('a role gets only its own steps, and a refused step leaves nothing behind', async () => {
    const id = await file()
    expect(await problemOf(await step(officer, id, { type: 'receive' }))).toBe('forbidden')
    await go(reception, id, { type: 'receive' })
    expect(await problemOf(await step(reception, id, { type: 'start' }))).toBe('forbidden')
    expect(await problemOf(await step(officer, id, { type: 'finish' }))).toBe('transition-not-allowed')
    expect(await problemOf(await step(leader, id, { type: 'assign', officer: 'tiep-nhan' }))).toBe(
      'officer-unsuitable',
    )
    expect(await problemOf(await step(leader, id, { type: 'assign', officer: 'khong-co' }))).toBe(
      'officer-unsuitable',
    )
    expect(await problemOf(await step(leader, id, { type: 'assign', officer: '' }))).toBe('request-malformed')
    expect((await admin.dossier(id)).events).toHaveLength(2)
    await expectReplayed(id)
  })

  test('what is missing is told to the citizen, the clock stops, and any device brings the papers', async () => {
    const id = await file()
    await go(reception, id, { type: 'receive' })
    await go(officer, id, { type: 'start' })
    const papers = [
      { component: 'birth-certificate', name: 'Giấy chứng sinh', originals: 1, certified: 0, copies: 0 },
    ]
    await go(officer, id, { type: 'request-supplement', reason: 'Ảnh bị mờ', papers })
    const asked = await admin.dossier(id)
    expect(asked.summary).toMatchObject({ state: 5, stage: 'supplement-in-processing' })
    expect(asked.summary.clockStoppedAt).not.toBeNull()
    const { receiptCode } = asked.summary
    const told = (await device.changes()).changes.findLast((change) => change.receiptCode === receiptCode)
    expect(told?.supplement).toEqual({ papers, until: asked.supplementUntil })
    // The desk's own words are for whoever knows the applicant's digits.
    expect(JSON.stringify(told)).not.toContain('Ảnh bị mờ')
    const track = async (digits: string) =>
      (await postJson(`${gateway.url}api/v1/tracking`, { code: receiptCode, lastFour: digits })).json()
    expect(await track(lastFour)).toMatchObject({ reason: 'Ảnh bị mờ', supplement: { papers } })

    const other = await enrolDevice(gateway.url, await gateway.enrolmentCode())
    const page = await other.part(photo())
    const payload: SupplementPayload = {
      receiptCode: receiptCode.toLowerCase(),
      papers: [{ component: 'birth-certificate', pages: [page.reference.sha256] }],
      consent: { text: 'supplement-2026-11', givenAt: '2026-11-26T02:00:00.000Z' },
      language: 'vi',
      filedOn: '2026-11-26',
    }
    const envelope = await other.envelope(birthSubmission(), [page], {
      kind: 'supplement',
      sealed: await sealPayload(payload, other.enrolment.gateway.recipients),
    })
    await other.deliver(envelope)
    await other.upload(envelope.id, page)
    // A lost answer: it comes once more.
    expect((await other.deliver(envelope))[0]?.outcome).toBe('duplicate')
    await gateway.gateway.settled()
    const came = await admin.dossier(id)
    expect(came.summary.supplementArrivedAt).not.toBeNull()
    expect(came.papers.filter((paper) => paper.addedAt !== undefined)).toHaveLength(1)
    // Whoever handed it in sees that it came, and the consent is in the history.
    const heard = (await device.changes()).changes.findLast((change) => change.receiptCode === receiptCode)
    expect(heard).toMatchObject({ state: 5, supplementArrivedAt: came.summary.supplementArrivedAt })
    expect(await track(lastFour)).toMatchObject({ supplementArrivedAt: came.summary.supplementArrivedAt })
    expect(came.events.findLast(({ type }) => type === 'add-papers')?.details.consent).toEqual(
      payload.consent,
    )
    const shown = await officer.get(`dossiers/${id}/parts/${page.reference.sha256}`)
    expect(shown.headers.get('content-type')).toBe('image/jpeg')
    await expectReplayed(id)

    await go(reception, id, { type: 'supplement' })
    expect(
      (await device.changes()).changes.findLast((change) => change.receiptCode === receiptCode),
    ).toMatchObject({ supplement: null, supplementArrivedAt: null })
    const again = await admin.dossier(id)
    expect(again.summary).toMatchObject({ state: 4, stage: 'processing', clockStoppedAt: null })
    // Nobody is to look at what came any more.
    const waiting = await admin.dossiers('?view=supplemented')
    expect(waiting.dossiers.map((summary) => summary.id)).not.toContain(id)
    expect(
      (await device.changes()).changes.findLast((c) => c.receiptCode === receiptCode)?.supplement,
    ).toBeNull()
    expect(
      await problemOf(await step(officer, id, { type: 'request-supplement', reason: 'x', papers })),
    ).toBe('second-supplement-request')
    await expectReplayed(id)
  })

  test('papers that come before their dossier wait for it, and none are added to a closed one', async () => {
    const part = await device.part(photo())
    const early = await device.envelope(birthSubmission())
    await device.deliver(await supplement(receiptCodeOf(early.id), [part]))
    await gateway.gateway.settled()
    const quarantined = await (await admin.get('quarantine')).json()
    expect(quarantined.envelopes[0].problem).toBe('supplement-unmatched')
    await device.deliver(early)
    await gateway.gateway.settled()
    await gateway.gateway.sweep()
    const find = async () =>
      (await gateway.gateway.storage.dossiers.findByCode({ receiptCode: receiptCodeOf(early.id) }))[0]
    const found = await find()
    expect(found?.papers).toContain('addedAt')

    await go(reception, found?.id ?? '', { type: 'withdraw', reason: 'Người dân xin rút' })
    await device.deliver(await supplement(receiptCodeOf(early.id), [part]))
    await gateway.gateway.sweep()
    expect((await find())?.papers).toBe(found?.papers)
    const kept = await (await admin.get('quarantine')).json()
    expect(kept.envelopes.map(({ problem }: { problem: string }) => problem)).toEqual([
      'supplement-unmatched',
    ])
  })

  test('whom a dossier can be given to is told to those who may give it, with the work in hand', async () => {
    const officers = async () => v.parse(officerList, await (await leader.get('officers')).json()).officers
    const inHand = async () => (await officers()).find(({ username }) => username === 'xu-ly')?.open ?? 0
    const before = await inHand()
    const id = await file()
    await go(reception, id, { type: 'receive' })
    await go(leader, id, { type: 'assign', officer: 'xu-ly' })
    expect(await inHand()).toBe(before + 1)
    await go(officer, id, { type: 'start' }, { type: 'finish' })
    expect(await inHand()).toBe(before)
    const usernames = (await officers()).map(({ username }) => username)
    expect(usernames.toSorted()).toEqual(['admin', 'lanh-dao', 'xu-ly'])
    expect(await problemOf(await reception.get('officers'))).toBe('forbidden')
    const { units } = v.parse(transferUnitList, await (await officer.get('transfer-units')).json())
    expect(units).toContainEqual({ code: otherCommune, name: 'Xã Tả Van' })
    expect(units.map(({ code }) => code)).not.toContain('H38.20')
    expect(await problemOf(await reception.get('transfer-units'))).toBe('forbidden')
    const { names } = await admin.dossier(id)
    expect(names.people).toMatchObject({ 'xu-ly': 'Giàng A Páo', 'lanh-dao': 'Giàng A Páo' })
    expect(Object.keys(names.units)).toEqual(['H38.20'])
  })

  test('of two officers who act at once one is told, and nothing is overwritten', async () => {
    const id = await file()
    await go(reception, id, { type: 'receive' })
    const { revision } = (await admin.dossier(id)).summary
    const post = (desk: TestDesk, action: Step) => desk.post(`dossiers/${id}/events`, { ...action, revision })
    const answers = await Promise.all([
      post(officer, { type: 'start' }),
      post(leader, { type: 'stop', reason: 'Người dân đề nghị' }),
    ])
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 409])
    expect((await admin.dossier(id)).events).toHaveLength(3)
    await expectReplayed(id)
  })

  test('a transferred dossier is seen and worked on by the other commune, and handed over at home', async () => {
    const id = await file()
    await go(reception, id, { type: 'receive' })
    await go(officer, id, { type: 'start' })
    expect(await problemOf(await neighbour.get(`dossiers/${id}`))).toBe('not-found')
    expect(
      await problemOf(await step(officer, id, { type: 'transfer', to: { unit: 'H99' }, reason: 'x' })),
    ).toBe('unit-unsuitable')
    await go(officer, id, {
      type: 'transfer',
      to: { unit: otherCommune },
      reason: 'Thuộc thẩm quyền xã Tả Van',
    })
    expect(await problemOf(await step(officer, id, { type: 'accept-transfer' }))).toBe('forbidden')
    for (const view of ['open', 'all'] as const) {
      const found = await neighbour.post('dossiers/search', { view, search: 'lo thi panh' })
      expect(v.parse(dossierList, await found.json()).dossiers.map((summary) => summary.id)).toEqual([id])
    }
    expect((await neighbour.dossiers('?view=all')).dossiers.map((summary) => summary.id)).toEqual([id])
    await go(neighbour, id, { type: 'decline-transfer', reason: 'Hồ sơ thuộc phường Lào Cai' })
    expect((await admin.dossier(id)).handlerUnit).toBe('H38.20')
    expect((await neighbour.dossiers('?view=all')).dossiers).toEqual([])
    await go(officer, id, { type: 'transfer', to: { unit: otherCommune }, reason: 'Đã thống nhất lại' })
    await expectReplayed(id)
    await go(neighbour, id, { type: 'accept-transfer' }, { type: 'finish' })
    expect(await problemOf(await neighbour.get(`dossiers/${id}`))).toBe('not-found')
    await go(reception, id, { type: 'hand-over', way: 'electronic' })
    await expectReplayed(id)
  })

  test('who was deactivated hears no more of what changes', async () => {
    const leaving = await newDesk('nghi-viec', 'processing')
    const stream = await leaving.get('live')
    await gateway.gateway.storage.staff.deactivate('nghi-viec', testNow().toISOString())
    await file()
    // Ends by itself, long before its ten minutes.
    expect(await stream.text()).not.toContain('event: change')
  })

  test('what was asked for and never came closes the dossier after its time, by itself and once', async () => {
    const id = await file()
    await go(reception, id, { type: 'request-supplement', reason: 'Thiếu giấy', papers: [] })
    await gateway.gateway.sweep()
    expect((await admin.dossier(id)).summary.stage).toBe('supplement-requested')
    now = new Date(now.getTime() + 40 * 86_400_000)
    await Promise.all([gateway.gateway.sweep(), gateway.gateway.sweep()])
    now = testNow()
    const detail = await admin.dossier(id)
    expect(detail.summary).toMatchObject({ state: 8, stage: 'stopped' })
    expect(detail.events.filter(({ type }) => type === 'lapse')).toHaveLength(1)
    await expectReplayed(id)
  })
})
