/** The desk's side of `api/desk/dossiers/:id/documents`. */
import {
  type DocumentFromPhotos,
  type DocumentUpload,
  type DossierDocument,
  type DossierDocuments,
  documentHeader,
  documentLimitBytes,
  dossierDocuments,
} from '../../../contract/documents.ts'
import { apiUrl } from '../../../device/api-url.ts'
import { toBase64Url } from '../../../vault/encoding.ts'
import { bytesOf } from '../../../vault/text.ts'
import { type Answer, ask } from '../desk-client.ts'
import { sendFile } from '../send-file.ts'

function pathOf(dossier: string): string {
  return `dossiers/${encodeURIComponent(dossier)}/documents`
}

export function readDocuments(dossier: string): Promise<Answer<DossierDocuments>> {
  return ask(pathOf(dossier), dossierDocuments)
}

export function makeDocument(dossier: string, body: DocumentFromPhotos): Promise<Answer<DossierDocuments>> {
  return ask(pathOf(dossier), dossierDocuments, { method: 'POST', body })
}

/** @param onProgress bytes sent so far */
export function uploadDocument(
  dossier: string,
  described: DocumentUpload,
  file: File,
  onProgress: (sent: number) => void,
): Promise<Answer<DossierDocuments>> {
  return sendFile({
    path: `${pathOf(dossier)}/upload`,
    file,
    // What it really is, the gateway finds out.
    mediaType: 'application/octet-stream',
    limitBytes: documentLimitBytes,
    headers: { [documentHeader]: toBase64Url(bytesOf(JSON.stringify(described))) },
    schema: dossierDocuments,
    onProgress,
  })
}

/** The session cookie authorises it. */
export function documentUrl(dossier: string, { number }: Pick<DossierDocument, 'number'>): string {
  return apiUrl(`api/desk/${pathOf(dossier)}/${number}/content`)
}

export function archiveUrl(dossier: string): string {
  return apiUrl(`api/desk/dossiers/${encodeURIComponent(dossier)}/archive`)
}
