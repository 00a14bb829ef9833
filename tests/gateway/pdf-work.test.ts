import { constants, deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { inspect } from '../../src/gateway/documents/inspect.ts'
import { combineApart, inspectApart } from '../../src/gateway/documents/pdf-work.ts'
import { plainPdf } from './signed-pdf.ts'
import { tinyJpeg } from './tiny-images.ts'

const facts = {
  title: 'Giấy chứng sinh',
  documentNumber: '12',
  issuer: '',
  issuedOn: null,
  scannedBy: 'Phường Lào Cai',
  source: '',
  createdAt: new Date('2026-11-26T02:00:00.000Z'),
}

/** A PDF whose object stream unpacks to so many times 16 MB of nothing. */
function bomb(times: number): Uint8Array<ArrayBuffer> {
  const piece = deflateRawSync(Buffer.alloc(16 * 1_048_576), { finishFlush: constants.Z_FULL_FLUSH })
  const packed = Buffer.concat([
    Buffer.from([0x78, 0x9c]),
    ...Array.from({ length: times }, () => piece),
    deflateRawSync(Buffer.alloc(0)),
  ])
  const head = `%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n3 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`
  const tail = '\nendstream\nendobj\ntrailer\n<< /Root 1 0 R /Size 4 >>\nstartxref\n0\n%%EOF\n'
  return new Uint8Array(Buffer.concat([Buffer.from(head, 'latin1'), packed, Buffer.from(tail, 'latin1')]))
}

test('a document is looked into and made in a thread of its own, with the same outcome', async () => {
  const pdf = await plainPdf(3)
  expect(await inspectApart(pdf)).toEqual(await inspect(pdf))
  expect(await inspectApart(tinyJpeg)).toEqual(await inspect(tinyJpeg))
  const combined = await combineApart([tinyJpeg, pdf], facts)
  expect(combined).toMatchObject({ pages: 4, isArchival: false })
  expect(await combineApart([new Uint8Array([1, 2, 3])], facts)).toBeNull()
})

test('a file that unpacks to gigabytes is given up, and meanwhile others are served', async () => {
  const hostile = bomb(400)
  expect(hostile.length).toBeLessThan(10_000_000)
  let longestMs = 0
  let last = performance.now()
  const beat = setInterval(() => {
    longestMs = Math.max(longestMs, performance.now() - last)
    last = performance.now()
  }, 5)
  const began = performance.now()
  const inspection = await inspectApart(hostile, { withinMs: 20_000, megabytes: 150 })
  clearInterval(beat)
  expect(inspection).toEqual({ ok: false, problem: 'document-damaged' })
  // By its memory, long before its time is over.
  expect(performance.now() - began).toBeLessThan(15_000)
  expect(longestMs).toBeLessThan(2000)
})

test('what does not end in time is given up', async () => {
  const began = performance.now()
  const inspection = await inspectApart(bomb(40), { withinMs: 1, megabytes: 2000 })
  expect(inspection).toEqual({ ok: false, problem: 'document-damaged' })
  expect(performance.now() - began).toBeLessThan(5000)
})
