import type { AssistedBy } from '../../../contract/payload.ts'
import { isDrawnSignature } from '../../../domain/form/signature.ts'
import { parseName } from '../../../domain/person/name.ts'

export const consentKinds = ['spoken', 'signed', 'thumb-mark'] as const
export type ConsentKind = AssistedBy['consent']['kind']

/** As it stands on the screen. */
export interface ConsentTyped {
  readonly kind: ConsentKind | undefined
  /** Who heard it, or saw the thumb mark made. */
  readonly witness: string
  /** Path of what was drawn. */
  readonly signature: string
  /** Of the thumb mark, as it came from the camera. */
  readonly photo: Blob | undefined
}

export const nothingTyped: ConsentTyped = { kind: undefined, witness: '', signature: '', photo: undefined }

export type ConsentProblem = 'kind-missing' | 'witness-wrong' | 'signature-missing' | 'photo-missing'

export type ConsentGiven =
  | { readonly ok: true; readonly consent: AssistedBy['consent'] }
  | { readonly ok: false; readonly problem: ConsentProblem }

export function consentOf({ kind, witness, signature, photo }: ConsentTyped): ConsentGiven {
  if (kind === undefined) return { ok: false, problem: 'kind-missing' }
  if (kind === 'signed') {
    return isDrawnSignature(signature)
      ? { ok: true, consent: { kind, signature } }
      : { ok: false, problem: 'signature-missing' }
  }
  const name = parseName(witness)
  if (!name.ok) return { ok: false, problem: 'witness-wrong' }
  if (kind === 'spoken') return { ok: true, consent: { kind, heardBy: name.name } }
  return photo === undefined
    ? { ok: false, problem: 'photo-missing' }
    : { ok: true, consent: { kind, witness: name.name } }
}
