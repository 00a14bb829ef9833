import { PDFDict, PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib'
import { describe, expect, test } from 'vitest'
import { combine } from '../../src/gateway/documents/combine.ts'
import { inspect } from '../../src/gateway/documents/inspect.ts'
import { plainPdf, signedPdf } from './signed-pdf.ts'
import { tinyJpeg, tinyPng } from './tiny-images.ts'

const signedAt = new Date('2026-11-20T03:00:00Z')
const facts = {
  title: 'Giấy chứng sinh <của> con & "mẹ"',
  documentNumber: '12/GCS',
  issuer: 'Bệnh viện đa khoa tỉnh Lào Cai',
  issuedOn: '2026-11-01',
  scannedBy: 'Phường Lào Cai',
  source: 'sha256:abc',
  createdAt: signedAt,
}

describe('one PDF from photos', () => {
  test('has each photo on a page of its own, the JPEG byte for byte, and says what it is', async () => {
    const combined = await combine([tinyJpeg, tinyPng], facts)
    expect(combined).toMatchObject({ pages: 2, isArchival: true })
    const bytes = combined?.bytes ?? new Uint8Array()
    expect(Buffer.from(bytes).includes(Buffer.from(tinyJpeg))).toBe(true)
    const pdf = await PDFDocument.load(bytes, { updateMetadata: false })
    expect(pdf.getTitle()).toBe(facts.title)
    const xmp = pdf.catalog.lookup(PDFName.of('Metadata'))
    if (!(xmp instanceof PDFRawStream)) throw new Error('no metadata')
    const text = Buffer.from(xmp.contents).toString('utf8')
    expect(xmp.dict.has(PDFName.of('Filter'))).toBe(false)
    expect(text).toContain('<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>')
    expect(text).toContain('Giấy chứng sinh &lt;của&gt; con &amp; &quot;mẹ&quot;')
    expect(text).toContain('<dc:identifier>12/GCS</dc:identifier>')
    expect(pdf.context.trailerInfo.ID).toBeDefined()
    const fonts = pdf.context
      .enumerateIndirectObjects()
      .filter(([, one]) => one instanceof PDFDict && one.get(PDFName.of('Type')) === PDFName.of('Font'))
    expect(fonts).toEqual([])
    expect(await inspect(bytes)).toMatchObject({ ok: true, pages: 2, signatures: [] })
  })

  test('makes no claim to be PDF/A when it takes over pages of a PDF', async () => {
    const combined = await combine([tinyJpeg, await plainPdf(2)], facts)
    expect(combined).toMatchObject({ pages: 3, isArchival: false })
    expect(Buffer.from(combined?.bytes ?? []).includes('pdfaid:part>')).toBe(false)
  })

  test('is not made from what is no picture', async () => {
    expect(await combine([tinyJpeg, new TextEncoder().encode('RIFF....WEBP')], facts)).toBeNull()
    expect(await combine([tinyJpeg.slice(0, 20)], facts)).toBeNull()
  })
})

describe('looking into a document', () => {
  test('refuses a program, a page and text, whatever they are called', async () => {
    for (const text of ['MZ\u0090\u0000', '<!doctype html><script>', '#!/bin/sh', ''])
      expect(await inspect(new Uint8Array(Buffer.from(text)))).toEqual({
        ok: false,
        problem: 'document-type-refused',
      })
  })

  test('tells one that was cut off or made up', async () => {
    const whole = await plainPdf(3)
    const damaged = [
      whole.slice(0, whole.length / 2),
      new Uint8Array(Buffer.from('%PDF-1.7\nnothing here\n%%EOF')),
      tinyPng.slice(0, -8),
      tinyJpeg.slice(0, -2),
    ]
    for (const bytes of damaged)
      expect(await inspect(bytes)).toEqual({ ok: false, problem: 'document-damaged' })
  })

  test('takes 500 pages and not one more', async () => {
    expect(await inspect(await plainPdf(500))).toMatchObject({ ok: true, pages: 500 })
    expect(await inspect(await plainPdf(501))).toEqual({ ok: false, problem: 'too-many-pages' })
  })
})

describe('a digital signature', () => {
  async function signatureOf(bytes: Uint8Array<ArrayBuffer>) {
    const inspection = await inspect(bytes)
    return inspection.ok ? inspection.signatures[0] : inspection.problem
  }

  test('is valid as long as nothing changed, with who signed and when', async () => {
    expect(await signatureOf(await signedPdf(signedAt))).toEqual({
      state: 'valid',
      signedBy: 'Vàng A Lử',
      certifiedBy: 'Vàng A Lử',
      signedAt: signedAt.toISOString(),
      wasCertificateValid: true,
    })
  })

  test('shows that one byte was altered', async () => {
    const bytes = await signedPdf(signedAt)
    const at = Buffer.from(bytes).indexOf('200')
    bytes[at] = '3'.charCodeAt(0)
    expect(await signatureOf(bytes)).toMatchObject({ state: 'altered', signedBy: 'Vàng A Lử' })
  })

  test('shows that something was added after it, or that it says to cover less than it does', async () => {
    const bytes = Buffer.from(await signedPdf(signedAt))
    const longer = Buffer.concat([bytes, Buffer.from('% more\n%%EOF\n')])
    expect(await signatureOf(new Uint8Array(longer))).toMatchObject({ state: 'extended' })
    const at = bytes.indexOf('/ByteRange')
    const [range = ''] = /\[[^\]]*\]/.exec(bytes.toString('latin1', at, at + 100)) ?? []
    const [, start, before, after, rest] = /(\d+) (\d+) (\d+) (\d+)/.exec(range) ?? []
    bytes.write(
      `[ ${start} ${Number(before) - 50} ${after} ${rest} ]`.padEnd(range.length),
      bytes.indexOf(range),
      'latin1',
    )
    expect(await signatureOf(new Uint8Array(bytes))).toMatchObject({ state: 'altered', signedBy: null })
  })

  test('was made with a certificate that had run out', async () => {
    expect(await signatureOf(await signedPdf(new Date('2028-01-01T00:00:00Z')))).toMatchObject({
      state: 'valid',
      wasCertificateValid: false,
    })
  })

  test('that is no CMS is unreadable, and a PDF without one has none', async () => {
    const bytes = Buffer.from(await signedPdf(signedAt))
    const at = bytes.indexOf('/Contents <') + '/Contents <'.length
    bytes.write('ff'.repeat(20), at, 'latin1')
    expect(await signatureOf(new Uint8Array(bytes))).toMatchObject({ state: 'unreadable' })
    expect(await signatureOf(await plainPdf())).toBeUndefined()
  })
})
