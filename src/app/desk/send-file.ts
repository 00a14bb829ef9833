/** Sends a file's bytes to the desk's API. By XMLHttpRequest: `fetch` does not tell how much of a body has left. */
import * as v from 'valibot'
import { problem } from '../../contract/problem.ts'
import { apiUrl } from '../../device/api-url.ts'
import { type Answer, type DeskProblem, reportSessionEnd } from './desk-client.ts'

interface Sending<Value> {
  /** Below `api/desk/`. */
  readonly path: string
  readonly file: Blob
  readonly mediaType: string
  readonly limitBytes: number
  readonly headers?: Readonly<Record<string, string>>
  readonly schema: v.GenericSchema<unknown, Value>
  /** Bytes sent so far. */
  readonly onProgress: (sent: number) => void
}

export function sendFile<Value>(sending: Sending<Value>): Promise<Answer<Value>> {
  const { path, file, mediaType, limitBytes, headers = {}, schema, onProgress } = sending
  // A server that refuses while we are sending looks like a broken line: so it is said here.
  if (file.size > limitBytes) return Promise.resolve(refusal('payload-too-large'))
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('POST', apiUrl(`api/desk/${path}`))
    request.setRequestHeader('content-type', mediaType)
    request.setRequestHeader('x-motcua-desk', '1')
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.onprogress = ({ loaded }) => onProgress(loaded)
    request.onerror = () => resolve(refusal('offline'))
    request.onload = () => resolve(answerOf(request, schema))
    request.send(file)
  })
}

function answerOf<Value>(request: XMLHttpRequest, schema: v.GenericSchema<unknown, Value>): Answer<Value> {
  let value: unknown
  try {
    value = JSON.parse(request.responseText)
  } catch {
    // a page of a portal or proxy
    return refusal('not-a-gateway')
  }
  if (request.status === 200) {
    const parsed = v.safeParse(schema, value)
    return parsed.success ? { ok: true, value: parsed.output } : refusal('not-a-gateway')
  }
  const named = v.safeParse(problem, value)
  if (!named.success) return refusal('not-a-gateway')
  if (named.output.code === 'sign-in-required') reportSessionEnd()
  return refusal(named.output.code)
}

function refusal(code: DeskProblem): { ok: false; problem: DeskProblem; retryAfterSeconds: null } {
  return { ok: false, problem: code, retryAfterSeconds: null }
}
