/** A dossier as far as it is told to the National Public Service Portal: neutral, whatever the way it is sent. */
import type { ReturnWay } from '../dossier/decide.ts'
import type { DossierState } from '../dossier/states.ts'

/** Instants are RFC 3339. Null is "not known" or "has not happened": it is left out, never filled with something. */
export interface SharedDossier {
  /** MaHoSo as the one-stop system gave it. */
  readonly number: string | null
  /** Of the dossier at the portal, when it was filed there. */
  readonly portal: { readonly number: string; readonly account: string | null } | null
  readonly receiptCode: string
  readonly procedure: {
    readonly code: string
    readonly name: string | null
    readonly field: { readonly code: string | null; readonly name: string | null }
    /** MaKetQua, where the procedure has exactly one result. */
    readonly resultCode: string | null
  }
  readonly owner: {
    readonly name: string
    readonly identityNumber: string | null
    readonly phone: string | null
    readonly email: string | null
    readonly kind: OwnerKind | null
  }
  /** Whom it is about, when that is somebody else. */
  readonly subjectName: string | null
  readonly filedAt: string
  readonly receivedAt: string | null
  readonly dueAt: string | null
  readonly finishedAt: string | null
  readonly returnedAt: string | null
  readonly closedAt: string | null
  readonly state: DossierState
  readonly returnWay: ReturnWay
  /** Name of the unit that works on it. */
  readonly handler: string | null
  readonly documents: readonly SharedDocument[]
  readonly fees: readonly SharedFee[]
  readonly supplements: readonly SharedSupplement[]
}

export type OwnerKind = 'citizen' | 'business' | 'state-agency' | 'organisation' | 'household-business'

export interface SharedDocument {
  /** Stable in the dossier. */
  readonly id: string
  readonly kind: 'component' | 'result'
  readonly name: string
  /** Where the portal can download it; null when no such address is configured. */
  readonly url: string | null
  /** Another took its place. */
  readonly isReplaced: boolean
  /** Number of the component or paper as the national catalogue has it. */
  readonly code: string | null
  /** SHA-256 of the content, base64url. */
  readonly sha256: string
}

export interface SharedFee {
  readonly kind: 'fee' | 'charge'
  readonly amountVnd: number
  /** When the money was taken; null while nobody has paid. */
  readonly paidAt: string | null
}

export interface SharedSupplement {
  /** 1, 2 … in the dossier. */
  readonly number: number
  readonly askedBy: string
  readonly askedFor: string
  readonly askedAt: string
  readonly dueBefore: string | null
  readonly taken: {
    readonly by: string
    readonly note: string
    readonly at: string
    readonly dueAfter: string | null
  } | null
}

/** One thing that happened, as a progress step. */
export interface SharedStep {
  readonly at: string
  /** Name of the person, or of the unit whose system did it. */
  readonly by: string
  readonly department: string | null
  readonly event: string
  readonly note: string | null
  readonly state: DossierState
  readonly dueAt: string | null
}
