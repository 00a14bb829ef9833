import * as v from 'valibot'
import {
  type BundleReport,
  bundleLimitBytes,
  bundleMediaType,
  bundleReport,
} from '../../../contract/bundle.ts'
import { problem } from '../../../contract/problem.ts'
import { apiUrl } from '../../../device/api-url.ts'
import { type Answer, type DeskProblem, reportSessionEnd } from '../desk-client.ts'

/**
 * Hands a carried file to the gateway. By XMLHttpRequest: `fetch` does not tell how much of a body has left.
 * @param onProgress bytes sent so far
 */
export function uploadBundle(file: File, onProgress: (sent: number) => void): Promise<Answer<BundleReport>> {
  // A server that refuses while we are sending looks like a broken line: so it is said here.
  if (file.size > bundleLimitBytes) return Promise.resolve(refusal('payload-too-large'))
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('POST', apiUrl('api/desk/bundles'))
    request.setRequestHeader('content-type', bundleMediaType)
    request.setRequestHeader('x-motcua-desk', '1')
    request.upload.onprogress = ({ loaded }) => onProgress(loaded)
    request.onerror = () => resolve(refusal('offline'))
    request.onload = () => resolve(answerOf(request))
    request.send(file)
  })
}

function answerOf(request: XMLHttpRequest): Answer<BundleReport> {
  let value: unknown
  try {
    value = JSON.parse(request.responseText)
  } catch {
    // a page of a portal or proxy
    return refusal('not-a-gateway')
  }
  if (request.status === 200) {
    const parsed = v.safeParse(bundleReport, value)
    return parsed.success ? { ok: true, value: parsed.output } : refusal('not-a-gateway')
  }
  const named = v.safeParse(problem, value)
  if (!named.success) return refusal('not-a-gateway')
  if (named.output.code === 'sign-in-required') reportSessionEnd()
  return refusal(named.output.code)
}

function refusal(code: DeskProblem): Answer<BundleReport> {
  return { ok: false, problem: code, retryAfterSeconds: null }
}
