/** An official record on its way: imported at the gateway, brought to the kiosk in a pack, found and read without a network. */
import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listRow, method, paper, portalAnswer } from '../catalogue/importing/records.ts'
import { awaitInstalled, connectKiosk, heading, patience } from './citizen.ts'
import { overflow, picture, violations } from './look.ts'
import { clear, cut, type Weather } from './network.ts'
import { openPlace, type Place } from './place.ts'
import { textsIn } from './texts.ts'

const t = textsIn('vi')
const code = '9.900001'
let place: Place
let page: Page
let packFile = ''

const record = portalAnswer(code, 'Thủ tục cấp giấy xác nhận mẫu', {
  executionSteps: [
    {
      name: '',
      description: 'Bước 1: Nộp hồ sơ:\n- Tại quầy;\n+ Có giấy hẹn.\nBước 2: Nhận kết quả theo bước (i).',
    },
  ],
  executionMethods: [
    method('ONLINE', { processingTime: 7, processingTimeUnit: 'OTHER' }),
    method('DIRECT', { processingTime: 7, processingTimeUnit: 'OTHER', description: 'Nộp tại xã' }),
  ],
  executionCases: [
    {
      name: 'Đối với nhà ở:',
      profileComponents: [paper('Đơn đề nghị'), paper('Bản vẽ', { copyQty: 2 })],
    },
    { name: 'Đối với công trình:', profileComponents: [paper('Quyết định phê duyệt')] },
  ],
  requirementsAndConditions: '- Đã có dữ liệu dân cư.\n- Không có tranh chấp.',
})

/** A command of the gateway, on its data. */
function run(command: string, ...args: readonly string[]) {
  const script = fileURLToPath(new URL(`../../src/gateway/${command}.ts`, import.meta.url))
  return promisify(execFile)(process.execPath, [script, ...args], {
    env: { ...process.env, MOTCUA_DATA: place.dataFolder },
  })
}

beforeAll(async () => {
  place = await openPlace({ installs: true })
  page = place.page
  const records = join(place.dataFolder, 'records')
  // Others beside it, so that the download is long enough to break off.
  const others = Array.from({ length: 400 }, (_, at) => listRow(`9.91${1000 + at}`, `Việc số ${at * 7919}`))
  await writeFile(records, [record, ...others].map((each) => JSON.stringify(each)).join('\n'))
  packFile = join(place.dataFolder, 'pack')
  await run('catalogue-import', records)
  await run('catalogue-pack', packFile)
})
afterAll(() => place.close())

test('the kiosk brings the pack, and after a break goes on where it stopped', async () => {
  const ranges: (string | undefined)[] = []
  let breakOff = () => {}
  const breaking: Weather = (request, response, pass) => {
    if (request.url?.includes('/catalogue/files/') !== true) return pass()
    ranges.push(request.headers.range)
    if (ranges.length > 1) return pass()
    breakOff = () => request.socket.destroy()
    void fetch(new URL(request.url, place.product.url)).then(async (answer) => {
      const bytes = Buffer.from(await answer.arrayBuffer())
      response.writeHead(200, { 'content-length': bytes.length })
      response.write(bytes.subarray(0, 1000))
    })
  }
  place.network.set(breaking)
  const begun = page.waitForResponse((response) => response.url().includes('/catalogue/files/'))
  await connectKiosk(page, place)
  await begun
  // What has come by then has been read when the page has nothing else to do.
  await page.evaluate(() => new Promise((idle) => requestIdleCallback(idle)))
  breakOff()
  await place.kiosk.setOffline(true)
  await place.kiosk.setOffline(false)
  await page.goto(new URL('ho-so', place.url).href)
  await page.getByText(t('catalogue:title'), { exact: true }).waitFor()
  await page.getByText(/^Danh mục: phiên bản \d+, ngày .*, 401 thủ tục\.$/).waitFor({ timeout: patience })
  expect(await violations(page)).toEqual([])
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  expect(ranges[1]).toMatch(/^bytes=\d+-$/)
  expect(ranges[1]).not.toBe('bytes=0-')
  place.network.set(clear)
})

test('a pack whose manifest was altered is refused, and the one in use stays', async () => {
  const bytes = await readFile(packFile)
  const altered = join(place.dataFolder, 'altered')
  await writeFile(altered, bytes.toString('latin1').replace('"procedures":401', '"procedures":402'), 'latin1')
  const field = page.getByLabel(t('catalogue:take'), { exact: true }).last()
  await field.setInputFiles(altered)
  await page.getByText(t('catalogue:outcome.signature-invalid'), { exact: true }).waitFor()
  await field.setInputFiles(packFile)
  await page.getByText(t('catalogue:outcome.current'), { exact: true }).waitFor()
})

test('the procedure is found, and its guide shown, without a network', async () => {
  await awaitInstalled(page)
  place.network.set(cut)
  await place.kiosk.setOffline(true)
  await page.goto(place.url)
  await page.getByRole('textbox', { name: t('home:search.label') }).fill('giay xac nhan mau')
  await page.getByRole('link', { name: 'Cấp giấy xác nhận mẫu' }).click({ timeout: patience })
  await heading(page, 'Cấp giấy xác nhận mẫu').waitFor()
})

test('the record has the layout of a guide, and its official text unfolds whole', async () => {
  await page.getByRole('radio', { name: 'Đối với nhà ở', exact: true }).click()
  const papers = page.getByRole('region', { name: t('guide:bring'), exact: true })
  await papers.getByRole('checkbox', { name: 'Bản vẽ', exact: true }).waitFor()
  expect(await papers.getByText('Quyết định phê duyệt', { exact: true }).count()).toBe(0)
  for (const part of ['steps', 'conditions', 'ways', 'full'] as const) {
    await page.getByText(t(`guide:official.${part}`), { exact: true }).click()
  }
  await page.getByText('Bước 1: Nộp hồ sơ:', { exact: true }).first().waitFor()
  const full = page.locator('details', {
    has: page.getByRole('heading', { name: t('guide:official.part.steps'), exact: true }),
  })
  for (const words of ['+ Có giấy hẹn.', 'Quyết định phê duyệt', '- Không có tranh chấp.', 'Nộp tại xã'])
    expect(await full.getByText(words, { exact: true }).isVisible(), words).toBe(true)
  expect(await violations(page)).toEqual([])
})

test('the screen fits a phone and a kiosk', async () => {
  for (const size of ['kiosk', 'phone'] as const) {
    await picture(page, 'official-guide', size)
    expect(await overflow(page)).toBeLessThanOrEqual(0)
  }
})
