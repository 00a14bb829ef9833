/**
 * Digital signatures in a PDF (ISO 32000-1, 12.8: detached CMS over the byte range around it), checked by PKI.js.
 * Whether the signer's certificate comes from a licensed authority is not looked up: no list of them is kept.
 */
import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFString,
} from '@cantoo/pdf-lib'
import { type Certificate, ContentInfo, type SignedAndUnsignedAttributes, SignedData } from 'pkijs'
import type { PdfSignature } from '../../contract/documents.ts'

const commonName = '2.5.4.3'
const signingTime = '1.2.840.113549.1.9.5'

/** In the order of the objects in the file; a form field that nobody signed is none. */
export async function signaturesIn(
  pdf: PDFDocument,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<PdfSignature[]> {
  const found: PdfSignature[] = []
  for (const [, object] of pdf.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFDict)) continue
    const range = object.lookup(PDFName.of('ByteRange'))
    const contents = object.lookup(PDFName.of('Contents'))
    if (!(range instanceof PDFArray)) continue
    if (!(contents instanceof PDFHexString || contents instanceof PDFString)) continue
    found.push(await checked(numbersIn(range), contents.asBytes(), bytes))
  }
  return found
}

const unknown = { signedBy: null, certifiedBy: null, signedAt: null, wasCertificateValid: null } as const

async function checked(
  range: readonly number[],
  contents: Uint8Array,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<PdfSignature> {
  const [start, before = 0, after = 0, rest = 0] = range
  // The only gap is the signature itself: otherwise something in the middle could be exchanged unseen.
  const isWhole = range.length === 4 && start === 0 && before > 0 && after > before && rest > 0
  const isGap = isWhole && bytes[before] === 0x3c && bytes[after - 1] === 0x3e
  if (!isGap || after + rest > bytes.length || after - before !== 2 * contents.length + 2)
    return { state: 'altered', ...unknown }
  const content = new Uint8Array(before + rest)
  content.set(bytes.subarray(0, before))
  content.set(bytes.subarray(after, after + rest), before)
  let signedData: SignedData
  try {
    signedData = new SignedData({ schema: ContentInfo.fromBER(new Uint8Array(contents)).content })
  } catch {
    // Not CMS: e.g. the old adbe.x509.rsa_sha1.
    return { state: 'unreadable', ...unknown }
  }
  const signer = await signerOf(signedData)
  const isRight = await isSignatureRight(signedData, content)
  if (isRight === null) return { state: 'unreadable', ...signer }
  if (!isRight) return { state: 'altered', ...signer }
  return { state: isRestBlank(bytes, after + rest) ? 'valid' : 'extended', ...signer }
}

/** Null when it is made in a way that cannot be checked. */
async function isSignatureRight(
  signedData: SignedData,
  content: Uint8Array<ArrayBuffer>,
): Promise<boolean | null> {
  if (signedData.signerInfos.length !== 1) return null
  try {
    return await signedData.verify({ signer: 0, data: content.buffer, checkChain: false })
  } catch (error) {
    // PKI.js throws this for a digest that differs as well.
    return error instanceof Error && /digest/i.test(error.message) ? false : null
  }
}

async function signerOf(signedData: SignedData): Promise<Omit<PdfSignature, 'state'>> {
  const [info] = signedData.signerInfos
  const certificates = (signedData.certificates ?? []).filter(
    (one): one is Certificate => 'serialNumber' in one && 'notBefore' in one,
  )
  const serial = info !== undefined && 'serialNumber' in info.sid ? info.sid.serialNumber : null
  const certificate =
    certificates.find((one) => serial?.isEqual(one.serialNumber) === true) ??
    (certificates.length === 1 ? certificates[0] : undefined)
  const signedAt = timeIn(info?.signedAttrs)
  if (certificate === undefined) return { ...unknown, signedAt: signedAt?.toISOString() ?? null }
  return {
    signedBy: nameIn(certificate.subject),
    certifiedBy: nameIn(certificate.issuer),
    signedAt: signedAt?.toISOString() ?? null,
    wasCertificateValid:
      signedAt === null
        ? null
        : signedAt >= certificate.notBefore.value && signedAt <= certificate.notAfter.value,
  }
}

function nameIn({ typesAndValues }: Certificate['subject']): string | null {
  const name = typesAndValues.find(({ type }) => type === commonName)
  return name === undefined ? null : String(name.value.valueBlock.value)
}

function timeIn(attributes: SignedAndUnsignedAttributes | undefined): Date | null {
  const value: unknown = attributes?.attributes.find(({ type }) => type === signingTime)?.values[0]
  if (typeof value !== 'object' || value === null || !('toDate' in value)) return null
  const date: unknown = typeof value.toDate === 'function' ? value.toDate() : null
  return date instanceof Date && !Number.isNaN(date.getTime()) ? date : null
}

function numbersIn(array: PDFArray): number[] {
  return array.asArray().map((one) => (one instanceof PDFNumber ? one.asNumber() : -1))
}

function isRestBlank(bytes: Uint8Array, from: number): boolean {
  return bytes.subarray(from).every((byte) => byte === 0x0a || byte === 0x0d || byte === 0x20 || byte === 0)
}
