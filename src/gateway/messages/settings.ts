/** Through whom citizens are told: a file, since it holds secrets, named by `MOTCUA_MESSAGES`. */
import { readFileSync } from 'node:fs'
import * as v from 'valibot'

const text = v.pipe(v.string(), v.minLength(1))
const address = v.pipe(v.string(), v.url(), v.regex(/^https?:\/\//))
const timeoutSeconds = v.optional(v.pipe(v.number(), v.minValue(0.1), v.maxValue(120)), 20)
const code = v.union([v.string(), v.number(), v.boolean()])

/** An SMS brandname or Zalo ZNS gateway, or a province's own: JSON goes there, JSON comes back. */
const httpProvider = v.strictObject({
  kind: v.literal('http'),
  url: address,
  /** Such as a key. */
  headers: v.optional(v.record(text, text), {}),
  /** What the provider calls what is sent. `id`: that by which it knows a repetition; without one nothing is repeated. */
  fields: v.strictObject({ to: text, text, id: v.optional(text) }),
  /** Sent as it is with each message. */
  constants: v.optional(v.record(text, code), {}),
  /** An answer means success only when this field of it, with points between levels, has one of these values. */
  success: v.strictObject({ field: text, values: v.pipe(v.array(code), v.minLength(1)) }),
  /** Values of that field with which it is worth trying again; any other is a refusal. */
  retryValues: v.optional(v.array(code), []),
  /** `84912345678` in place of `0912345678`. */
  isInternational: v.optional(v.boolean(), false),
  /** Letters without their marks, for providers that send no others. */
  isWithoutMarks: v.optional(v.boolean(), false),
  timeoutSeconds,
})
export type HttpProvider = v.InferOutput<typeof httpProvider>

const smtpProvider = v.strictObject({
  kind: v.literal('smtp'),
  host: text,
  port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
  /** TLS from the first byte (port 465); otherwise STARTTLS, which is demanded unless `isPlain`. */
  isSecure: v.optional(v.boolean(), false),
  /** For a relay on the same machine only. */
  isPlain: v.optional(v.boolean(), false),
  username: v.optional(text),
  password: v.optional(text),
  from: text,
  timeoutSeconds,
})
export type SmtpProvider = v.InferOutput<typeof smtpProvider>

const provider = v.variant('kind', [httpProvider, smtpProvider])

const messageSettings = v.strictObject({
  /** Of this gateway, as citizens reach it: the way to end messages lies below it. */
  publicUrl: address,
  channels: v.strictObject({
    sms: v.optional(httpProvider),
    zalo: v.optional(httpProvider),
    email: v.optional(provider),
  }),
})
export type MessageSettings = v.InferOutput<typeof messageSettings>

/** @throws Error that names the entry, never its value. */
export function parseMessageSettings(input: unknown): MessageSettings {
  const parsed = v.safeParse(messageSettings, input)
  if (parsed.success) return parsed.output
  throw new Error(`MOTCUA_MESSAGES: ${v.getDotPath(parsed.issues[0]) ?? 'the file'} is not usable`)
}

/** @throws Error when the file cannot be read or used. */
export function readMessageSettings(file: string): MessageSettings {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new Error(
      `MOTCUA_MESSAGES: ${error instanceof SyntaxError ? 'the file is no JSON' : 'the file cannot be read'}`,
    )
  }
  return parseMessageSettings(value)
}
