import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGateway, type TestGateway } from '../gateway/start-gateway.ts'
import { awaitInstalled, button, connectKiosk } from './citizen.ts'
import { openKiosk, sizes, temporaryFolder } from './kiosk.ts'
import { overflow, picture, setTextSize, violations } from './look.ts'
import { textsIn } from './texts.ts'

const t = textsIn('vi')
const title = 'Đổi nơi làm việc từ thứ Hai'
const ofBirths = 'Trích lục khai sinh trả trong ngày'

let gateway: TestGateway
let profile: Awaited<ReturnType<typeof temporaryFolder>>
let phone: BrowserContext
let page: Page

beforeAll(async () => {
  gateway = await startGateway({ site: 'built', now: () => new Date() })
  const made = { by: 'admin', at: '2026-11-26T01:00:00.000Z' }
  const shown = { audience: 'people', from: '2020-01-01', until: '2099-12-31', en: null } as const
  await gateway.gateway.storage.notices.add(
    'H38',
    {
      ...shown,
      id: 'notice-1',
      kind: 'other',
      procedure: null,
      order: 1,
      vi: { title, text: 'Bộ phận Một cửa ở nhà văn hóa cạnh chợ Cốc Lếu.\nMở cửa từ 7 giờ 30.' },
    },
    made,
  )
  await gateway.gateway.storage.notices.add(
    'H38.20',
    {
      ...shown,
      id: 'notice-2',
      kind: 'procedure',
      procedure: '1.001193',
      order: 2,
      vi: { title: ofBirths, text: 'Nộp trước 15 giờ.' },
    },
    made,
  )
  profile = await temporaryFolder('notices')
  phone = await openKiosk(profile.path, { viewport: sizes.phone, installs: true })
  page = phone.pages()[0] ?? (await phone.newPage())
  await connectKiosk(page, {
    enrolmentLink: `${gateway.url}ket-noi#ma=${await gateway.enrolmentCode('kiosk')}`,
  })
  await awaitInstalled(page)
})
afterAll(async () => {
  await phone?.close()
  await gateway?.close()
  await profile?.remove()
})

const see = (words: string) => page.getByText(words).first().waitFor({ state: 'visible' })

async function look(name: string): Promise<void> {
  expect.soft(await violations(page), name).toEqual([])
  await picture(page, name, 'phone')
  await setTextSize(page, 'largest')
  expect.soft(await overflow(page), name).toBe(0)
  await setTextSize(page, 'normal')
}

test('what the unit and the province tell is read on the first screen and in the guide, offline too', async () => {
  await see(title)
  await see(ofBirths)
  await look('notices-home-vi')
  await phone.setOffline(true)
  await page.goto(`${gateway.url}thu-tuc/1.001193`)
  await see(ofBirths)
  expect(await page.getByText(title).count()).toBe(0)
  await page.goto(gateway.url)
  await see(title)
  await phone.setOffline(false)
})

test('the link of a message ends messages with a tap, and by opening it alone nothing', async () => {
  const stopped: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST') stopped.push(new URL(request.url()).pathname)
  })
  await page.goto(`${gateway.url}dung-tin/AAAAAAAAAAAAAAAA`)
  await see(t('messages:stop.question'))
  await look('messages-stop-vi')
  expect(stopped).not.toContain('/api/v1/messages/stop')
  await button(page, t('messages:stop.do')).click()
  await see(t('messages:stop.done'))
  expect(stopped).toContain('/api/v1/messages/stop')
})
