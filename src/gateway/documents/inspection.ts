/**
 * What there is to know of a document before it is kept: that it is whole, its pages, who signed it. Here for all that is
 * no PDF: the library for those is a quarter of the gateway, and is read in a thread of its own only (`pdf-work.ts`).
 */
import type { DocumentMediaType, PdfSignature } from '../../contract/documents.ts'
import { mediaTypeOf } from './media-type.ts'

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

/** @returns null for a PDF. */
export function inspectPicture(bytes: Uint8Array<ArrayBuffer>): Inspection | null {
  const mediaType = mediaTypeOf(bytes)
  if (mediaType === null) return { ok: false, problem: 'document-type-refused' }
  if (mediaType === 'application/pdf') return null
  return isWholeImage(bytes, mediaType)
    ? { ok: true, mediaType, pages: 1, signatures: [] }
    : { ok: false, problem: 'document-damaged' }
}

/** By its end: JPEG's last marker (some cameras put more behind it), PNG's last chunk. */
function isWholeImage(bytes: Uint8Array<ArrayBuffer>, mediaType: 'image/jpeg' | 'image/png'): boolean {
  return mediaType === 'image/png'
    ? tailOf(bytes, 12).includes('IEND')
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).lastIndexOf(Buffer.from([0xff, 0xd9])) > 0
}

export function tailOf(bytes: Uint8Array, length: number): string {
  return Buffer.from(bytes.subarray(Math.max(0, bytes.length - length))).toString('latin1')
}
