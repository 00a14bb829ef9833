/**
 * One PDF from photos: each as it is on a page of its own, A4. It says of itself PDF/A-2b when every page is a photo in
 * grey or RGB: no fonts, colours by sRGB, nothing transparent or encrypted. Pages taken over from a PDF are not checked
 * for that, so such a file makes no claim. No validator has judged the claim; `veraPDF` is the one to ask.
 */
import { createHash } from 'node:crypto'
import { PDFDocument, PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib'
import { bytesOf } from '../../vault/text.ts'
import { mediaTypeOf } from './media-type.ts'
import { srgbProfile } from './srgb-profile.ts'
import { type DocumentFacts, producer, xmpOf } from './xmp.ts'

export interface Combined {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly pages: number
  readonly isArchival: boolean
}

/** Points, portrait. */
const a4 = { short: 595.28, long: 841.89 }
const margin = 18

/** @returns null when one of the pages is nothing that can be put into a PDF. */
export async function combine(
  pages: readonly Uint8Array<ArrayBuffer>[],
  facts: DocumentFacts,
): Promise<Combined | null> {
  const pdf = await PDFDocument.create({ updateMetadata: false })
  let isArchival = true
  for (const page of pages) {
    const added = await addPage(pdf, page)
    if (added === null) return null
    isArchival &&= added.isArchival
  }
  describe(pdf, facts, isArchival)
  const bytes = new Uint8Array(await pdf.save({ updateFieldAppearances: false, addDefaultPage: false }))
  return { bytes, pages: pdf.getPageCount(), isArchival }
}

async function addPage(
  pdf: PDFDocument,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<{ readonly isArchival: boolean } | null> {
  const mediaType = mediaTypeOf(bytes)
  try {
    if (mediaType === 'application/pdf') {
      const source = await PDFDocument.load(bytes, { updateMetadata: false })
      for (const page of await pdf.copyPages(source, source.getPageIndices())) pdf.addPage(page)
      return { isArchival: false }
    }
    if (mediaType !== 'image/jpeg' && mediaType !== 'image/png') return null
    const image = mediaType === 'image/jpeg' ? await pdf.embedJpg(bytes) : await pdf.embedPng(bytes)
    const isLandscape = image.width > image.height
    const [width, height] = isLandscape ? [a4.long, a4.short] : [a4.short, a4.long]
    const scaled = image.scaleToFit(width - 2 * margin, height - 2 * margin)
    pdf.addPage([width, height]).drawImage(image, {
      ...scaled,
      x: (width - scaled.width) / 2,
      y: (height - scaled.height) / 2,
    })
    return { isArchival: mediaType === 'image/png' || jpegChannels(bytes) !== 4 }
  } catch {
    // The library throws on what is no image or PDF behind its first bytes.
    return null
  }
}

/** Colour channels by the frame header (ISO/IEC 10918-1, B.2.2): 4 is CMYK, which sRGB does not explain. */
function jpegChannels(bytes: Uint8Array): number {
  let at = 2
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (isFrame) return bytes[at + 9] ?? 0
    at += 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0))
  }
  return 0
}

function describe(pdf: PDFDocument, facts: DocumentFacts, isArchival: boolean): void {
  const { context, catalog } = pdf
  const createdAt = new Date(Math.floor(facts.createdAt.getTime() / 1000) * 1000)
  pdf.setTitle(facts.title)
  pdf.setAuthor(facts.scannedBy)
  pdf.setCreator(producer)
  pdf.setProducer(producer)
  pdf.setCreationDate(createdAt)
  pdf.setModificationDate(createdAt)
  const xmp = context.stream(bytesOf(xmpOf(facts, isArchival)), { Type: 'Metadata', Subtype: 'XML' })
  catalog.set(PDFName.of('Metadata'), context.register(xmp))
  catalog.set(PDFName.of('Lang'), PDFString.of('vi-VN'))
  const profile = context.register(context.flateStream(srgbProfile(), { N: 3 }))
  const intent = context.obj({
    Type: 'OutputIntent',
    S: 'GTS_PDFA1',
    OutputConditionIdentifier: PDFString.of('sRGB IEC61966-2.1'),
    RegistryName: PDFString.of('http://www.color.org'),
    Info: PDFString.of('sRGB IEC61966-2.1'),
    DestOutputProfile: profile,
  })
  catalog.set(PDFName.of('OutputIntents'), context.obj([context.register(intent)]))
  const id = PDFHexString.of(createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 32))
  context.trailerInfo.ID = context.obj([id, id])
}
