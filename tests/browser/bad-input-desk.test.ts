import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answers } from '../../src/domain/form/definition.ts'
import { formatPartialDate } from '../../src/domain/time/partial-date.ts'
import { recentBirth } from './birth.ts'
import {
  button,
  connectKiosk,
  consent,
  fileBirth,
  fileButton,
  finish,
  heading,
  patience,
  prepareBirth,
  readReceipt,
  seeArrived,
} from './citizen.ts'
import { openKiosk, temporaryFolder } from './kiosk.ts'
import { openDossier, signIn } from './officer.ts'
import { countPages } from './pdf-pages.ts'
import { type Product, startProduct } from './product.ts'
import { textsIn } from './texts.ts'
import { codesOnPaper } from './thermal-print.ts'

const t = textsIn('vi')
let product: Product
let dataFolder: string
const cleanUps: (() => Promise<void>)[] = []

/** A gateway of its own and a kiosk connected to it. */
async function startKiosk(timezoneId: string): Promise<BrowserContext> {
  const data = await temporaryFolder('zone-data')
  const profile = await temporaryFolder('zone-profile')
  dataFolder = data.path
  product = await startProduct({ dataFolder })
  const opened = await openKiosk(profile.path, { timezoneId })
  const { stop } = product
  cleanUps.push(
    () => opened.close(),
    () => stop(),
    () => data.remove(),
    () => profile.remove(),
  )
  return opened
}

afterAll(async () => {
  for (const cleanUp of cleanUps) await cleanUp()
})

/** A year only, a month only, leading zeros, decomposed and one-word names: what software likes to "mend". */
const delicate: Answers & Record<'requester.birthDate' | 'father.fullName', string> = {
  ...recentBirth,
  'requester.fullName': "H'Hen Niê",
  'requester.birthDate': '1998-01-01',
  'requester.idNumber': '001198000017',
  'child.fullName': 'Mẩy',
  'father.fullName': 'Giàng A Páo',
  'father.birthDate': '1995',
  'marriage.date': '2022-02',
}

function storedAnswers(receiptCode: string): unknown {
  const database = new DatabaseSync(join(dataFolder, 'motcua.sqlite'), { readOnly: true })
  try {
    const row = database.prepare('select answers from dossiers where receipt_code = ?').get(receiptCode)
    return row === undefined ? undefined : JSON.parse(String(row.answers))
  } finally {
    database.close()
  }
}

describe.each(['Asia/Ho_Chi_Minh', 'America/Los_Angeles'])('on a device set to %s', (timezoneId) => {
  let kiosk: BrowserContext
  let page: Page

  beforeAll(async () => {
    kiosk = await startKiosk(timezoneId)
    page = kiosk.pages()[0] ?? (await kiosk.newPage())
    await connectKiosk(page, product)
  })

  test('dates, partial dates, zeros and names reach the desk as they were typed', async () => {
    await prepareBirth(page, {
      answers: { ...delicate, 'father.fullName': delicate['father.fullName'].normalize('NFD') },
    })
    const onReview = page.getByRole('definition').filter({ visible: true })
    for (const date of [
      delicate['requester.birthDate'],
      '1995',
      '2022-02',
      String(delicate['child.birthDate']),
    ]) {
      const shown = onReview.filter({ hasText: new RegExp(`^${formatPartialDate(date)}$`) })
      await shown.first().waitFor({ timeout: patience })
    }
    await page.reload()
    await consent(page)
    await (await fileButton(page)).click()
    const { code } = await readReceipt(page)
    await seeArrived(page)
    // Acknowledged when stored; opened a moment later.
    await expect.poll(() => storedAnswers(code), { timeout: patience }).toEqual(delicate)

    const desk = await kiosk.newPage()
    await signIn(desk, product)
    await openDossier(desk, code)
    for (const date of [String(delicate['child.birthDate']), '1995', '2022-02']) {
      const shown = desk
        .getByRole('definition')
        .filter({ hasText: new RegExp(`^${formatPartialDate(date)}$`) })
      await shown.first().waitFor({ timeout: patience })
    }
    await desk.close()
    await finish(page)
  })
})

describe('printing a receipt', () => {
  let page: Page

  beforeAll(async () => {
    const kiosk = await startKiosk('Asia/Ho_Chi_Minh')
    page = kiosk.pages()[0] ?? (await kiosk.newPage())
    await connectKiosk(page, product)
    await fileBirth(page)
  })

  async function seeReceipt(): Promise<void> {
    const card = page.getByRole('region', { name: t('receipt:codeLabel'), exact: true })
    await card.getByText(/^[2-9A-Z]{5}-[2-9A-Z]{5}$/).waitFor()
    await card.getByRole('img', { name: t('receipt:qrLabel') }).waitFor()
    await heading(page, t('receipt:title')).waitFor()
  }

  test('that the machine refuses is said, and can be tried again', async () => {
    await page.evaluate(() => {
      window.print = () => {
        throw new Error('no printer')
      }
    })
    await button(page, t('receipt:print.a4')).click()
    await page.getByText(t('receipt:print.failed')).waitFor()
    await seeReceipt()
    await page.evaluate(() => {
      window.print = () => undefined
    })
    await button(page, t('receipt:print.slip')).click()
    await page.getByText(t('receipt:print.failed')).waitFor({ state: 'hidden' })
  })

  test('that hangs or is cancelled leaves the receipt as it was', async () => {
    await page.evaluate(() => {
      window.print = () => {
        const until = performance.now() + 1500
        while (performance.now() < until);
      }
    })
    for (const layout of ['a4', 'slip'] as const) {
      await button(page, t(`receipt:print.${layout}`)).click()
      await seeReceipt()
    }
  })

  test.each([
    ['slip', 72],
    ['narrow', 48],
  ] as const)('the code can be read from a %s roll at 203 dots an inch', async (layout, printedMm) => {
    await page.evaluate(() => {
      window.print = () => undefined
    })
    const code = await page
      .getByText(/^[2-9A-Z]{5}-[2-9A-Z]{5}$/)
      .first()
      .textContent()
    await button(page, t(`receipt:print.${layout}`)).click()
    const { texts, isCutOff } = await codesOnPaper(page, '[data-printed="receipt"]', printedMm)
    expect(texts).toEqual([expect.stringContaining(`MOTCUA1|${code}|`)])
    expect(isCutOff).toBe(false)
    expect(countPages(await page.pdf({ preferCSSPageSize: true }))).toBe(1)
  })

  test('and ends as any visit does', async () => {
    await finish(page)
  })
})
