/** What there is to know of a document before it is kept: that it is whole, its pages, who signed it. */
import { PDFDocument } from '@cantoo/pdf-lib'
import { type DocumentMediaType, documentLimitPages, type PdfSignature } from '../../contract/documents.ts'
import { mediaTypeOf } from './media-type.ts'
import { signaturesIn } from './pdf-signatures.ts'

export type Inspection =
  | {
      readonly ok: true
      readonly mediaType: DocumentMediaType
      readonly pages: number
      readonly signatures: readonly PdfSignature[]
    }
  | {
      readonly ok: false
      readonly problem: 'document-type-refused' | 'document-damaged' | 'document-locked' | 'too-many-pages'
    }

export async function inspect(bytes: Uint8Array<ArrayBuffer>): Promise<Inspection> {
  const mediaType = mediaTypeOf(bytes)
  if (mediaType === null) return { ok: false, problem: 'document-type-refused' }
  if (mediaType !== 'application/pdf')
    return isWholeImage(bytes, mediaType)
      ? { ok: true, mediaType, pages: 1, signatures: [] }
      : { ok: false, problem: 'document-damaged' }
  // A file that was cut off lacks its end (ISO 32000-1, 7.5.5); readers rebuild it and show what is left of it.
  if (!tailOf(bytes, 1024).includes('%%EOF')) return { ok: false, problem: 'document-damaged' }
  try {
    const pdf = await PDFDocument.load(bytes, { updateMetadata: false, ignoreEncryption: true })
    if (pdf.isEncrypted) return { ok: false, problem: 'document-locked' }
    const pages = pdf.getPageCount()
    if (pages === 0) return { ok: false, problem: 'document-damaged' }
    if (pages > documentLimitPages) return { ok: false, problem: 'too-many-pages' }
    return { ok: true, mediaType, pages, signatures: await signaturesIn(pdf, bytes) }
  } catch {
    // The library throws on what it cannot make sense of.
    return { ok: false, problem: 'document-damaged' }
  }
}

/** By its end: JPEG's last marker (some cameras put more behind it), PNG's last chunk. */
function isWholeImage(bytes: Uint8Array, mediaType: 'image/jpeg' | 'image/png'): boolean {
  return mediaType === 'image/png'
    ? tailOf(bytes, 12).includes('IEND')
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).lastIndexOf(Buffer.from([0xff, 0xd9])) > 0
}

function tailOf(bytes: Uint8Array, length: number): string {
  return Buffer.from(bytes.subarray(Math.max(0, bytes.length - length))).toString('latin1')
}
