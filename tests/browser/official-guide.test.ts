/** A guide made from an official record, on the screen that shows the hand-made ones. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { plainGuide } from '../../src/catalogue/importing/plain-guide.ts'
import { recordsInJson } from '../../src/catalogue/importing/raw-record.ts'
import type { Procedure } from '../../src/catalogue/schema.ts'
import { method, paper, portalAnswer } from '../catalogue/importing/records.ts'
import { heading } from './citizen.ts'
import { overflow, picture, violations } from './look.ts'
import { openPlace, type Place } from './place.ts'
import { textsIn } from './texts.ts'

const t = textsIn('vi')
const code = '9.900001'
let place: Place
let page: Page

function imported(): Procedure {
  const [read] = recordsInJson(
    portalAnswer(code, 'Thủ tục cấp giấy xác nhận mẫu', {
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
    }),
  )
  if (read?.ok !== true) throw new Error('not read')
  return plainGuide(read.record, '2026-11-26').procedure
}

beforeAll(async () => {
  place = await openPlace()
  page = place.page
  // As if the device had the procedure: how it gets there is another matter.
  const details = `export default ${JSON.stringify({ [code]: imported() })}`
  await page.route('**/assets/details-*.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: details }),
  )
  await page.goto(new URL(`thu-tuc/${code}`, place.url).href)
  await heading(page, 'Cấp giấy xác nhận mẫu').waitFor()
})
afterAll(() => place.close())

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
