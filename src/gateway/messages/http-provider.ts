/** A provider with an HTTP interface of its own kind: what things are called there is configured. */
import { exchange } from '../exchange/http.ts'
import { type Handed, type MessageProvider, notTaken } from './provider.ts'
import type { HttpProvider } from './settings.ts'

export function createHttpProvider(settings: HttpProvider): MessageProvider {
  const { url, headers, fields, constants, isInternational, isWithoutMarks, timeoutSeconds } = settings
  return {
    isIdempotent: fields.id !== undefined,
    async hand({ id, to, text }) {
      const answer = await exchange(url, {
        headers: { ...headers, 'content-type': 'application/json; charset=utf-8', 'idempotency-key': id },
        body: JSON.stringify({
          ...constants,
          [fields.to]: isInternational ? to.replace(/^0/, '84') : to,
          [fields.text]: isWithoutMarks ? withoutMarks(text) : text,
          ...(fields.id === undefined ? {} : { [fields.id]: id }),
        }),
        timeoutMs: timeoutSeconds * 1000,
      })
      if (answer.kind === 'unreachable') return notTaken('unreachable', false)
      if (answer.kind === 'unknown') return { kind: 'unknown' }
      return judged(answer, settings)
    },
  }
}

function judged(
  answer: { readonly status: number; readonly text: string; readonly retryAfterMs: number | null },
  { success, retryValues }: HttpProvider,
): Handed {
  const { status, retryAfterMs } = answer
  if (status === 429 || status === 503) return notTaken('status', false, retryAfterMs)
  // It may have failed before sending or after.
  if (status >= 500) return { kind: 'unknown' }
  if (status < 200 || status >= 300) return notTaken('status', status !== 408 && status !== 425)
  // 200 says only that somebody answered: a provider puts its errors inside, and a proxy its sign-in page.
  const value = valueIn(answer.text, success.field)
  if (value === undefined) return { kind: 'unknown' }
  if (success.values.includes(value)) return { kind: 'taken' }
  return notTaken('refused', !retryValues.includes(value))
}

/** @param path names with points between; undefined where there is no such value, or no JSON. */
function valueIn(json: string, path: string): string | number | boolean | undefined {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return undefined
  }
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
    value = Object.entries(value).find(([key]) => key === name)?.[1]
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : undefined
}

function withoutMarks(text: string): string {
  return text.normalize('NFD').replaceAll('đ', 'd').replaceAll('Đ', 'D').replaceAll(/\p{M}/gu, '')
}
