import type { Page, Request } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadProcedure } from '../../src/catalogue/built-in.ts'
import type { SupplementPayload } from '../../src/contract/payload.ts'
import type { StaffRole } from '../../src/domain/people/permissions.ts'
import type { Dossier } from '../../src/gateway/storage/dossiers.ts'
import { sealPayload } from '../../src/vault/payload.ts'
import { birthSubmission, lastFour } from '../gateway/birth-submission.ts'
import { createDatabase, engines } from '../gateway/engines.ts'
import { type PostgresServer, startPostgresServer } from '../gateway/postgres-server.ts'
import { quickPasswordHash } from '../gateway/quick-password.ts'
import { startGateway, type TestGateway } from '../gateway/start-gateway.ts'
import { enrolDevice, photo, type TestDevice } from '../gateway/test-device.ts'
import { birthPapers, birthProcedure } from './birth.ts'
import { button, connectKiosk, heading, patience } from './citizen.ts'
import { addFiledDossier } from './filed-dossier.ts'
import { openMachines, sizes } from './kiosk.ts'
import { overflow, picture, violations } from './look.ts'
import { giveCredentials, openAction, openDossier, signIn } from './officer.ts'
import { textsIn } from './texts.ts'

const t = textsIn('vi')
const password = 'mật khẩu của một cửa'
const people = {
  reception: 'Lò Thị Pành',
  processing: 'Sùng A Chớ',
  leader: "H'Hen Niê",
} as const satisfies Partial<Record<StaffRole, string>>
type Role = keyof typeof people

describe.each(engines)('an officer’s day on %s', (engine) => {
  let server: PostgresServer | null = null
  let gateway: TestGateway
  let machines: Awaited<ReturnType<typeof openMachines>>
  let device: TestDevice
  let kiosk: Page
  let receiptCode: string
  const desks = new Map<Role, Page>()
  const errors: string[] = []

  beforeAll(async () => {
    if (engine === 'postgres') server = await startPostgresServer(false)
    gateway = await startGateway({
      site: 'built',
      databaseUrl: server === null ? null : await createDatabase(server.url),
      now: () => new Date(),
    })
    for (const [role, name] of Object.entries(people) as [Role, string][]) await addPerson(role, name)
    device = await enrolDevice(gateway.url, await gateway.enrolmentCode())
    machines = await openMachines()
    kiosk = await newMachine()
    await connectKiosk(kiosk, { enrolmentLink: `${gateway.url}ket-noi#ma=${await gateway.enrolmentCode()}` })
    receiptCode = await addFiledDossier(kiosk, 'Giàng Thị Mỷ')
    await kiosk.reload()
    for (const role of Object.keys(people) as Role[]) {
      const page = await newMachine()
      await signIn(page, { url: gateway.url, administrator: { username: role, password } })
      desks.set(role, page)
    }
  })
  afterAll(async () => {
    await machines?.close()
    await gateway?.close()
    await server?.stop()
  })

  async function newMachine(): Promise<Page> {
    const page = await machines.newMachine()
    page.on('pageerror', (error) => errors.push(error.message))
    return page
  }

  async function addPerson(role: Role, name: string): Promise<void> {
    await gateway.gateway.storage.staff.add({
      username: role,
      name,
      role,
      unit: 'H38.20',
      password: quickPasswordHash(password),
      created_at: new Date().toISOString(),
    })
  }

  function deskOf(role: Role): Page {
    const page = desks.get(role)
    if (page === undefined) throw new Error(`nobody is the ${role}`)
    return page
  }

  async function stored(code: string): Promise<Dossier> {
    const [dossier] = await gateway.gateway.storage.dossiers.findByCode({ receiptCode: code })
    if (dossier === undefined) throw new Error(`no dossier ${code}`)
    return dossier
  }

  /** The dossier as it is now, at that person's desk. */
  async function at(role: Role, code = receiptCode): Promise<Page> {
    const page = deskOf(role)
    await page.goto(`${gateway.url}can-bo/ho-so/${(await stored(code)).id}`)
    await page.getByText(t('desk:dossier.receiptCode', { code })).waitFor({ timeout: patience })
    return page
  }

  /** A dossier that an API-level device has filed and the desk has received. */
  async function newDossier(): Promise<string> {
    const envelope = await device.envelope(birthSubmission())
    await device.deliver(envelope)
    await gateway.gateway.settled()
    const { receiptCode: code } =
      (await device.changes()).changes.find((c) => c.envelope === envelope.id) ?? {}
    if (code === undefined) throw new Error('the dossier was opened')
    const page = await at('reception', code)
    await (await openAction(page, 'receive')).confirm()
    return code
  }

  function seeStage(page: Page, stage: string): Promise<void> {
    return page
      .getByText(t(`workflow:stage.${stage}`), { exact: true })
      .first()
      .waitFor({ timeout: patience })
  }

  /** Pictures for people, and what the rules say; on one engine, for both look alike. */
  async function looksRight(page: Page, name: string): Promise<void> {
    if (engine !== 'sqlite') return
    expect.soft(await violations(page), name).toEqual([])
    for (const size of ['phone', 'laptop'] as const) {
      await picture(page, `desk-${name}-vi`, size)
      expect.soft(await overflow(page), `${name}, ${size}`).toBe(0)
    }
    await page.setViewportSize(sizes.laptop)
  }

  test('reception checks, and receives with what the slip says', async () => {
    const page = deskOf('reception')
    await expect
      .poll(() => gateway.gateway.storage.dossiers.findByCode({ receiptCode }), { timeout: patience })
      .toHaveLength(1)
    await page.reload()
    await openDossier(page, receiptCode)
    await looksRight(page, 'arrived')
    await (await openAction(page, 'check')).confirm()
    await seeStage(page, 'checked')

    const { dialog, confirm } = await openAction(page, 'receive')
    await dialog.getByRole('radio', { name: t('workflow:way.post') }).check()
    await dialog.getByLabel(t('workflow:papers.choose')).selectOption({ label: t('workflow:papers.other') })
    await dialog.getByRole('button', { name: t('workflow:papers.add'), exact: true }).click()
    await dialog.getByRole('textbox', { name: t('workflow:papers.name') }).fill('Giấy ra viện')
    await dialog.getByRole('textbox', { name: t('workflow:papers.copies') }).fill('2')
    await looksRight(page, 'receive')
    await confirm()
    await seeStage(page, 'received')
    await page.getByText(t('workflow:overview.limit'), { exact: true }).waitFor()
    await page.getByText(/^H38\.20-\d{6}-\d{4}$/).waitFor()
    await page.getByText('Giấy ra viện: 1 bản chính, 2 bản sao').waitFor()
    await looksRight(page, 'received')
  })

  test('the leader gives it to an officer, who starts', async () => {
    const leader = await at('leader')
    const { dialog, confirm, press } = await openAction(leader, 'assign')
    await press()
    await dialog.getByText(t('workflow:mistake.officer-missing')).waitFor()
    await dialog
      .getByLabel(t('workflow:field.officer'))
      .selectOption({ label: t('workflow:field.officerOption', { name: people.processing, count: 0 }) })
    await looksRight(leader, 'assign')
    await confirm()
    await leader.getByText(t('workflow:detail.officer', { name: people.processing })).waitFor()
    const officer = await at('processing')
    await (await openAction(officer, 'start')).confirm()
    await seeStage(officer, 'processing')
  })

  test('the officer asks for more, and the citizen is told exactly what', async () => {
    const [paper] = await birthPapers()
    const procedure = await loadProcedure(birthProcedure)
    if (paper === undefined || procedure === undefined) throw new Error('the procedure has papers')
    const officer = await at('processing')
    const { dialog, press, confirm } = await openAction(officer, 'request-supplement')
    await press()
    await dialog.getByText(t('workflow:mistake.reason-missing')).waitFor()
    await dialog.getByText(t('workflow:mistake.papers-missing')).waitFor()
    await looksRight(officer, 'request-supplement-refused')
    await dialog.getByLabel(t('workflow:papers.choose')).selectOption({ label: paper.name.vi })
    await dialog.getByRole('button', { name: t('workflow:papers.add'), exact: true }).click()
    await dialog.getByRole('button', { name: t('workflow:phrase.blurred') }).click()
    await looksRight(officer, 'request-supplement')
    await confirm()
    await seeStage(officer, 'supplement-in-processing')
    await officer.getByText(t('desk:urgency.paused')).waitFor()
    await looksRight(officer, 'supplement-requested')

    await kiosk.goto(`${gateway.url}bien-nhan/${(await stored(receiptCode)).envelope}`)
    const told = kiosk.getByRole('status').filter({ hasText: t('receipt:wanted.state') })
    await told.waitFor({ timeout: 45_000 })
    const asked = kiosk.locator('section, div').filter({ has: kiosk.getByText(t('supplement:asked.title')) })
    const text = (await asked.last().textContent()) ?? ''
    expect(text).toContain(`${paper.name.vi} ${t('supplement:asked.originals', { count: 1 })}`)
    expect(text).toContain(t('supplement:asked.clockStopped'))
    expect(text).toMatch(/hết ngày \d\d\/\d\d\/\d{4}/)
    // Whoever stands at the kiosk next is not to read the desk's own words.
    expect(await kiosk.content()).not.toContain(t('workflow:phrase.blurred'))
    await looksRight(kiosk, 'citizen-wanted')

    await kiosk.goto(`${gateway.url}tra-cuu`)
    await kiosk.getByRole('textbox', { name: t('tracking:code.label') }).fill(receiptCode)
    await kiosk.getByRole('textbox', { name: t('tracking:lastFour.label') }).fill(lastFour)
    await button(kiosk, t('tracking:submit')).click()
    await kiosk.getByText(t('workflow:phrase.blurred')).waitFor({ timeout: patience })
    await kiosk.getByText(t('supplement:asked.clockStopped')).waitFor()
    await looksRight(kiosk, 'citizen-tracking-wanted')
  })

  test('papers from another device reach the dossier, and reception confirms them', async () => {
    const part = await device.part(photo())
    const [paper] = await birthPapers()
    const payload: SupplementPayload = {
      receiptCode,
      papers: [{ component: paper?.id ?? '', pages: [part.reference.sha256] }],
      language: 'vi',
      filedOn: '2026-11-26',
    }
    const envelope = await device.envelope(birthSubmission(), [part], {
      kind: 'supplement',
      sealed: await sealPayload(payload, device.enrolment.gateway.recipients),
    })
    await device.deliver(envelope)
    await device.upload(envelope.id, part)
    await gateway.gateway.settled()

    const page = await at('reception')
    await page.getByText(t('workflow:arrivedSupplement.title')).waitFor({ timeout: patience })
    await page
      .getByText(t('workflow:papers.addedAt', { at: '' }).trim())
      .first()
      .waitFor()
    await looksRight(page, 'supplement-arrived')
    await (await openAction(page, 'supplement')).confirm()
    await seeStage(page, 'processing')
  })

  test('a second request for papers must be meant', async () => {
    const officer = await at('processing')
    const { dialog, press } = await openAction(officer, 'request-supplement')
    await dialog.getByText(t('workflow:second.title', { count: 2 })).waitFor()
    await press()
    await dialog.getByText(t('workflow:mistake.second-not-meant')).waitFor()
    await looksRight(officer, 'second-request')
    await officer.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    // The focus is back where the dialog was opened.
    const opener = button(officer, t('workflow:action.request-supplement.button'))
    expect(await opener.evaluate((element) => element === document.activeElement)).toBe(true)
  })

  test('the leader sends it back and then signs, and reception hands it over', async () => {
    const officer = await at('processing')
    await (await openAction(officer, 'submit-for-signature')).confirm()
    const leader = await at('leader')
    const back = await openAction(leader, 'send-back')
    await back.dialog
      .getByRole('textbox', { name: t('workflow:field.reason') })
      .fill('Ghi lại quê quán của mẹ')
    await looksRight(leader, 'send-back')
    await back.confirm()
    await at('processing')
    await officer.getByText(t('workflow:detail.reason', { reason: 'Ghi lại quê quán của mẹ' })).waitFor()
    await (await openAction(officer, 'submit-for-signature')).confirm()
    await at('leader')
    await (await openAction(leader, 'sign')).confirm()
    await seeStage(leader, 'finished')

    const reception = await at('reception')
    const { dialog, press, confirm } = await openAction(reception, 'hand-over')
    await dialog.getByRole('radio', { name: t('workflow:field.other') }).check()
    await press()
    await dialog.getByText(t('workflow:mistake.receiver-missing')).waitFor()
    await dialog.getByRole('textbox', { name: t('workflow:field.otherName') }).fill('Giàng A Páo')
    await looksRight(reception, 'hand-over')
    await confirm()
    await seeStage(reception, 'returned')
    await reception.getByText(t('workflow:bar.closed')).waitFor()
    await reception.getByText(t('workflow:detail.receivedBy', { name: 'Giàng A Páo' })).waitFor()
    await looksRight(reception, 'returned')
  })

  // These are of the screens alike: tests/gateway/workflow.test.ts has steps at once and transfers on both engines.
  if (engine === 'sqlite') {
    test('of two officers at once the second is told who did what, and goes on', async () => {
      const code = await newDossier()
      // This desk hears nothing before it takes its own step.
      await deskOf('processing').route('**/api/desk/live', (route) => route.abort())
      const officer = await at('processing', code)
      const { dialog, press, confirm } = await openAction(officer, 'start')
      await dialog.getByLabel(t('workflow:field.note')).fill('Tôi làm hồ sơ này')
      let hasTried = false
      await officer.route('**/api/desk/dossiers/*', (route) => (hasTried ? route.continue() : route.abort()))
      await officer.route('**/api/desk/dossiers/*/events', (route) => {
        hasTried = true
        return route.continue()
      })

      const leader = await at('leader', code)
      const given = await openAction(leader, 'assign')
      await given.dialog.getByLabel(t('workflow:field.officer')).selectOption('processing')
      await given.confirm()

      await press()
      await dialog.getByText(t('workflow:dialog.changed')).waitFor({ timeout: patience })
      await dialog.getByText(people.leader).waitFor()
      await looksRight(officer, 'changed-meanwhile')
      expect((await stored(code)).stage).toBe('received')
      await dialog.getByRole('button', { name: t('workflow:dialog.changedSeen') }).click()
      expect(await dialog.getByLabel(t('workflow:field.note')).inputValue()).toBe('Tôi làm hồ sơ này')
      await confirm()
      await seeStage(officer, 'processing')
      await officer.getByText(t('workflow:detail.note', { note: 'Tôi làm hồ sơ này' })).waitFor()
      await officer.unrouteAll()
      // The leader's is told: the screen that was left open shows the new stage.
      await seeStage(leader, 'processing')
    })

    test('a page out of sight keeps no connection from the others, and catches up when it is looked at', async () => {
      const code = await newDossier()
      const leader = await at('leader', code)
      const look = (page: Page, isAway: boolean) =>
        page.evaluate((hidden) => {
          Object.defineProperty(document, 'hidden', { value: hidden, configurable: true })
          document.dispatchEvent(new Event('visibilitychange'))
        }, isAway)
      const isLive = (request: Request) => request.url().endsWith('/api/desk/live')
      const closed = leader.waitForEvent('requestfailed', isLive)
      await look(leader, true)
      await closed
      // In a tab of its own, not looked at yet.
      const behind = await leader.context().newPage()
      await behind.addInitScript(() =>
        Object.defineProperty(document, 'hidden', { value: true, configurable: true }),
      )
      await behind.goto(leader.url())
      await seeStage(behind, 'received')
      const processing = await at('processing', code)
      await (await openAction(processing, 'start')).confirm()
      await seeStage(processing, 'processing')
      for (const page of [leader, behind]) {
        await seeStage(page, 'received')
        await look(page, false)
        await seeStage(page, 'processing')
      }
      await behind.close()
    })

    test('what was typed outlives a session that ends and a network that fails, and is done once', async () => {
      const code = await newDossier()
      const officer = await at('processing', code)
      const { dialog, press } = await openAction(officer, 'transfer')
      await dialog.getByRole('radio', { name: t('workflow:field.targetAuthority') }).check()
      await dialog.getByRole('textbox', { name: t('workflow:field.authority') }).fill('Công an xã Tả Van')
      await button(officer, t('workflow:phrase.opinionNeeded')).click()
      await looksRight(officer, 'transfer')

      await officer.context().clearCookies()
      await press()
      await heading(officer, t('desk:signIn.title')).waitFor({ timeout: patience })
      await giveCredentials(officer, { username: 'processing', password })
      await dialog.getByText(t('workflow:dialog.restored')).waitFor({ timeout: patience })

      await officer.context().setOffline(true)
      await press()
      await dialog.getByText(t('workflow:dialog.unsure')).waitFor({ timeout: patience })
      await looksRight(officer, 'offline')
      await officer.context().setOffline(false)
      expect(await dialog.getByRole('textbox', { name: t('workflow:field.authority') }).inputValue()).toBe(
        'Công an xã Tả Van',
      )
      // The answer is lost on the way, not the request.
      await officer.route('**/events', async (route) => {
        await route.fetch()
        await route.abort()
      })
      await press()
      await officer
        .getByRole('status')
        .getByText(t('workflow:action.transfer.done'))
        .waitFor({ timeout: patience })
      await officer.unroute('**/events')
      const events = await gateway.gateway.storage.dossiers.events((await stored(code)).id)
      expect(events.filter(({ type }) => type === 'transfer')).toHaveLength(1)
      await officer.getByText(t('workflow:detail.to', { name: 'Công an xã Tả Van' })).waitFor()

      const backAgain = button(officer, t('workflow:back.accept'))
      await backAgain.click()
      await officer
        .getByRole('dialog')
        .getByRole('button', { name: t('workflow:back.acceptConfirm') })
        .click()
      await seeStage(officer, 'processing')
    })

    test('what goes on in another unit is told as done, not as lost', async () => {
      const { units, staff } = gateway.gateway.storage
      const home = await units.find('H38.20')
      if (home === undefined) throw new Error('the first unit is there')
      await units.addMissing([{ ...home, code: 'H38.21', org_code: 'H38.21', name: 'Xã Tả Van' }])
      const officer = await staff.find('processing')
      if (officer === undefined) throw new Error('the officer is there')
      await staff.add({ ...officer, username: 'ta-van', name: 'Vàng Thị Mẩy', unit: 'H38.21' })
      const code = await newDossier()
      const here = await at('processing', code)
      const { dialog, confirm } = await openAction(here, 'transfer')
      await dialog.getByLabel(t('workflow:field.unit')).selectOption({ label: 'Xã Tả Van' })
      await button(here, t('workflow:phrase.receiverCompetent')).click()
      await confirm()
      await here.getByText(t('workflow:bar.none')).waitFor()
      const there = await newMachine()
      await signIn(there, { url: gateway.url, administrator: { username: 'ta-van', password } })
      await there.goto(here.url())
      await (await openAction(there, 'accept-transfer')).confirm()
      await (await openAction(there, 'finish')).confirm()
      await there.getByText(t('workflow:overview.elsewhere')).waitFor()
      await seeStage(here, 'finished')
    })
  }

  test('no screen has thrown an error', () => {
    expect(errors).toEqual([])
  })
})
