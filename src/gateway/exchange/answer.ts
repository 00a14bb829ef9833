/**
 * What the portal and the proxies before it answer: bare, as a text inside `message`, or a bare list; names in either
 * case; numbers as texts (exchange format §1).
 */
import * as v from 'valibot'

export interface Answer {
  /** `0` is good. */
  readonly code: string
  readonly message: string
  readonly result: readonly unknown[]
  readonly session: string | null
}

const looseRecord = v.record(v.string(), v.unknown())

/** Null for what is no answer of theirs, such as the page of a proxy. */
export function readAnswer(text: string): Answer | null {
  const value = parsed(text)
  if (Array.isArray(value)) return { code: '0', message: '', result: value, session: null }
  const record = fieldsOf(value)
  if (record === null) return null
  const message = textIn(record, 'message')
  const inner = /^\s*[[{]/.test(message) ? readAnswer(message) : null
  const code = textIn(record, 'error_code') || textIn(record, 'errorcode')
  // A proxy's own code stands over what it passes on, where both are there and its own is bad.
  if (inner !== null && (code === '' || code === '0')) return inner
  if (code === '' && !record.has('result') && !record.has('session')) return null
  const result = record.get('result') ?? record.get('data')
  return {
    code: code === '' ? '0' : code,
    message,
    result: Array.isArray(result) ? result : result === undefined || result === null ? [] : [result],
    session: textIn(record, 'session') || null,
  }
}

/** Values by their names in small letters; null for what is no record. */
export function fieldsOf(value: unknown): ReadonlyMap<string, unknown> | null {
  const record = v.safeParse(looseRecord, value)
  return record.success
    ? new Map(Object.entries(record.output).map(([name, each]) => [name.toLowerCase(), each]))
    : null
}

/** A text or a number, as text; empty for anything else. @param name in small letters. */
export function textIn(record: ReadonlyMap<string, unknown>, name: string): string {
  const value = record.get(name)
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : ''
}

export function saysItExists({ message }: Answer): boolean {
  return message.normalize('NFC').toLowerCase().includes('đã tồn tại')
}

export function saysSessionIsOver({ code, message }: Answer): boolean {
  if (code === '0') return false
  const words = message.normalize('NFC').toLowerCase()
  return words.includes('session') || words.includes('phiên')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
