/** The desk's side of `api/desk`: every answer is a value, and what is no answer of a gateway counts as none. */
import * as v from 'valibot'
import { type AuditPage, auditPage, type DossierExport, dossierExport } from '../../contract/audit.ts'
import {
  type DossierDetail,
  deviceList,
  dossierDetail,
  enrolmentCodeResponse,
  type OfficerList,
  officerList,
  quarantineList,
  type SignInRequest,
  type StaffSession,
  staffSession,
  type TransferUnitList,
  transferUnitList,
} from '../../contract/desk.ts'
import { type Board, board, type DossierList, dossierList, type ListView } from '../../contract/desk-lists.ts'
import type { DossierAction } from '../../contract/dossier-action.ts'
import type { DeviceRole } from '../../contract/enrolment.ts'
import {
  type CashBook,
  cashBook,
  type DossierFees,
  dossierFees,
  type FeeAction,
} from '../../contract/fees.ts'
import { type ProblemCode, problem } from '../../contract/problem.ts'
import { apiUrl } from '../../device/api-url.ts'
import { watchNews } from '../live-news.ts'

const timeoutMs = 20_000

const sessionEndListeners = new Set<() => void>()

/** Told when any call finds that the session has ended. @returns the way to unsubscribe. */
export function subscribeSessionEnd(listener: () => void): () => void {
  sessionEndListeners.add(listener)
  return () => sessionEndListeners.delete(listener)
}

const pendingListeners = new Set<() => void>()

/** Told when a call finds that something must be done before it, e.g. a second factor set up. @returns the way to unsubscribe. */
export function subscribePending(listener: () => void): () => void {
  pendingListeners.add(listener)
  return () => pendingListeners.delete(listener)
}

const pendingProblems: ReadonlySet<ProblemCode> = new Set([
  'password-change-required',
  'second-factor-setup-required',
])

/** Called by whoever finds it; tells those who subscribed. */
export function reportSessionEnd(): void {
  for (const listener of sessionEndListeners) listener()
}

export type DeskProblem = ProblemCode | 'offline' | 'not-a-gateway'

export interface Refusal {
  readonly ok: false
  readonly problem: DeskProblem
  /** From `Retry-After`; null when the gateway did not say. */
  readonly retryAfterSeconds: number | null
}

export type Answer<Value> = { readonly ok: true; readonly value: Value } | Refusal

interface Call {
  readonly method?: 'POST' | 'DELETE'
  readonly body?: unknown
}

/** Who is signed in; `sign-in-required` when nobody is. */
export function readSession(): Promise<Answer<StaffSession>> {
  return ask('session', staffSession)
}

export function signIn(request: SignInRequest): Promise<Answer<StaffSession>> {
  return ask('session', staffSession, { method: 'POST', body: request })
}

export function signOut(): Promise<Answer<undefined>> {
  return ask('session', nothing, { method: 'DELETE' })
}

export interface ListFilter {
  readonly view: ListView
  readonly procedure: string | null
  /** Words of names, numbers and codes; empty for none. */
  readonly search: string
}

/** One page. @param after the `next` of the page before. */
export function listDossiers({
  view,
  procedure,
  search,
  after,
}: ListFilter & { readonly after: string | null }): Promise<Answer<DossierList>> {
  const wanted = { view, ...(procedure === null ? {} : { procedure }), ...(after === null ? {} : { after }) }
  if (search === '') return ask(`dossiers?${new URLSearchParams(wanted)}`, dossierList)
  return ask('dossiers/search', dossierList, { method: 'POST', body: { ...wanted, search } })
}

/** @param from first day, @param until last day, `YYYY-MM-DD`. */
export function readBoard(from: string, until: string): Promise<Answer<Board>> {
  return ask(`board?${new URLSearchParams({ from, until })}`, board)
}

/** Calls when something of the unit has changed. @returns the way to stop. */
export function subscribeChanges(listener: () => void): () => void {
  return watchNews(apiUrl('api/desk/live'), { onChange: listener })
}

export function readDossier(id: string): Promise<Answer<DossierDetail>> {
  return ask(`dossiers/${encodeURIComponent(id)}`, dossierDetail)
}

/** `dossier-changed` when somebody else was faster: the revision is no longer the one decided on. */
export function actOnDossier(id: string, action: DossierAction): Promise<Answer<undefined>> {
  return ask(`dossiers/${encodeURIComponent(id)}/events`, nothing, { method: 'POST', body: action })
}

export function listOfficers(): Promise<Answer<OfficerList>> {
  return ask('officers', officerList)
}

export function listTransferUnits(): Promise<Answer<TransferUnitList>> {
  return ask('transfer-units', transferUnitList)
}

export function readFees(id: string): Promise<Answer<DossierFees>> {
  return ask(`dossiers/${encodeURIComponent(id)}/fees`, dossierFees)
}

/** `fee-changed` when somebody else was faster. */
export function recordFee(id: string, action: FeeAction): Promise<Answer<DossierFees>> {
  return ask(`dossiers/${encodeURIComponent(id)}/fees`, dossierFees, { method: 'POST', body: action })
}

/** Local days, both included; entries come for one day only. */
export function readCashBook(from: string, until: string): Promise<Answer<CashBook>> {
  return ask(`cash-book?${new URLSearchParams({ from, until })}`, cashBook)
}

/** Address of a page's image; the session cookie authorises it. */
export function partUrl(id: string, sha256: string): string {
  return apiUrl(`api/desk/dossiers/${encodeURIComponent(id)}/parts/${encodeURIComponent(sha256)}`)
}

export type WhyNoPart = DeskProblem | 'not-an-image'

/** Why the browser could not show a part: not here yet (`not-found`), no image (a PDF), or no gateway. */
export async function whyNoPart(id: string, sha256: string): Promise<WhyNoPart> {
  const answer = await ask(`dossiers/${encodeURIComponent(id)}/parts/${encodeURIComponent(sha256)}`, nothing)
  // What is there and is no JSON is a file of the gateway, or a proxy's page; staff see which when they open it.
  return answer.ok || answer.problem === 'not-a-gateway' ? 'not-an-image' : answer.problem
}

export function listDevices(): Promise<Answer<v.InferOutput<typeof deviceList>>> {
  return ask('devices', deviceList)
}

/** @param team code of the team that will file with the device; null for none */
export function createEnrolmentCode(
  role: DeviceRole,
  team: string | null,
): Promise<Answer<v.InferOutput<typeof enrolmentCodeResponse>>> {
  return ask('enrolment-codes', enrolmentCodeResponse, { method: 'POST', body: { role, team } })
}

export function revokeDevice(id: string): Promise<Answer<undefined>> {
  return ask(`devices/${encodeURIComponent(id)}/revocation`, nothing, { method: 'POST' })
}

export function listQuarantine(): Promise<Answer<v.InferOutput<typeof quarantineList>>> {
  return ask('quarantine', quarantineList)
}

/** Empty texts ask for everything. */
export interface AuditFilter {
  /** Id, receipt code or official number. */
  readonly dossier: string
  readonly person: string
  /** Days, both included. */
  readonly from: string
  readonly to: string
}

/** Newest first. @param before the `next` of the page before; null for the first page. */
export function readAudit(filter: AuditFilter, before: number | null): Promise<Answer<AuditPage>> {
  const query = new URLSearchParams(Object.entries(filter).filter(([, text]) => text.trim() !== ''))
  if (before !== null) query.set('before', String(before))
  return ask(query.size === 0 ? 'audit' : `audit?${query}`, auditPage)
}

/** Staff have checked who asks. */
export function exportDossier(id: string): Promise<Answer<DossierExport>> {
  return ask(`dossiers/${encodeURIComponent(id)}/exports`, dossierExport, {
    method: 'POST',
    body: { isIdentityChecked: true },
  })
}

/** Before the printer is asked. @param document small letters and hyphens, e.g. `declaration`. */
export function notePrint(id: string, document: string): Promise<Answer<undefined>> {
  return ask(`dossiers/${encodeURIComponent(id)}/prints`, nothing, { method: 'POST', body: { document } })
}

/** @param team code of one of the unit's teams; null for the desk itself */
export function setDeviceTeam(id: string, team: string | null): Promise<Answer<undefined>> {
  return ask(`devices/${encodeURIComponent(id)}/team`, nothing, { method: 'POST', body: { team } })
}

/** For answers whose content the screens read again anyway. */
export const nothing = v.pipe(
  v.unknown(),
  v.transform(() => undefined),
)

/** One call under `api/desk/`. Parts that come from people must have been encoded. */
export async function ask<Value>(
  path: string,
  schema: v.GenericSchema<unknown, Value>,
  { method, body }: Call = {},
): Promise<Answer<Value>> {
  let response: Response
  let text: string
  try {
    response = await fetch(apiUrl(`api/desk/${path}`), {
      method: method ?? 'GET',
      headers: {
        accept: 'application/json',
        ...(method === undefined ? {} : { 'x-motcua-desk': '1' }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    })
    text = await response.text()
  } catch {
    // fetch rejects only for an unreachable server, half an answer or the time-out
    return refusal('offline')
  }
  if (response.status === 204) return answered(v.safeParse(schema, undefined))
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // a page of a portal or proxy
    return refusal('not-a-gateway')
  }
  if (response.ok) return answered(v.safeParse(schema, value))
  const named = v.safeParse(problem, value)
  if (!named.success) return refusal('not-a-gateway')
  if (named.output.code === 'sign-in-required') reportSessionEnd()
  if (pendingProblems.has(named.output.code)) for (const listener of pendingListeners) listener()
  return refusal(named.output.code, response)
}

function answered<Value>(
  parsed: { readonly success: true; readonly output: Value } | { readonly success: false },
): Answer<Value> {
  return parsed.success ? { ok: true, value: parsed.output } : refusal('not-a-gateway')
}

function refusal(code: DeskProblem, response?: Response): Refusal {
  const seconds = Number.parseInt(response?.headers.get('retry-after') ?? '', 10)
  return { ok: false, problem: code, retryAfterSeconds: Number.isNaN(seconds) ? null : seconds }
}
