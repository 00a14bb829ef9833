/** How this gateway reaches the national portal: a file, since it holds secrets, named by `MOTCUA_EXCHANGE`. */
import { readFileSync } from 'node:fs'
import * as v from 'valibot'

const text = v.pipe(v.string(), v.minLength(1))
const address = v.pipe(v.string(), v.url(), v.regex(/^https?:\/\//))
const path = v.pipe(v.string(), v.regex(/^[A-Za-z0-9._~/?=&%-]*$/))
const whole = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most))

const common = {
  /** `adapter_url`, or the base of the proxy or of the REST interface. */
  url: address,
  /** Of this gateway, as the portal reaches it: documents get addresses below it. Without one they get none. */
  publicUrl: v.optional(address),
  /** Whoever pushes dossiers or asks for one sends it as `Authorization: Bearer`. Without one nobody may. */
  inboundSecret: v.optional(v.pipe(v.string(), v.minLength(16))),
  /** Hosts from which files of dossiers that are pushed may be fetched, beside that of `url`. */
  fileHosts: v.optional(v.array(text), []),
  timeoutSeconds: v.optional(v.pipe(v.number(), v.minValue(0.1), v.maxValue(120)), 20),
  /** Dossiers that are sent at a time by one process. */
  parallel: v.optional(whole(1, 64), 8),
  /** Refusals after which a message is a dead letter. */
  refusals: v.optional(whole(1, 50), 5),
}

const sessionSettings = v.strictObject({
  adapter: v.literal('session'),
  ...common,
  authEndpoint: path,
  shareEndpoint: path,
  integrationEndpoint: path,
  username: text,
  password: text,
  dstcode: v.optional(text),
})
export type SessionSettings = v.InferOutput<typeof sessionSettings>

const proxySettings = v.strictObject({
  adapter: v.literal('proxy'),
  ...common,
  /** What the proxy asks for, such as a key. */
  headers: v.optional(v.record(text, text), {}),
})
export type ProxySettings = v.InferOutput<typeof proxySettings>

/** The paths are the operator's own: the public description gives none. */
const restSettings = v.strictObject({
  adapter: v.literal('rest'),
  ...common,
  clientId: text,
  clientSecret: text,
  paths: v.optional(
    v.strictObject({
      token: v.optional(path, 'token'),
      nextNumber: v.optional(path, 'GetNextValue'),
      files: v.optional(path, 'tep-tin'),
      dossiers: v.optional(path, 'ho-so'),
      steps: v.optional(path, 'tien-trinh'),
      states: v.optional(path, 'trang-thai'),
      /** With `?maHoSo=`; empty where there is none. */
      lookUp: v.optional(path, ''),
    }),
    {},
  ),
})
export type RestSettings = v.InferOutput<typeof restSettings>

const exchangeSettings = v.variant('adapter', [sessionSettings, proxySettings, restSettings])
export type ExchangeSettings = v.InferOutput<typeof exchangeSettings>
/** As written: what has a default may be absent. */
export type ExchangeSettingsInput = v.InferInput<typeof exchangeSettings>

/** @throws Error that names the entry, never its value. */
export function parseExchangeSettings(input: unknown): ExchangeSettings {
  const parsed = v.safeParse(exchangeSettings, input)
  if (parsed.success) return parsed.output
  throw new Error(`MOTCUA_EXCHANGE: ${v.getDotPath(parsed.issues[0]) ?? 'the file'} is not usable`)
}

/** @throws Error when the file cannot be read or used. */
export function readExchangeSettings(file: string): ExchangeSettings {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new Error(
      `MOTCUA_EXCHANGE: ${error instanceof SyntaxError ? 'the file is no JSON' : 'the file cannot be read'}`,
    )
  }
  return parseExchangeSettings(value)
}
