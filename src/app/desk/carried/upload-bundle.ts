import {
  type BundleReport,
  bundleLimitBytes,
  bundleMediaType,
  bundleReport,
} from '../../../contract/bundle.ts'
import type { Answer } from '../desk-client.ts'
import { sendFile } from '../send-file.ts'

/**
 * Hands a carried file to the gateway.
 * @param onProgress bytes sent so far
 */
export function uploadBundle(file: File, onProgress: (sent: number) => void): Promise<Answer<BundleReport>> {
  return sendFile({
    path: 'bundles',
    file,
    mediaType: bundleMediaType,
    limitBytes: bundleLimitBytes,
    schema: bundleReport,
    onProgress,
  })
}
