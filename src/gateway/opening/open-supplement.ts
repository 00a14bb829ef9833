/** Papers that came after their dossier: added to it for staff to look at, whichever device they came through. */
import * as v from 'valibot'
import type { Envelope } from '../../contract/envelope.ts'
import { filedPaper, supplementPayload } from '../../contract/payload.ts'
import { isClosed } from '../../domain/dossier/workflow.ts'
import { parseReceiptCode } from '../../domain/receipt/receipt-code.ts'
import { openPayload } from '../../vault/payload.ts'
import { carryOut } from '../desk/dossier-actions.ts'
import type { OpeningContext, RecordOpened } from './record-opener.ts'

/** Another event may come between; then the dossier is read anew. */
const attempts = 5

/**
 * @returns `supplement-unmatched` while no open dossier has the receipt code: the dossier itself may still be on its
 *   way from another device, so this is tried again.
 */
export async function openSupplement(context: OpeningContext, envelope: Envelope): Promise<RecordOpened> {
  const { storage, keys } = context
  const opened = await openPayload(envelope.sealed, keys.identities, supplementPayload)
  if (!opened.ok) return opened
  const { receiptCode, papers, note, consent } = opened.payload
  const invalid = (detail: string): RecordOpened => ({ ok: false, problem: 'payload-invalid', detail })
  const code = parseReceiptCode(receiptCode)
  if (!code.ok) return invalid('the receipt code is none')
  const known = new Set(envelope.parts.map((part) => part.sha256))
  if (!papers.every((paper) => paper.pages.every((page) => known.has(page))))
    return invalid('a paper names a part that the envelope does not')
  for (let attempt = 0; attempt < attempts; attempt++) {
    const dossiers = await storage.dossiers.findByCode({ receiptCode: code.code })
    const dossier = dossiers.find(({ stage }) => !isClosed(stage))
    if (dossier === undefined)
      return { ok: false, problem: 'supplement-unmatched', detail: 'no open dossier has this receipt code' }
    const addedAt = context.now().toISOString()
    const before = v.parse(v.array(filedPaper), JSON.parse(dossier.papers))
    const added = await carryOut(
      context,
      dossier,
      { type: 'add-papers' },
      {
        actor: null,
        by: envelope.device,
        note: note?.replaceAll('\u0000', '') ?? null,
        details: { envelope: envelope.id, papers, ...(consent === undefined ? {} : { consent }) },
        beside: { papers: JSON.stringify([...before, ...papers.map((paper) => ({ ...paper, addedAt }))]) },
        store: (transition) => storage.dossiers.addPapers(envelope.id, transition),
      },
    )
    if (added.ok) return { ok: true }
    if (added.problem !== 'dossier-changed') return invalid(`the papers cannot be added: ${added.problem}`)
  }
  throw new Error(`the dossier of ${envelope.id} changes too fast`)
}
