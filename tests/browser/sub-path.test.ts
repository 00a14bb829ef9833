import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { birthProcedure } from './birth.ts'
import { awaitInstalled, connectKiosk, heading, patience } from './citizen.ts'
import { cut } from './network.ts'
import { openPlace, type Place } from './place.ts'
import { textsIn } from './texts.ts'

const t = textsIn('vi')

let place: Place
beforeAll(async () => {
  place = await openPlace({ base: '/mot-cua/', installs: true })
})
afterAll(() => place.close())

describe('under a path of another site', () => {
  test('the kiosk connects, and opens offline at a deep address', async () => {
    const { page } = place
    expect(new URL(place.enrolmentLink).pathname).toBe('/mot-cua/ket-noi')
    await connectKiosk(page, place)
    expect(new URL(page.url()).pathname).toBe('/mot-cua/')
    await page.goto(`${place.url}thu-tuc/${birthProcedure}`)
    await heading(page, 'Làm giấy khai sinh cho con').waitFor({ timeout: patience })
    await awaitInstalled(page)

    place.network.set(cut)
    await place.kiosk.setOffline(true)
    await page.reload()
    await heading(page, 'Làm giấy khai sinh cho con').waitFor({ timeout: patience })
    await page.goto(`${place.url}tra-cuu`)
    await heading(page, t('tracking:title')).waitFor({ timeout: patience })
  })

  test('nothing answers outside of it', async () => {
    const response = await fetch(new URL('/', place.product.url), { redirect: 'manual' })
    expect(response.status).toBe(404)
  })
})
