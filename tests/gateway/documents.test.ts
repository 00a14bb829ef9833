import { readdir, readFile } from 'node:fs/promises'
import { request } from 'node:http'
import { PDFDocument } from '@cantoo/pdf-lib'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditPage } from '../../src/contract/audit.ts'
import { dossierStatus } from '../../src/contract/changes.ts'
import {
  type DocumentUpload,
  type DossierDocument,
  documentHeader,
  documentLimitBytes,
  dossierDocuments,
} from '../../src/contract/documents.ts'
import { mayAddDocument } from '../../src/domain/dossier/documents.ts'
import { birthSubmission, lastFour } from './birth-submission.ts'
import { engines } from './engines.ts'
import { plainPdf, signedPdf } from './signed-pdf.ts'
import { startGateway, type TestGateway, testNow } from './start-gateway.ts'
import { deskHeader, problemOf, signIn, type TestDesk } from './test-desk.ts'
import { enrolDevice, postJson, type TestDevice } from './test-device.ts'
import { tinyJpeg, tinyPng } from './tiny-images.ts'

const described = {
  component: null,
  name: 'Trích lục khai sinh',
  documentNumber: '12/TL-KS',
  issuer: 'UBND phường Lào Cai',
  issuedOn: '2026-11-25',
  isReusable: false,
} as const
const result: DocumentUpload = { ...described, kind: 'result' }

describe.each(engines)('electronic documents on %s', (engine) => {
  let gateway: TestGateway
  let device: TestDevice
  let desk: TestDesk
  let now = testNow
  beforeAll(async () => {
    gateway = await startGateway({ engine, now: () => now(), more: { retentionDays: 30 } })
    device = await enrolDevice(gateway.url, await gateway.enrolmentCode())
    desk = await signIn(gateway.url, gateway.adminPassword)
  })
  afterAll(() => gateway.close())

  interface Filed {
    readonly id: string
    readonly receiptCode: string
    readonly pages: readonly string[]
  }

  async function filed(contents: readonly Uint8Array<ArrayBuffer>[] = [tinyJpeg, tinyPng]): Promise<Filed> {
    const known = new Set((await desk.dossiers()).dossiers.map(({ id }) => id))
    const parts = await Promise.all(contents.map((content) => device.part(content)))
    const envelope = await device.envelope(birthSubmission({}, parts), parts)
    await device.deliver(envelope)
    for (const part of parts) await device.upload(envelope.id, part)
    await gateway.gateway.settled()
    const summary = (await desk.dossiers()).dossiers.find(({ id }) => !known.has(id))
    return {
      id: summary?.id ?? '',
      receiptCode: summary?.receiptCode ?? '',
      pages: parts.map(({ reference }) => reference.sha256),
    }
  }

  async function act(id: string, action: object): Promise<void> {
    const { summary } = await desk.dossier(id)
    const response = await desk.post(`dossiers/${id}/events`, { revision: summary.revision, ...action })
    if (!response.ok) throw new Error(await response.text())
  }

  async function inProcessing(returnWay = 'electronic'): Promise<Filed> {
    const one = await filed()
    await act(one.id, { type: 'receive', returnWay })
    await act(one.id, { type: 'start' })
    return one
  }

  function upload(id: string, bytes: Uint8Array<ArrayBuffer>, what: object = result): Promise<Response> {
    return fetch(`${gateway.url}api/desk/dossiers/${id}/documents/upload`, {
      method: 'POST',
      headers: {
        ...deskHeader,
        cookie: desk.cookie.split(';', 1)[0] ?? '',
        'content-type': 'application/pdf',
        [documentHeader]: Buffer.from(JSON.stringify(what)).toString('base64url'),
      },
      body: bytes,
    })
  }

  async function documentsOf(response: Response): Promise<DossierDocument[]> {
    if (!response.ok) throw new Error(await response.text())
    return v.parse(dossierDocuments, await response.json()).documents
  }

  function content(id: string, number: number): Promise<Response> {
    return desk.get(`dossiers/${id}/documents/${number}/content`)
  }

  async function keptFiles(): Promise<number> {
    const entries = await readdir(`${gateway.dataDir}/files/documents`, {
      recursive: true,
      withFileTypes: true,
    }).catch(() => [])
    return entries.filter((entry) => entry.isFile()).length
  }

  async function tracked(receiptCode: string) {
    const response = await postJson(`${gateway.url}api/v1/tracking`, { code: receiptCode, lastFour })
    if (!response.ok) throw new Error(await response.text())
    return v.parse(dossierStatus, await response.json())
  }

  test('photos become one named PDF, an event in the chain, and are given back as a file to save', async () => {
    const { id, pages } = await filed()
    const made = await desk.post(`dossiers/${id}/documents`, { ...described, component: 'gcs', pages })
    const [document] = await documentsOf(made)
    expect(document).toMatchObject({
      number: 1,
      kind: 'component',
      name: described.name,
      pages: 2,
      mediaType: 'application/pdf',
      source: { type: 'scan', parts: pages, isArchival: true },
      createdBy: 'admin',
      replacedBy: null,
    })
    const response = await content(id, 1)
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="1.pdf"/)
    expect(response.headers.get('content-security-policy')).toContain('sandbox')
    expect(response.headers.get('cache-control')).toBe('no-store')
    const pdf = await PDFDocument.load(await response.bytes())
    expect([pdf.getPageCount(), pdf.getTitle()]).toEqual([2, described.name])
    const last = (await desk.dossier(id)).events.at(-1)
    expect(last).toMatchObject({
      type: 'document-added',
      by: 'admin',
      details: { number: 1, sha256: document?.sha256 },
    })
  })

  test('a document is replaced and never overwritten, once only', async () => {
    const { id } = await inProcessing()
    await upload(id, await plainPdf(1))
    const replaced = await documentsOf(await upload(id, await plainPdf(2), { ...result, replaces: 1 }))
    expect(replaced.map(({ number, replacedBy, pages }) => [number, replacedBy, pages])).toEqual([
      [1, 2, 1],
      [2, null, 2],
    ])
    expect((await content(id, 1)).status).toBe(200)
    const again = await upload(id, await plainPdf(3), { ...result, replaces: 1 })
    expect([again.status, await problemOf(again)]).toEqual([409, 'document-replaced'])
    expect((await desk.dossier(id)).events.at(-1)).toMatchObject({
      type: 'document-replaced',
      details: { number: 2, replaces: 1 },
    })
  })

  test('what is uploaded shows its signature, and lies sealed', async () => {
    const { id } = await inProcessing()
    const bytes = await signedPdf(new Date('2026-11-25T03:00:00Z'))
    const [document] = await documentsOf(await upload(id, bytes))
    expect(document?.signatures).toMatchObject([{ state: 'valid', signedBy: 'Vàng A Lử' }])
    const stored = await gateway.gateway.storage.documents.find(id, 1)
    const sealed = await readFile(`${gateway.dataDir}/files/${stored?.file}`, 'latin1')
    expect(sealed.startsWith('age-encryption.org/v1')).toBe(true)
    expect(Buffer.from(await (await content(id, 1)).bytes()).equals(bytes)).toBe(true)
  })

  test('a program, a page and a cut-off scan named .pdf are refused by name, and nothing is kept', async () => {
    const { id } = await inProcessing()
    const before = await keptFiles()
    const program = new Uint8Array(300_000)
    program.set([0x4d, 0x5a])
    const refusals = [
      [program, 415, 'document-type-refused'],
      [new Uint8Array(Buffer.from('<!doctype html><script>alert(1)</script>')), 415, 'document-type-refused'],
      [new Uint8Array(0), 415, 'document-type-refused'],
      [(await plainPdf(9)).slice(0, 700), 422, 'document-damaged'],
      [await plainPdf(501), 413, 'too-many-pages'],
    ] as const
    for (const [bytes, status, problem] of refusals) {
      const response = await upload(id, bytes)
      expect([response.status, await problemOf(response)]).toEqual([status, problem])
    }
    expect(await keptFiles()).toBe(before)
    expect(await documentsOf(await desk.get(`dossiers/${id}/documents`))).toEqual([])
    expect((await upload(id, await plainPdf(500))).status).toBe(200)
  })

  test('an upload that breaks off, or is announced larger than the limit, leaves nothing', async () => {
    const { id } = await inProcessing()
    const before = await keptFiles()
    const bytes = await plainPdf(20)
    const begin = (length: number) => {
      const sending = request(`${gateway.url}api/desk/dossiers/${id}/documents/upload`, {
        method: 'POST',
        headers: {
          ...deskHeader,
          cookie: desk.cookie.split(';', 1)[0],
          'content-type': 'application/pdf',
          'content-length': length,
          [documentHeader]: Buffer.from(JSON.stringify(result)).toString('base64url'),
        },
      })
      sending.write(bytes.slice(0, 1000))
      return sending
    }
    const broken = begin(bytes.length)
    await new Promise((resolve) => {
      broken.on('error', resolve)
      broken.on('socket', (socket) => socket.on('connect', () => setImmediate(() => broken.destroy())))
      broken.on('close', resolve)
    })
    const status = await new Promise((resolve, reject) => {
      const tooLarge = begin(documentLimitBytes + 1)
      tooLarge.on('response', (response) => {
        resolve(response.statusCode)
        tooLarge.destroy()
      })
      tooLarge.on('error', reject)
    })
    expect(status).toBe(413)
    await expect.poll(keptFiles).toBe(before)
    expect(await documentsOf(await desk.get(`dossiers/${id}/documents`))).toEqual([])
  })

  test('a result needs a dossier that can have one, photos must have arrived, and names are only text', async () => {
    const one = await filed()
    const early = await upload(one.id, await plainPdf())
    expect(await problemOf(early)).toBe('transition-not-allowed')
    await act(one.id, { type: 'withdraw', reason: 'Công dân xin rút hồ sơ' })
    expect(await problemOf(await upload(one.id, await plainPdf()))).toBe('transition-not-allowed')
    const open = await filed()
    const strange = { ...described, component: 'gcs', pages: one.pages }
    expect(await problemOf(await desk.post(`dossiers/${open.id}/documents`, strange))).toBe('pages-missing')
    expect(await problemOf(await upload(open.id, await plainPdf(), { kind: 'result' }))).toBe(
      'request-malformed',
    )
    expect(await problemOf(await upload(open.id, await plainPdf(), {}))).toBe('request-malformed')
    expect(await problemOf(await content(open.id, 1))).toBe('not-found')
    expect(await problemOf(await upload(crypto.randomUUID(), await plainPdf()))).toBe('not-found')
    const hostile = {
      ...result,
      kind: 'component',
      name: `<script>'; drop table dossiers; --\r\nSet-Cookie: a`,
    }
    expect((await upload(open.id, await plainPdf(), hostile)).status).toBe(200)
    const sent = await content(open.id, 1)
    expect(sent.headers.get('set-cookie')).toBeNull()
    expect(sent.headers.get('content-disposition')).toMatch(
      /^attachment; filename="1.pdf"; filename\*=UTF-8''[\w%.-]+$/,
    )
  })

  test('the citizen fetches a result with code and digits, for a few minutes, once it is there', async () => {
    const { id, receiptCode } = await inProcessing()
    const pdf = await plainPdf()
    await upload(id, pdf)
    expect(await tracked(receiptCode)).not.toHaveProperty('downloads')
    await act(id, { type: 'finish' })
    const status = await tracked(receiptCode)
    expect(status.results).toBe(1)
    const [download] = status.downloads?.results ?? []
    expect(download).toMatchObject({ name: described.name, bytes: pdf.length })
    const address = `${gateway.url}${download?.path}`
    const fetched = await fetch(address)
    expect(fetched.headers.get('cache-control')).toBe('no-store')
    expect(fetched.headers.get('content-disposition')).toMatch(/^attachment/)
    expect(Buffer.from(await fetched.bytes()).equals(pdf)).toBe(true)
    const altered = address.replace(/results\/(.)/, (_, first) => `results/${first === 'A' ? 'B' : 'A'}`)
    expect(await problemOf(await fetch(altered))).toBe('not-found')
    const { changes } = await device.changes()
    const heard = changes.find((change) => change.receiptCode === receiptCode)
    expect(heard).toMatchObject({ results: 1 })
    expect(heard).not.toHaveProperty('downloads')
    now = () => new Date(testNow().getTime() + 16 * 60_000)
    expect(await problemOf(await fetch(address))).toBe('not-found')
    now = testNow
  })

  test('every look at a document is written down, and each role adds only its own kind', async () => {
    const { id } = await inProcessing()
    await upload(id, await plainPdf())
    await content(id, 1)
    const page = await desk.get(`audit?dossier=${id}`)
    const { entries } = v.parse(auditPage, await page.json())
    expect(entries.map(({ action }) => action)).toContain('read-paper')
    const has =
      (...held: readonly string[]) =>
      (permission: string) =>
        held.includes(permission)
    expect(mayAddDocument('result', has('receive-dossier'))).toBe(false)
    expect(mayAddDocument('result', has('hand-over-result'))).toBe(true)
    expect(mayAddDocument('component', has('read-dossier', 'hand-over-result'))).toBe(false)
    expect(mayAddDocument('component', has('process-dossier'))).toBe(true)
  })

  test('what takes long to come is refused when the dossier was closed meanwhile', async () => {
    const { id } = await inProcessing()
    const before = await keptFiles()
    const bytes = await plainPdf(20)
    const sending = request(`${gateway.url}api/desk/dossiers/${id}/documents/upload`, {
      method: 'POST',
      headers: {
        ...deskHeader,
        cookie: desk.cookie.split(';', 1)[0],
        'content-type': 'application/pdf',
        'content-length': bytes.length,
        [documentHeader]: Buffer.from(JSON.stringify(result)).toString('base64url'),
      },
    })
    const status = new Promise((resolve, reject) => {
      sending.on('response', (response) => resolve(response.statusCode))
      sending.on('error', reject)
    })
    sending.write(bytes.slice(0, 1000))
    await new Promise((resolve) => setTimeout(resolve, 200))
    await act(id, { type: 'withdraw', reason: 'Công dân xin rút hồ sơ' })
    sending.end(bytes.slice(1000))
    expect(await status).toBe(409)
    expect(await keptFiles()).toBe(before)
    expect(await documentsOf(await desk.get(`dossiers/${id}/documents`))).toEqual([])
  })

  test('a result that is to be collected at the counter is not online', async () => {
    const { id, receiptCode } = await inProcessing('counter')
    await upload(id, await plainPdf())
    await act(id, { type: 'finish' })
    expect(await tracked(receiptCode)).not.toHaveProperty('results')
  })

  test('when its time is over its bytes go and the register stays', async () => {
    const { id, receiptCode } = await inProcessing()
    await upload(id, await plainPdf())
    await act(id, { type: 'finish' })
    await act(id, { type: 'hand-over', way: 'electronic' })
    expect((await tracked(receiptCode)).results).toBe(1)
    const before = await keptFiles()
    now = () => new Date(testNow().getTime() + 31 * 24 * 3_600_000)
    // Those that were withdrawn go as well; they have no documents.
    expect(await gateway.gateway.retention.run()).toBe(3)
    // A backup that is being made has its row: the file stays for another day.
    expect(await keptFiles()).toBe(before)
    now = () => new Date(testNow().getTime() + 33 * 24 * 3_600_000)
    await gateway.gateway.retention.run()
    expect(await keptFiles()).toBe(before - 1)
    desk = await signIn(gateway.url, gateway.adminPassword)
    expect(await problemOf(await content(id, 1))).toBe('content-removed')
    // Nothing would ever remove it again.
    expect(await problemOf(await upload(id, await plainPdf()))).toBe('content-removed')
    expect(await keptFiles()).toBe(before - 1)
    expect(await problemOf(await desk.get(`dossiers/${id}/archive`))).toBe('content-removed')
    expect(await documentsOf(await desk.get(`dossiers/${id}/documents`))).toHaveLength(1)
    expect(await tracked(receiptCode)).not.toHaveProperty('results')
  })
})
