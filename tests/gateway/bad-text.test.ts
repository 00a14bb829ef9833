import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documentHeader } from '../../src/contract/documents.ts'
import { exportPublicKey, generateSigningKey } from '../../src/vault/signature.ts'
import { birthSubmission } from './birth-submission.ts'
import { engines } from './engines.ts'
import { plainPdf } from './signed-pdf.ts'
import { startGateway, type TestGateway } from './start-gateway.ts'
import { deskHeader, problemOf, signIn, type TestDesk, trySignIn } from './test-desk.ts'
import { enrolDevice, postJson } from './test-device.ts'

describe.each(engines)('text that no database or digest takes, on %s', (engine) => {
  let gateway: TestGateway
  let desk: TestDesk
  let id: string
  beforeAll(async () => {
    gateway = await startGateway({ engine })
    const device = await enrolDevice(gateway.url, await gateway.enrolmentCode())
    await device.deliver(await device.envelope(birthSubmission()))
    await gateway.gateway.settled()
    desk = await signIn(gateway.url, gateway.adminPassword)
    id = (await desk.dossiers()).dossiers[0]?.id ?? ''
  })
  afterAll(() => gateway.close())

  test.each([
    ['the character zero', 'a\u0000b'],
    ['half a surrogate pair', 'a\ud800b'],
  ])('%s is refused as malformed and is no fault of the gateway', async (_, text) => {
    const document = { kind: 'component', component: null, name: text, documentNumber: '', issuer: '' }
    const described = { ...document, issuedOn: null, isReusable: false }
    const { privateKey: _key, publicKey } = await generateSigningKey(false)
    const answers = [
      await trySignIn(gateway.url, 'x', text),
      await postJson(`${gateway.url}api/v1/enrolments`, {
        code: await gateway.enrolmentCode(),
        device: crypto.randomUUID(),
        publicKey: await exportPublicKey(publicKey),
        name: text,
      }),
      await desk.post('dossiers/search', { search: text }),
      await desk.post(`dossiers/${id}/events`, { type: 'check', revision: 1, note: text }),
      await fetch(`${gateway.url}api/desk/dossiers/${id}/documents/upload`, {
        method: 'POST',
        headers: {
          ...deskHeader,
          cookie: desk.cookie.split(';', 1)[0] ?? '',
          'content-type': 'application/pdf',
          [documentHeader]: Buffer.from(JSON.stringify(described)).toString('base64url'),
        },
        body: await plainPdf(1),
      }),
    ]
    for (const answer of answers) expect(await problemOf(answer)).toBe('request-malformed')
    expect(await problemOf(await desk.get('dossiers?officer=%00'))).toBe('request-malformed')
    expect(await problemOf(await desk.post('people/a%00b/deactivation'))).toBe('not-found')
    expect((await desk.dossier(id)).events).toHaveLength(1)
    expect(gateway.log.filter((line) => line.includes('"level":50'))).toEqual([])
  })
})
