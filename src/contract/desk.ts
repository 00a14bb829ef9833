/** Messages between the desk's screens and the gateway. All under `/api/desk`, authorised by the session cookie. */
import * as v from 'valibot'
import { stages } from '../domain/dossier/workflow.ts'
import { staffRoles } from '../domain/people/permissions.ts'
import { dossierStateCode } from './changes.ts'
import { returnWay } from './dossier-action.ts'
import { deviceRole } from './enrolment.ts'
import { answers, assistedBy, filedPaper } from './payload.ts'
import { stepDues } from './step-shares.ts'

export const staffRole = v.picklist(staffRoles)

/** `POST /api/desk/session` */
export const signInRequest = v.strictObject({
  username: v.pipe(v.string(), v.minLength(1), v.maxLength(80)),
  password: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  /** Of the second factor, or a recovery code; asked for by `second-factor-required`. */
  code: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(40))),
})
export type SignInRequest = v.InferOutput<typeof signInRequest>

/** `GET /api/desk/session`, also the answer to signing in. */
export const staffSession = v.object({
  username: v.string(),
  name: v.string(),
  role: staffRole,
  unit: v.object({ code: v.string(), name: v.string() }),
  /** What must be done before anything but one's own account opens: change a one-time password, set up the second factor. */
  pending: v.optional(v.nullable(v.picklist(['password', 'second-factor'])), null),
})
export type StaffSession = v.InferOutput<typeof staffSession>

export const dossierSummary = v.object({
  id: v.string(),
  receiptCode: v.string(),
  officialNumber: v.nullable(v.string()),
  procedure: v.string(),
  state: dossierStateCode,
  applicantName: v.string(),
  subjectName: v.nullable(v.string()),
  arrivedAt: v.string(),
  receivedAt: v.nullable(v.string()),
  dueAt: v.nullable(v.string()),
  /** When the step that runs now is due; null while none does, older gateways give none. */
  stepDueAt: v.optional(v.nullable(v.string()), null),
  stage: v.picklist(stages),
  /** User name of the officer who works on it. */
  officer: v.nullable(v.string()),
  /** When the legal clock was stopped; null while it runs. */
  clockStoppedAt: v.nullable(v.string()),
  /** When the last of a supplement came that staff have not confirmed yet. */
  supplementArrivedAt: v.nullable(v.string()),
  partsExpected: v.number(),
  partsPresent: v.number(),
  /** Raised with each event; an action names the revision it was decided on. */
  revision: v.number(),
  /** MaHoSo at the national portal of a dossier that was filed there (channel online); null for others. */
  portalNumber: v.optional(v.nullable(v.string()), null),
})
export type DossierSummary = v.InferOutput<typeof dossierSummary>

export const dossierEvent = v.object({
  type: v.string(),
  at: v.string(),
  by: v.string(),
  note: v.nullable(v.string()),
  /** What the event tells beyond its note: of `contract/dossier-action.ts` what belongs to its type. */
  details: v.record(v.string(), v.unknown()),
})
/** `GET /api/desk/dossiers/:id` */
export const dossierDetail = v.object({
  summary: dossierSummary,
  form: v.object({ name: v.string(), version: v.number() }),
  answers,
  papers: v.array(filedPaper),
  /** Who helped the citizen and how they agreed to it; null for who filed alone. Older gateways give none. */
  assistedBy: v.optional(v.nullable(assistedBy), null),
  /** Findings of severity `ask`, by check id, for staff to look at. */
  doubts: v.array(v.string()),
  /** Why there is no promised date, or what the date rests on: codes of `domain/time/due-date.ts`, comma-separated. */
  dueReason: v.nullable(v.string()),
  /** Of all steps that the limit was shared among. */
  stepDues: v.optional(v.nullable(stepDues), null),
  device: v.object({ name: v.string(), createdAt: v.string(), clockOffsetMs: v.nullable(v.number()) }),
  /** Unit codes: where it is received and returned, and who works on it now. */
  unit: v.string(),
  handlerUnit: v.string(),
  supplements: v.number(),
  supplementUntil: v.nullable(v.string()),
  extensions: v.number(),
  returnWay,
  events: v.array(dossierEvent),
  /** When answers and papers were removed because their time was over (retention). */
  contentRemovedAt: v.optional(v.nullable(v.string()), null),
  /** Names of the people and units that are named here by their user names and codes; older gateways give none. */
  names: v.optional(
    v.object({ people: v.record(v.string(), v.string()), units: v.record(v.string(), v.string()) }),
    { people: {}, units: {} },
  ),
})
export type DossierDetail = v.InferOutput<typeof dossierDetail>

/** `GET /api/desk/officers`: who of one's own unit may be given a dossier. */
export const officerList = v.object({
  officers: v.array(
    v.object({
      username: v.string(),
      name: v.string(),
      /** Dossiers that they have in work. */
      open: v.number(),
    }),
  ),
})
export type OfficerList = v.InferOutput<typeof officerList>

/** `GET /api/desk/transfer-units`: where a dossier can be transferred to. */
export const transferUnitList = v.object({
  units: v.array(v.object({ code: v.string(), name: v.string() })),
})
export type TransferUnitList = v.InferOutput<typeof transferUnitList>

/** `POST /api/desk/enrolment-codes` (unit administrator) */
export const enrolmentCodeRequest = v.strictObject({
  role: deviceRole,
  /** One of the unit's teams, for a device that it files with. */
  team: v.optional(v.nullable(v.string()), null),
})
export const enrolmentCodeResponse = v.object({ code: v.string(), expiresAt: v.string() })

/** `POST /api/desk/devices/:id/team` (unit administrator) */
export const deviceTeam = v.strictObject({ team: v.nullable(v.string()) })

/** `GET /api/desk/devices`; `POST /api/desk/devices/:id/revocation` (unit administrator) shuts one out. */
export const deviceList = v.object({
  devices: v.array(
    v.object({
      id: v.string(),
      name: v.string(),
      role: deviceRole,
      /** Code of the team that files with it. */
      team: v.optional(v.nullable(v.string()), null),
      enrolledAt: v.string(),
      lastContactAt: v.nullable(v.string()),
      highestSequence: v.number(),
      missingSequences: v.array(v.number()),
      /** Sequences that do not name the envelope before them as `previous`: something was removed or reordered. */
      brokenLinks: v.optional(v.array(v.number()), []),
      /** Own dossiers that the device says it still has to send; null when it has not said so. */
      queueLength: v.optional(v.nullable(v.number()), null),
      /** Milliseconds to add to the device's clock to get the gateway's. */
      clockOffsetMs: v.optional(v.nullable(v.number()), null),
      /** When the gateway found that it knew more of the device's dossiers than the device did. */
      storeLostAt: v.optional(v.nullable(v.string()), null),
      revokedAt: v.nullable(v.string()),
    }),
  ),
})
export type DeviceList = v.InferOutput<typeof deviceList>

/** `GET /api/desk/quarantine` */
export const quarantineList = v.object({
  envelopes: v.array(
    v.object({
      id: v.string(),
      receiptCode: v.string(),
      device: v.string(),
      arrivedAt: v.string(),
      problem: v.string(),
      detail: v.nullable(v.string()),
    }),
  ),
})
export type QuarantineList = v.InferOutput<typeof quarantineList>
