/** A PDF signed by an invented key, as signing software does it: the file, a gap for the signature, then the CMS. */
import { PDFDocument, PDFHexString, PDFName, PDFNumber, PDFString } from '@cantoo/pdf-lib'
import { Integer, OctetString, UTCTime, Utf8String } from 'asn1js'
import {
  AlgorithmIdentifier,
  Attribute,
  AttributeTypeAndValue,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs'

const hexBytes = 8000
const signer = 'Vàng A Lử'

export async function plainPdf(pages = 1): Promise<Uint8Array<ArrayBuffer>> {
  const pdf = await PDFDocument.create()
  for (let page = 0; page < pages; page++) pdf.addPage([200, 200])
  return new Uint8Array(await pdf.save())
}

/** @param signedAt what the signer's clock said. */
export async function signedPdf(signedAt: Date): Promise<Uint8Array<ArrayBuffer>> {
  const pdf = await PDFDocument.create()
  pdf.addPage([200, 200])
  const { context } = pdf
  const wide = () => PDFNumber.of(9_999_999_999)
  const signature = context.register(
    context.obj({
      Type: 'Sig',
      Filter: 'Adobe.PPKLite',
      SubFilter: 'adbe.pkcs7.detached',
      ByteRange: [PDFNumber.of(0), wide(), wide(), wide()],
      Contents: PDFHexString.of('0'.repeat(hexBytes)),
    }),
  )
  const field = context.register(
    context.obj({ FT: 'Sig', T: PDFString.of('Chữ ký'), V: signature, Type: 'Annot', Subtype: 'Widget' }),
  )
  pdf.catalog.set(PDFName.of('AcroForm'), context.obj({ SigFlags: 3, Fields: [field] }))
  const bytes = Buffer.from(await pdf.save({ useObjectStreams: false }))
  const before = bytes.indexOf(`<${'0'.repeat(hexBytes)}>`)
  const after = before + hexBytes + 2
  const gapText = '[ 0 9999999999 9999999999 9999999999 ]'
  const range = `[ 0 ${before} ${after} ${bytes.length - after} ]`.padEnd(gapText.length)
  bytes.write(range, bytes.indexOf(gapText), 'latin1')
  const content = Buffer.concat([bytes.subarray(0, before), bytes.subarray(after)])
  const cms = await signedContent(new Uint8Array(content), signedAt)
  bytes.write(Buffer.from(cms).toString('hex'), before + 1, 'latin1')
  return new Uint8Array(bytes)
}

async function signedContent(content: Uint8Array<ArrayBuffer>, signedAt: Date): Promise<ArrayBuffer> {
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ])
  const certificate = new Certificate()
  certificate.version = 2
  certificate.serialNumber = new Integer({ value: 42 })
  const name = new AttributeTypeAndValue({ type: '2.5.4.3', value: new Utf8String({ value: signer }) })
  certificate.subject.typesAndValues.push(name)
  certificate.issuer.typesAndValues.push(name)
  certificate.notBefore.value = new Date('2026-01-01T00:00:00Z')
  certificate.notAfter.value = new Date('2027-01-01T00:00:00Z')
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey)
  await certificate.sign(keys.privateKey, 'SHA-256')
  const digest = await crypto.subtle.digest('SHA-256', content)
  const attribute = (type: string, value: unknown) => new Attribute({ type, values: [value] })
  const signed = new SignedData({
    version: 1,
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: '1.2.840.113549.1.7.1' }),
    certificates: [certificate],
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({
          issuer: certificate.issuer,
          serialNumber: certificate.serialNumber,
        }),
        digestAlgorithm: new AlgorithmIdentifier({ algorithmId: '2.16.840.1.101.3.4.2.1' }),
        signedAttrs: new SignedAndUnsignedAttributes({
          type: 0,
          attributes: [
            attribute(
              '1.2.840.113549.1.9.3',
              new ContentInfo({ contentType: '1.2.840.113549.1.7.1' }).toSchema().valueBlock.value[0],
            ),
            attribute('1.2.840.113549.1.9.5', new UTCTime({ valueDate: signedAt })),
            attribute('1.2.840.113549.1.9.4', new OctetString({ valueHex: digest })),
          ],
        }),
      }),
    ],
  })
  await signed.sign(keys.privateKey, 0, 'SHA-256', content.buffer)
  return new ContentInfo({ contentType: '1.2.840.113549.1.7.2', content: signed.toSchema(true) })
    .toSchema()
    .toBER()
}
