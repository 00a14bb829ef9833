/** Looks into a document, also into a PDF: in a thread of its own, see `pdf-work.ts`. */
import { PDFDocument } from '@cantoo/pdf-lib'
import { documentLimitPages } from '../../contract/documents.ts'
import { type Inspection, inspectPicture, tailOf } from './inspection.ts'
import { signaturesIn } from './pdf-signatures.ts'

export async function inspect(bytes: Uint8Array<ArrayBuffer>): Promise<Inspection> {
  const inspected = inspectPicture(bytes)
  if (inspected !== null) return inspected
  // A file that was cut off lacks its end (ISO 32000-1, 7.5.5); readers rebuild it and show what is left of it.
  if (!tailOf(bytes, 1024).includes('%%EOF')) return { ok: false, problem: 'document-damaged' }
  try {
    const pdf = await PDFDocument.load(bytes, { updateMetadata: false, ignoreEncryption: true })
    if (pdf.isEncrypted) return { ok: false, problem: 'document-locked' }
    const pages = pdf.getPageCount()
    if (pages === 0) return { ok: false, problem: 'document-damaged' }
    if (pages > documentLimitPages) return { ok: false, problem: 'too-many-pages' }
    return { ok: true, mediaType: 'application/pdf', pages, signatures: await signaturesIn(pdf, bytes) }
  } catch {
    // The library throws on what it cannot make sense of.
    return { ok: false, problem: 'document-damaged' }
  }
}
