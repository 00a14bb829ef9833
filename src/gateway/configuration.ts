/** What the environment says, read once and checked at the door. */
import * as v from 'valibot'
import type { BankAccount } from '../domain/fee/viet-qr.ts'
import type { ObjectStoreSettings } from './files/s3-files.ts'
import type { OpenIdSettings } from './people/open-id.ts'
import type { NewUnit } from './storage/units.ts'

export interface Configuration {
  readonly host: string
  readonly port: number
  readonly base: string
  readonly dataDir: string
  readonly databaseUrl: string | null
  /** Null: files lie under `dataDir`. */
  readonly objectStore: ObjectStoreSettings | null
  readonly escrowRecipient: string | null
  readonly trustProxy: boolean
  /** Of the commune; null where transfers are not taken. */
  readonly bank: BankAccount | null
  /** By which the bank's own messages of payments are known; null where it sends none. */
  readonly paymentSecret: string | null
  /** File that says through whom citizens are told; null for no messages. */
  readonly messageFile: string | null
  readonly logLevel: 'info' | 'warn'
  readonly retentionDays: number | null
  readonly metricsToken: string | null
  readonly drainMs: number
  readonly openId: OpenIdSettings | null
  /** File that says how the national portal is reached; null for no exchange. */
  readonly exchangeFile: string | null
  /** Hosts inside the network that webhooks may go to, also over plain HTTP. */
  readonly webhookHosts: ReadonlySet<string>
  readonly units: { readonly province: NewUnit; readonly commune: NewUnit }
}

const text = (fallback: string) => v.optional(v.pipe(v.string(), v.trim(), v.minLength(1)), fallback)
const code = (pattern: RegExp, fallback: string) => v.optional(v.pipe(v.string(), v.regex(pattern)), fallback)

const wholeNumber = (least: number, most: number) =>
  v.pipe(v.string(), v.regex(/^\d+$/), v.transform(Number), v.minValue(least), v.maxValue(most))

/** Defaults: a commune of Lào Cai to try things out with (organisation code H38, administrative code 15). */
const environment = v.object({
  HOST: text('0.0.0.0'),
  PORT: v.optional(wholeNumber(0, 65_535), '8080'),
  MOTCUA_BASE: code(/^\/([A-Za-z0-9._~-]+\/)*$/, '/'),
  MOTCUA_DATA: text('data'),
  DATABASE_URL: v.optional(v.pipe(v.string(), v.regex(/^postgres(ql)?:\/\//))),
  S3_ENDPOINT: v.optional(v.pipe(v.string(), v.url(), v.regex(/^https?:\/\//))),
  S3_BUCKET: v.optional(v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/))),
  S3_REGION: text('auto'),
  S3_ACCESS_KEY_ID: v.optional(v.string()),
  S3_SECRET_ACCESS_KEY: v.optional(v.string()),
  MOTCUA_ESCROW_RECIPIENT: v.optional(v.pipe(v.string(), v.regex(/^age1(pq1)?[02-9ac-hj-np-z]{58,}$/))),
  MOTCUA_TRUST_PROXY: v.optional(v.picklist(['0', '1']), '0'),
  MOTCUA_LOG: v.optional(v.picklist(['info', 'warn']), 'warn'),
  MOTCUA_RETENTION_DAYS: v.optional(wholeNumber(1, 36_500)),
  MOTCUA_METRICS_TOKEN: v.optional(v.pipe(v.string(), v.regex(/^[\x21-\x7e]{16,200}$/))),
  MOTCUA_DRAIN_SECONDS: v.optional(wholeNumber(0, 300), '0'),
  MOTCUA_PROVINCE_NAME: text('Tỉnh Lào Cai'),
  MOTCUA_PROVINCE_ORG_CODE: code(/^[A-Z]\d{2}$/, 'H38'),
  MOTCUA_PROVINCE: code(/^\d{2}$/, '15'),
  MOTCUA_UNIT_NAME: text('Phường Lào Cai'),
  MOTCUA_UNIT_CODE: code(/^[A-Za-z0-9.-]{1,40}$/, 'H38.20'),
  MOTCUA_UNIT_ORG_CODE: code(/^[A-Z0-9.]{3,20}$/, 'H38.20'),
  MOTCUA_UNIT_COMMUNE: code(/^\d{5}$/, '02647'),
  MOTCUA_NUMBER_PATTERN: text('{org}-{yymmdd}-{seq:4}'),
  // What the provider says decides who somebody is: never over a line that others can write to.
  OIDC_ISSUER: v.optional(
    v.pipe(v.string(), v.url(), v.regex(/^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1)[:/])/)),
  ),
  OIDC_CLIENT_ID: v.optional(v.string()),
  OIDC_CLIENT_SECRET: v.optional(v.string()),
  OIDC_NAME: text('OpenID Connect'),
  OIDC_USERNAME_CLAIM: text('preferred_username'),
  MOTCUA_EXCHANGE: v.optional(v.string()),
  MOTCUA_WEBHOOK_HOSTS: v.optional(
    v.pipe(v.string(), v.regex(/^[A-Za-z0-9.:[\]-]+( *, *[A-Za-z0-9.:[\]-]+)*$/)),
  ),
  MOTCUA_MESSAGES: v.optional(v.string()),
  MOTCUA_PAYMENT_SECRET: v.optional(v.pipe(v.string(), v.regex(/^[\x21-\x7e]{32,200}$/))),
  MOTCUA_BANK_BIN: v.optional(v.pipe(v.string(), v.regex(/^\d{6}$/))),
  MOTCUA_BANK_ACCOUNT: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9]{1,19}$/))),
  MOTCUA_BANK_NAME: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100))),
})

export type ConfigurationResult =
  | { readonly ok: true; readonly configuration: Configuration }
  | { readonly ok: false; readonly variable: string }

export function readConfiguration(
  variables: Readonly<Record<string, string | undefined>>,
): ConfigurationResult {
  // An empty variable in a service file means "not set".
  const set = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = v.safeParse(environment, set)
  if (!parsed.success) return { ok: false, variable: v.getDotPath(parsed.issues[0]) ?? 'the environment' }
  const values = parsed.output
  const { MOTCUA_BANK_BIN: bin, MOTCUA_BANK_ACCOUNT: account, MOTCUA_BANK_NAME: name } = values
  if ((bin === undefined) !== (account === undefined))
    return { ok: false, variable: bin === undefined ? 'MOTCUA_BANK_BIN' : 'MOTCUA_BANK_ACCOUNT' }
  // Money that nobody said where it goes is no payment.
  if (values.MOTCUA_PAYMENT_SECRET !== undefined && bin === undefined)
    return { ok: false, variable: 'MOTCUA_BANK_BIN' }
  const objectStore = objectStoreOf(values)
  if (typeof objectStore === 'string') return { ok: false, variable: objectStore }
  const openId = openIdOf(values)
  if (!openId.ok) return openId
  const province: NewUnit = {
    code: values.MOTCUA_PROVINCE_ORG_CODE,
    parent: null,
    name: values.MOTCUA_PROVINCE_NAME,
    kind: 'province',
    province: values.MOTCUA_PROVINCE,
    commune: null,
    org_code: values.MOTCUA_PROVINCE_ORG_CODE,
    number_pattern: values.MOTCUA_NUMBER_PATTERN,
  }
  return {
    ok: true,
    configuration: {
      host: values.HOST,
      port: values.PORT,
      base: values.MOTCUA_BASE,
      dataDir: values.MOTCUA_DATA,
      databaseUrl: values.DATABASE_URL ?? null,
      objectStore,
      escrowRecipient: values.MOTCUA_ESCROW_RECIPIENT ?? null,
      trustProxy: values.MOTCUA_TRUST_PROXY === '1',
      logLevel: values.MOTCUA_LOG,
      retentionDays: values.MOTCUA_RETENTION_DAYS ?? null,
      metricsToken: values.MOTCUA_METRICS_TOKEN ?? null,
      drainMs: values.MOTCUA_DRAIN_SECONDS * 1000,
      openId: openId.settings,
      exchangeFile: values.MOTCUA_EXCHANGE ?? null,
      messageFile: values.MOTCUA_MESSAGES ?? null,
      paymentSecret: values.MOTCUA_PAYMENT_SECRET ?? null,
      webhookHosts: new Set(
        (values.MOTCUA_WEBHOOK_HOSTS ?? '')
          .split(',')
          .map((host) => host.trim().toLowerCase())
          .filter((host) => host !== ''),
      ),
      bank:
        bin === undefined || account === undefined
          ? null
          : { bin, account, name: name ?? values.MOTCUA_UNIT_NAME },
      units: {
        province,
        commune: {
          ...province,
          code: values.MOTCUA_UNIT_CODE,
          parent: province.code,
          name: values.MOTCUA_UNIT_NAME,
          kind: 'commune',
          commune: values.MOTCUA_UNIT_COMMUNE,
          org_code: values.MOTCUA_UNIT_ORG_CODE,
        },
      },
    },
  }
}

/** All three or none: half a configuration would be a sign-in screen without its button, and nobody told why. */
function openIdOf(
  values: v.InferOutput<typeof environment>,
):
  | { readonly ok: true; readonly settings: OpenIdSettings | null }
  | { readonly ok: false; readonly variable: string } {
  const issuer = values.OIDC_ISSUER
  const clientId = values.OIDC_CLIENT_ID
  const clientSecret = values.OIDC_CLIENT_SECRET
  if (issuer === undefined && clientId === undefined && clientSecret === undefined)
    return { ok: true, settings: null }
  if (issuer === undefined) return { ok: false, variable: 'OIDC_ISSUER' }
  if (clientId === undefined) return { ok: false, variable: 'OIDC_CLIENT_ID' }
  if (clientSecret === undefined) return { ok: false, variable: 'OIDC_CLIENT_SECRET' }
  return {
    ok: true,
    settings: {
      issuer,
      clientId,
      clientSecret,
      name: values.OIDC_NAME,
      usernameClaim: values.OIDC_USERNAME_CLAIM,
    },
  }
}

/** All of it or none. @returns the name of the variable that is missing. */
function objectStoreOf(values: v.InferOutput<typeof environment>): ObjectStoreSettings | null | string {
  const { S3_ENDPOINT, S3_BUCKET, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = values
  if (S3_ENDPOINT === undefined)
    return S3_BUCKET === undefined && S3_ACCESS_KEY_ID === undefined ? null : 'S3_ENDPOINT'
  if (S3_BUCKET === undefined) return 'S3_BUCKET'
  if (S3_ACCESS_KEY_ID === undefined) return 'S3_ACCESS_KEY_ID'
  if (S3_SECRET_ACCESS_KEY === undefined) return 'S3_SECRET_ACCESS_KEY'
  return {
    endpoint: S3_ENDPOINT,
    bucket: S3_BUCKET,
    region: S3_REGION,
    accessKeyId: S3_ACCESS_KEY_ID,
    secretAccessKey: S3_SECRET_ACCESS_KEY,
  }
}
