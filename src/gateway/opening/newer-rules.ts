/**
 * What this version cannot open because it was made by the rules of a newer one. The reason is kept with the
 * quarantined envelope and read again at each start: after an update such dossiers open by themselves.
 */
import type { EnvelopeKind } from '../../contract/envelope.ts'
import type { SubmissionPayload } from '../../contract/payload.ts'
import type { Catalogue } from '../catalogue.ts'
import { recordOpeners } from './record-openers.ts'

const openedKinds: readonly string[] = ['submission', ...Object.keys(recordOpeners)]

const kindPattern = /^this version does not open the kind (\S+)$/
const procedurePattern = /^unknown procedure (\S+)$/
/** The name was left out at first. */
const versionPattern = /^version (\d+) of the form(?: (\S+))? is newer than this gateway$/

/** Null for a kind that this version opens. */
export function unknownKind(kind: EnvelopeKind): string | null {
  return openedKinds.includes(kind) ? null : `this version does not open the kind ${kind}`
}

export function unknownProcedure({ procedure }: SubmissionPayload): string {
  return `unknown procedure ${procedure}`
}

export function newerForm({ form }: SubmissionPayload): string {
  return `version ${form.version} of the form ${form.name} is newer than this gateway`
}

/** @param detail of a quarantined envelope; false for every other reason. */
export function isKnownNow(detail: string, catalogue: Catalogue): boolean {
  const [, kind] = kindPattern.exec(detail) ?? []
  if (kind !== undefined) return openedKinds.includes(kind)
  const [, procedure] = procedurePattern.exec(detail) ?? []
  if (procedure !== undefined) return catalogue.procedure(procedure) !== undefined
  const [, version, name] = versionPattern.exec(detail) ?? []
  if (version === undefined) return false
  return name === undefined || (catalogue.form(name)?.version ?? 0) >= Number(version)
}
