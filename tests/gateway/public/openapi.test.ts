import type { RouteOptions } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sessionSettings } from '../exchange/exchange-settings.ts'
import { startGateway, type TestGateway } from '../start-gateway.ts'

let gateway: TestGateway
let document: {
  readonly openapi: string
  readonly servers: readonly { readonly url: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> }
}
const registered: string[] = []

function noteRoute({ method, url }: RouteOptions): void {
  const path = /^\/motcua(\/api\/v1\/.*)$/.exec(url)?.[1]
  for (const each of [method].flat()) if (path !== undefined) registered.push(`${each} ${path}`)
}

beforeAll(async () => {
  gateway = await startGateway({
    base: '/motcua/',
    onRoute: noteRoute,
    // So that its routes are there; nobody is asked.
    more: { exchange: sessionSettings('http://127.0.0.1:9') },
  })
  document = await (await fetch(`${gateway.url}api/v1/openapi.json`)).json()
})
afterAll(() => gateway.close())

test('every address of the API is described, and nothing else', () => {
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
  )
  const itself = /^GET \/api\/v1\/(openapi|docs)/
  // Fastify answers HEAD wherever it answers GET.
  const wanted = registered.filter(
    (route) =>
      !itself.test(route) &&
      !(route.startsWith('HEAD ') && registered.includes(route.replace('HEAD', 'GET'))),
  )
  expect(described.toSorted()).toEqual(wanted.toSorted())
})

test('it is OpenAPI 3.1 under the base path, and every reference leads somewhere', () => {
  expect(document.openapi).toBe('3.1.0')
  expect(document.servers).toEqual([{ url: '/motcua' }])
  const references = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)]
  expect(references.length).toBeGreaterThan(10)
  for (const [, name] of references) expect(document.components.schemas).toHaveProperty(name ?? '')
})

test('the page to try it asks for nothing from elsewhere', async () => {
  const page = await (await fetch(`${gateway.url}api/v1/docs`)).text()
  const places = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, place]) => place ?? '')
  expect(places.every((place) => place.startsWith('/motcua/'))).toBe(true)
  for (const place of places.filter((each) => each.includes('/docs/'))) {
    const response = await fetch(new URL(place, gateway.url))
    expect(response.status, place).toBe(200)
    expect((await response.text()).length).toBeGreaterThan(100)
  }
})
