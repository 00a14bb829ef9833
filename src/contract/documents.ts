/** Electronic documents of a dossier: `/api/desk/dossiers/:id/documents`, and a result for the citizen. */
import * as v from 'valibot'
import { electronicDocumentKinds } from '../domain/dossier/documents.ts'
import { sha256Digest } from './envelope.ts'

/** One PDF; with the seal it grows by less than a thousandth. */
export const documentLimitBytes = 50_000_000
export const documentLimitPages = 500
/** Beside an upload's bytes: base64url of the JSON of `documentUpload`, so that no name is in an address. */
export const documentHeader = 'x-motcua-document'

export const documentMediaType = v.picklist(['application/pdf', 'image/jpeg', 'image/png'])
export type DocumentMediaType = v.InferOutput<typeof documentMediaType>

const line = (characters: number) => v.pipe(v.string(), v.trim(), v.maxLength(characters))
const described = {
  /** Id of the component in the procedure; null for a result or another paper. */
  component: v.nullable(v.pipe(v.string(), v.maxLength(80))),
  name: v.pipe(line(300), v.minLength(1)),
  /** Số, ký hiệu; empty when it has none. */
  documentNumber: line(100),
  issuer: line(300),
  /** `YYYY-MM-DD`; null when unknown. */
  issuedOn: v.nullable(v.pipe(v.string(), v.isoDate())),
  /** May be used again for other dossiers of the same person. */
  isReusable: v.boolean(),
}
/** Number of the document that this one takes the place of; that one is kept. */
const replaces = v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1)))

/** `POST …/documents`: one PDF from a component's photos. */
export const documentFromPhotos = v.strictObject({
  ...described,
  component: v.pipe(v.string(), v.maxLength(80)),
  /** Photos in order, by the digest of the sealed part. */
  pages: v.pipe(v.array(sha256Digest), v.minLength(1), v.maxLength(60)),
  replaces,
})
export type DocumentFromPhotos = v.InferOutput<typeof documentFromPhotos>

/** `POST …/documents/upload`: what the header says of the bytes. */
export const documentUpload = v.strictObject({
  ...described,
  kind: v.picklist(electronicDocumentKinds),
  replaces,
})
export type DocumentUpload = v.InferOutput<typeof documentUpload>

/** Of one signature in a PDF. No certificate is compared with a list of trusted authorities. */
export const pdfSignature = v.object({
  /**
   * `valid`: the signature covers the whole file. `extended`: right, but something was added after it (another
   * signature does so as well). `altered`: what it covers is not what was signed. `unreadable`: of a kind that cannot
   * be checked here.
   */
  state: v.picklist(['valid', 'extended', 'altered', 'unreadable']),
  /** Common name in the certificate; null when there is none. */
  signedBy: v.nullable(v.string()),
  certifiedBy: v.nullable(v.string()),
  /** As the signer's machine said. */
  signedAt: v.nullable(v.string()),
  /** Of the certificate at that time; null when the time is not known. */
  wasCertificateValid: v.nullable(v.boolean()),
})
export type PdfSignature = v.InferOutput<typeof pdfSignature>

export const dossierDocument = v.object({
  number: v.number(),
  kind: v.picklist(electronicDocumentKinds),
  ...described,
  mediaType: documentMediaType,
  /** Of the content. */
  sha256: v.string(),
  bytes: v.number(),
  pages: v.number(),
  source: v.variant('type', [
    v.object({
      type: v.literal('scan'),
      /** Digests of the sealed parts. */
      parts: v.array(v.string()),
      /** Whether the file says of itself that it is PDF/A-2b. */
      isArchival: v.boolean(),
    }),
    v.object({ type: v.literal('upload') }),
  ]),
  signatures: v.array(pdfSignature),
  createdAt: v.string(),
  createdBy: v.string(),
  replacedBy: v.nullable(v.number()),
})
export type DossierDocument = v.InferOutput<typeof dossierDocument>

/** `GET /api/desk/dossiers/:id/documents`, and the answer to adding one. */
export const dossierDocuments = v.object({ documents: v.array(dossierDocument) })
export type DossierDocuments = v.InferOutput<typeof dossierDocuments>

/** Results that whoever proved the applicant's digits may fetch now (`contract/changes.ts`). */
export const resultDownloads = v.object({
  results: v.array(
    v.object({
      name: v.string(),
      mediaType: documentMediaType,
      bytes: v.number(),
      /** Below the gateway's base; works until `expiresAt` for whoever has it. */
      path: v.string(),
    }),
  ),
  expiresAt: v.string(),
})
export type ResultDownloads = v.InferOutput<typeof resultDownloads>
