import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importFiles } from '../../../src/catalogue/importing/import-files.ts'
import { importedFolder } from '../../../src/catalogue/importing/imported-catalogue.ts'
import type { Procedure } from '../../../src/catalogue/schema.ts'
import { publicProcedure, publicProcedureList, publicUnits } from '../../../src/contract/public.ts'
import { builtInCatalogue, type Catalogue } from '../../../src/gateway/catalogue.ts'
import { startGateway, type TestGateway } from '../start-gateway.ts'
import { problemOf } from '../test-desk.ts'

const wicked = `Cấp phép <script>alert("1")</script> & 'nhà' </title></script><!--`

/** One more, each of whose texts would like to be more than text. */
function withWicked(catalogue: Catalogue): Catalogue {
  const example = catalogue.procedure('1.001193')
  if (example === undefined) throw new Error('the example ships with the product')
  const text = { vi: wicked, en: wicked }
  const procedure: Procedure = {
    ...example,
    code: '1.999001',
    name: text,
    plainName: text,
    field: { vi: 'Chăn nuôi', en: 'Animal husbandry' },
    who: text,
    where: text,
    result: text,
    components: example.components.map((component) => ({ ...component, name: text, note: text })),
    notes: [text],
    legalBasis: [wicked, 'javascript:alert(1)'],
    supersedes: ['1.888888'],
  }
  return { ...catalogue, procedures: [...catalogue.procedures, procedure] }
}

let gateway: TestGateway
let dataDir: string

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'motcua-public-'))
  const file = join(dataDir, 'tinh.csv')
  await writeFile(
    file,
    [
      'Mã thủ tục,Tên thủ tục,Lĩnh vực,Thành phần hồ sơ,Thời hạn,Căn cứ pháp lý,Ngày cập nhật',
      '1.999002,Cấp giấy phép nuôi ong,Chăn nuôi,Đơn đề nghị,3 ngày làm việc,Luật Chăn nuôi 2018,02/07/2026',
    ].join('\n'),
  )
  await importFiles([file], { folder: importedFolder(dataDir), today: '2026-11-26' })
  gateway = await startGateway({ base: '/motcua/', dataDir, catalogue: withWicked(builtInCatalogue()) })
})
afterAll(async () => {
  await gateway.close()
  await rm(dataDir, { recursive: true, force: true })
})

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${gateway.url}${path}`, { redirect: 'manual', headers })
const textOf = async (path: string) => (await get(path)).text()

describe('the public pages', () => {
  test('a procedure has its page, with all that must be public, without scripts', async () => {
    const response = await get('cong-khai/H38.20/thu-tuc/1.001193')
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    const page = await response.text()
    for (const text of [
      '<html lang="vi">',
      'Thủ tục đăng ký khai sinh',
      '1.001193',
      'Giấy chứng sinh',
      'Trong ngày',
      'Căn cứ pháp lý',
      '60/2014/QH13',
      'Cập nhật lần cuối',
    ])
      expect(page).toContain(text)
    expect(page).toContain(`<link rel="canonical" href="${gateway.url}cong-khai/H38.20/thu-tuc/1.001193">`)
    expect(page.match(/<script/g)).toEqual(['<script'])
    const [, data] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(page) ?? []
    expect(JSON.parse(data ?? '')).toMatchObject({
      '@type': 'GovernmentService',
      identifier: '1.001193',
      provider: { name: 'Phường Lào Cai' },
    })
  })

  test('there is an English page where there is an English text, and each names the other', async () => {
    const english = await textOf('cong-khai/H38.20/thu-tuc/1.001193/en')
    expect(english).toContain('<html lang="en">')
    expect(english).toContain('Birth registration')
    expect(english).toContain('hreflang="vi"')
    expect(await textOf('cong-khai/H38.20/thu-tuc/1.001193')).toContain('thu-tuc/1.001193/en"')
    expect(await textOf('cong-khai/H38.20/thu-tuc/1.999002')).not.toContain('/en"')
  })

  test('whatever stands in a record is text, in the page and in its data', async () => {
    const page = await textOf('cong-khai/H38.20/thu-tuc/1.999001')
    expect(page).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;nhà&#39;')
    expect(page).not.toMatch(/<script>|<img|<!--/)
    expect(page.match(/<\/script>/g)?.length).toBe(1)
    expect(page).not.toContain('href="javascript')
    const [, data] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(page) ?? []
    expect(JSON.parse(data ?? '').name).toContain('</script>')
    expect(await textOf('cong-khai/H38.20?q=%22%3E%3Cscript%3E')).not.toContain('<script>')
  })

  test('the list has what ships with the product first, then what was imported, and is searched and filtered', async () => {
    const list = await textOf('cong-khai/H38.20')
    expect(list).toContain('thu-tuc/')
    const found = await textOf('cong-khai/H38.20?q=nuoi+ong')
    expect(found).toContain('1.999002')
    expect(found).toContain('noindex')
    const filtered = await textOf(`cong-khai/H38.20?linh-vuc=${encodeURIComponent('Chăn nuôi')}`)
    expect(filtered).toContain('1.999001')
    expect(filtered).not.toContain('1.001193')
    expect((await get('cong-khai/H38.20?trang=999')).status).toBe(404)
  })

  test('another code of a unit leads to its one address, and so does a code that was replaced', async () => {
    const moved = await get('cong-khai/02647/thu-tuc/1.001193')
    expect([moved.status, moved.headers.get('location')]).toEqual([
      301,
      '/motcua/cong-khai/H38.20/thu-tuc/1.001193',
    ])
    expect((await get('cong-khai/H38.20/thu-tuc/1.888888')).headers.get('location')).toBe(
      '/motcua/cong-khai/H38.20/thu-tuc/1.999001',
    )
    expect((await get('cong-khai/15')).headers.get('location')).toBe('/motcua/cong-khai/H38')
  })

  test.each([
    'cong-khai/X99',
    'cong-khai/H38.20/thu-tuc/9.999999',
    'cong-khai/H38.20/gi/do',
    'cong-khai/H38.20-T1',
  ])('%s is answered with a page that leads on', async (path) => {
    const response = await get(path)
    expect(response.status).toBe(404)
    const page = await response.text()
    expect(page).toContain('href="/motcua/cong-khai"')
    expect(page).toContain('noindex')
  })

  test('who has a page already is told that it has not changed', async () => {
    const first = await get('cong-khai/H38.20/thu-tuc/1.001193')
    const tag = first.headers.get('etag') ?? ''
    expect(first.headers.get('cache-control')).toContain('public')
    const again = await get('cong-khai/H38.20/thu-tuc/1.001193', { 'if-none-match': `"x", W/${tag}` })
    expect([again.status, await again.text()]).toEqual([304, ''])
  })

  test('sitemaps name every page of every unit, and robots.txt names the sitemap', async () => {
    expect(await textOf('robots.txt')).toContain(`Sitemap: ${gateway.url}sitemap.xml`)
    const index = await textOf('sitemap.xml')
    expect(index).toContain(`<loc>${gateway.url}cong-khai/H38.20/sitemap.xml</loc>`)
    const places = [...(await textOf('cong-khai/H38.20/sitemap.xml')).matchAll(/<loc>(.*?)<\/loc>/g)]
    const { total } = v.parse(
      publicProcedureList,
      await (await get('api/v1/public/units/H38.20/procedures')).json(),
    )
    expect(places.length).toBe(total + 1)
    const last = places.at(-1)?.[1] ?? ''
    expect((await fetch(last)).status).toBe(200)
  })

  test('the style sheet is kept for ever under its name', async () => {
    const [, sheet] = /href="\/motcua\/(cong-khai\/style-[^"]+)"/.exec(await textOf('cong-khai')) ?? []
    const response = await get(sheet ?? '')
    expect(response.headers.get('content-type')).toBe('text/css; charset=utf-8')
    expect(response.headers.get('cache-control')).toContain('immutable')
  })
})

describe('the public API', () => {
  const list = async (query: string) =>
    v.parse(publicProcedureList, await (await get(`api/v1/public/units/H38.20/procedures${query}`)).json())

  test('pages go through the whole list without gaps and without doubles', async () => {
    const { total } = await list('')
    const codes: string[] = []
    for (let page = 1; page <= Math.ceil(total / 20); page += 1)
      codes.push(...(await list(`?size=20&page=${page}`)).procedures.map(({ code }) => code))
    expect(new Set(codes).size).toBe(total)
    expect(codes.length).toBe(total)
    expect(codes.at(-1)).toBe('1.999002')
  })

  test('one procedure is as its page has it', async () => {
    const response = await get('api/v1/public/units/H38.20/procedures/1.999002')
    const procedure = v.parse(publicProcedure, await response.json())
    expect(procedure).toMatchObject({
      origin: 'official-record',
      changedOn: '2026-07-02',
      page: '/motcua/cong-khai/H38.20/thu-tuc/1.999002',
      legalBasis: ['Luật Chăn nuôi 2018'],
    })
    expect(procedure.timeLimits.at(-1)).toMatchObject({ value: 3, unit: 'working-days' })
  })

  test('units are those of the gateway, without teams', async () => {
    const { units } = v.parse(publicUnits, await (await get('api/v1/public/units')).json())
    expect(units.map(({ code }) => code)).toEqual(['H38', 'H38.20'])
  })

  test.each([
    ['units/H38.20/procedures?page=0', 'request-malformed'],
    ['units/H38.20/procedures?size=101', 'request-malformed'],
    ['units/H38.20/procedures?q=a&q=b', 'request-malformed'],
    ['units/X99/procedures', 'not-found'],
    ['units/H38.20/procedures/9.999999', 'not-found'],
    ['units/H38.20/procedures/%00', 'not-found'],
  ])('%s is refused as %s', async (path, problem) => {
    const response = await get(`api/v1/public/${path}`)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    expect(await problemOf(response)).toBe(problem)
  })

  test('one address may not ask for ever', async () => {
    const small = await startGateway({ limits: { publicRequests: 2 } })
    const ask = async () => (await fetch(`${small.url}cong-khai`)).status
    expect([await ask(), await ask(), await ask()]).toEqual([200, 200, 429])
    const refused = await fetch(`${small.url}cong-khai`)
    expect(refused.headers.get('content-type')).toContain('text/html')
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await refused.text()).toContain('<h1>Xin chờ một phút</h1>')
    const english = async () => fetch(`${small.url}cong-khai/en`)
    await english()
    await english()
    expect(await (await english()).text()).toContain('<h1>Please wait a minute</h1>')
    const data = async () => fetch(`${small.url}api/v1/public/units`)
    await data()
    await data()
    expect((await data()).headers.get('content-type')).toContain('application/problem+json')
    await small.close()
  })
})
