/**
 * Resumable upload of one sealed part (tus 1.0): goes on where the gateway stopped receiving, begins anew when the
 * gateway no longer knows the upload. That a part has arrived is believed only when the envelope's signed answer says so.
 */
import { DetailedError, type FileReader, Upload } from 'tus-js-client'
import type { PartUploadMetadata } from '../../contract/parts.ts'
import { apiUrl } from '../api-url.ts'
import { fetchStack } from './fetch-stack.ts'
import { classify, type NoAnswer } from './transport.ts'

/** Small enough to make headway on a bad link, where each piece that arrived is kept. */
const pieceBytes = 256_000

export type PartAnswer =
  | { readonly kind: 'sent' }
  /** Another attempt of ours still holds the upload; the gateway lets go of it soon. */
  | { readonly kind: 'upload-held' }
  | NoAnswer

export interface PartUpload {
  readonly metadata: PartUploadMetadata
  readonly sealed: Uint8Array<ArrayBuffer>
  /** Of an interrupted upload. */
  readonly uploadUrl: string | null
  /** Told where the upload can be taken up again. */
  readonly onUploadUrl: (url: string) => void
  readonly now: () => number
}

/** Never rejects for what the network or the gateway does. */
export function uploadPart({
  metadata,
  sealed,
  uploadUrl,
  onUploadUrl,
  now,
}: PartUpload): Promise<PartAnswer> {
  return new Promise((resolve) => {
    const upload = new Upload(new Blob([sealed]), {
      endpoint: apiUrl('api/v1/parts'),
      uploadUrl,
      metadata: { ...metadata },
      chunkSize: pieceBytes,
      // The delivery decides when to try again.
      retryDelays: null,
      // The address of the upload is kept with the part, not in localStorage.
      storeFingerprintForResuming: false,
      fingerprint: async () => metadata.sha256,
      httpStack: fetchStack,
      fileReader: blobReader,
      onUploadUrlAvailable: () => {
        if (upload.url !== null) onUploadUrl(upload.url)
      },
      onSuccess: () => resolve({ kind: 'sent' }),
      onError: (error) => resolve(answerOf(error, now)),
    })
    upload.start()
  })
}

/** The library's own reader differs between browser and Node; this one is the same everywhere. */
const blobReader: FileReader = {
  openFile: async (blob: Blob) => ({
    size: blob.size,
    slice: async (start, end) => ({ value: blob.slice(start, end), done: end >= blob.size }),
    close: () => {},
  }),
}

function answerOf(error: Error | DetailedError, now: () => number): PartAnswer {
  const answer = error instanceof DetailedError ? error.originalResponse : null
  if (answer === null) return { kind: 'no-answer', network: 'unreachable' }
  const response: unknown = answer.getUnderlyingObject()
  if (!(response instanceof Response)) throw error
  const classified = classify(response, answer.getBody(), now)
  // A success without the headers of the protocol is somebody else's page.
  if (classified === null) return { kind: 'no-answer', network: 'captive-portal' }
  // The part is here already: its last answer was lost.
  if (classified.kind === 'request-refused' && classified.problem === 'part-unexpected') return classified
  if (response.status === 409 || response.status === 423) return { kind: 'upload-held' }
  return classified
}
