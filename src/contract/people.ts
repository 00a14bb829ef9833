/** Accounts, sessions and units at the desk. All under `/api/desk`, authorised by the session cookie. */
import * as v from 'valibot'
import { staffRoles } from '../domain/people/permissions.ts'
import { unitKinds } from '../domain/people/units.ts'

const text = v.string()
const passwordText = v.pipe(v.string(), v.maxLength(1000))

/** `GET /api/desk/sign-in-ways`: what the sign-in screen offers beside the password. */
export const signInWays = v.object({
  /** The name of the province's OpenID Connect provider; the way begins at `GET /api/desk/oidc/start`. */
  openId: v.nullable(v.object({ name: v.string() })),
})
export type SignInWays = v.InferOutput<typeof signInWays>

/** Why `GET /api/desk/oidc/…` came back without a session: the parameter `dang-nhap` of the desk's address. */
export const openIdFailures = ['oidc-failed', 'oidc-unknown', 'oidc-unavailable'] as const
export const openIdFailureParameter = 'dang-nhap'

/** `GET /api/desk/account` */
export const account = v.object({
  username: v.string(),
  hasSecondFactor: v.boolean(),
  recoveryCodesLeft: v.number(),
  /** The unit demands a second factor, so it can be changed but not taken away. */
  isSecondFactorDemanded: v.boolean(),
})
export type Account = v.InferOutput<typeof account>

/** `POST /api/desk/account/password`; ends all other sessions. */
export const passwordChange = v.strictObject({ current: passwordText, next: passwordText })
export type PasswordChange = v.InferOutput<typeof passwordChange>

/** `POST /api/desk/account/second-factor/removal` and `POST /api/desk/account/recovery-codes` */
export const passwordProof = v.strictObject({ password: passwordText })

/** `POST /api/desk/account/second-factor` begins; shown once, and not in force before it is confirmed. */
export const secondFactorOffer = v.object({
  /** Base32 (RFC 4648), for typing in. */
  secret: v.string(),
  /** `otpauth://totp/…`, for a QR code. */
  uri: v.string(),
})
export type SecondFactorOffer = v.InferOutput<typeof secondFactorOffer>

/** `POST /api/desk/account/second-factor/confirmation` */
export const secondFactorConfirmation = v.strictObject({ code: v.pipe(v.string(), v.maxLength(40)) })

/** The answer to a confirmation and to `POST /api/desk/account/recovery-codes`: shown once. */
export const recoveryCodes = v.object({ codes: v.array(v.string()) })

/** `GET /api/desk/account/sessions`; `POST …/:id/end` ends one, `POST …/end-others` all but this. */
export const sessionList = v.object({
  sessions: v.array(
    v.object({
      id: v.string(),
      createdAt: v.string(),
      seenAt: v.string(),
      /** `User-Agent` as it was sent, cut to 200 characters. */
      browser: v.string(),
      isThis: v.boolean(),
    }),
  ),
})
export type SessionList = v.InferOutput<typeof sessionList>

export const deskUnit = v.object({
  code: v.string(),
  name: v.string(),
  kind: v.picklist(unitKinds),
  demandsSecondFactor: v.boolean(),
  /** That a person of this unit can have. */
  roles: v.array(v.picklist(staffRoles)),
})
export type DeskUnit = v.InferOutput<typeof deskUnit>

/** `GET /api/desk/units`: one's own unit, then its teams. */
export const unitList = v.object({ units: v.array(deskUnit) })
export type UnitList = v.InferOutput<typeof unitList>

/** `POST /api/desk/units` adds a team under one's own unit. */
export const newTeam = v.strictObject({ name: text })
/** `POST /api/desk/units/:code` */
export const unitChange = v.strictObject({ name: text, demandsSecondFactor: v.boolean() })
export type UnitChange = v.InferOutput<typeof unitChange>

export const person = v.object({
  username: v.string(),
  name: v.string(),
  role: v.picklist(staffRoles),
  unit: v.object({ code: v.string(), name: v.string() }),
  /** The person's name at the OpenID Connect provider; null for one who signs in with a password only. */
  identityName: v.nullable(v.string()),
  hasSecondFactor: v.boolean(),
  mustChangePassword: v.boolean(),
  deactivatedAt: v.nullable(v.string()),
  /** Sessions that are open now. */
  sessions: v.number(),
})
export type Person = v.InferOutput<typeof person>

/** `GET /api/desk/people`: those of one's own unit and its teams. */
export const peopleList = v.object({
  people: v.array(person),
  units: v.array(deskUnit),
  /** Null where no OpenID Connect provider is configured. */
  openIdName: v.nullable(v.string()),
})
export type PeopleList = v.InferOutput<typeof peopleList>

const personEntries = {
  name: text,
  /** Checked against the unit's roles, so that an unknown one has its own problem. */
  role: text,
  unit: text,
  identityName: v.nullable(text),
}

/** `POST /api/desk/people` */
export const newPerson = v.strictObject({ username: text, ...personEntries })
export type NewPerson = v.InferOutput<typeof newPerson>

/** `POST /api/desk/people/:username` */
export const personChange = v.strictObject(personEntries)
export type PersonChange = v.InferOutput<typeof personChange>

/** The answer to a new account and to `POST /api/desk/people/:username/password`: shown once, good for one sign-in. */
export const oneTimePassword = v.object({ username: v.string(), password: v.string() })
export type OneTimePassword = v.InferOutput<typeof oneTimePassword>
