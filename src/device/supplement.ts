/** What may be handed in for a dossier that was filed before, by what this device knows of it. */
import type { HeardStatus } from '../contract/changes.ts'
import type { Slip } from '../domain/receipt/slip.ts'
import type { SupplementDraft } from './drafts.ts'
import { readReceipt } from './receipts.ts'
import { attempt, type StorageProblem } from './storage-state.ts'

export type SupplementPlanned =
  | { readonly ok: true; readonly draft: SupplementDraft }
  | { readonly ok: false; readonly problem: 'dossier-closed' | StorageProblem }

/** National states in which a dossier takes no papers any more: refused, withdrawn, stopped, handed over. */
const closedStates: readonly number[] = [3, 7, 8, 10]

/** @param heard what the gateway has just said of the dossier, which may be one of another device */
export async function planSupplement(slip: Slip, heard: HeardStatus | null): Promise<SupplementPlanned> {
  const read = await attempt(async () => {
    const row = await readReceipt(slip.code)
    // The slip of papers that were handed in later leads to their dossier.
    const receiptCode = row?.supplementFor ?? slip.code
    return { row, receiptCode, dossier: receiptCode === slip.code ? row : await readReceipt(receiptCode) }
  })
  if (!read.ok) return read
  const { row, receiptCode, dossier } = read.value
  const status = heard?.receiptCode === receiptCode ? heard : (dossier?.status ?? null)
  if (status !== null && closedStates.includes(status.state)) return { ok: false, problem: 'dossier-closed' }
  const procedure = status?.procedure || dossier?.procedure || row?.procedure || slip.procedure
  return {
    ok: true,
    draft: { kind: 'supplement', receiptCode, procedure, asked: status?.supplement ?? null },
  }
}

/** Photos of the n-th paper asked for are kept under this, whatever its name; the others under their component. */
export function askedKey(index: number): string {
  return `asked-${index}`
}

/** A paper that the desk asks for by its key; undefined for one that it did not name. */
export function askedPaper({ asked }: SupplementDraft, key: string) {
  return asked?.papers.find((_, index) => askedKey(index) === key)
}
