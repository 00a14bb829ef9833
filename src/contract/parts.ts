/**
 * Parts travel apart from their envelope by resumable upload (tus 1.0) to `api/v1/parts`. There is no other
 * authorisation than this: the gateway takes a part only when an envelope it has stored names its digest.
 * After the last part the device sends the envelope again and is answered `stored` or `duplicate`.
 */
import * as v from 'valibot'
import { sha256Digest, uuidV7 } from './envelope.ts'

/** The `Upload-Metadata` of a part; `Upload-Length` is the `bytes` of its reference. */
export const partUploadMetadata = v.strictObject({ envelope: uuidV7, sha256: sha256Digest })
export type PartUploadMetadata = v.InferOutput<typeof partUploadMetadata>
