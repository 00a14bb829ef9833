/** What remains on the device of a filed dossier: its receipt, without personal data, and what the desk says of it. */

import { sign } from '../vault/signature.ts'
import { bytesOf } from '../vault/text.ts'
import { database, type ReceiptRow } from './database.ts'

export type Receipt = Omit<ReceiptRow, 'session'>

/** For `useLiveQuery`: newest first. */
export async function listReceipts(limit = 100): Promise<Receipt[]> {
  const rows = await database.receipts.orderBy('createdAt').reverse().limit(limit).toArray()
  return rows.map(withoutSession)
}

/** For `useLiveQuery`: by receipt code as `receiptCodeOf` writes it. */
export async function readReceipt(receiptCode: string): Promise<Receipt | null> {
  const row = await database.receipts.get({ receiptCode })
  return row === undefined ? null : withoutSession(row)
}

export function withoutSession({ session: _, ...receipt }: ReceiptRow): Receipt {
  return receipt
}

/**
 * The text of the receipt's QR: `MOTCUA1|code|procedure|createdAt|device|signature` (`domain/receipt/slip.ts` reads
 * it). The device's signature over everything before the last bar lets a desk tell a real slip from a made-up one
 * before the dossier has arrived.
 */
export async function receiptQrText(
  signingKey: CryptoKey,
  receipt: {
    readonly receiptCode: string
    readonly procedure: string
    readonly createdAt: string
    readonly device: string
  },
): Promise<string> {
  const text = ['MOTCUA1', receipt.receiptCode, receipt.procedure, receipt.createdAt, receipt.device].join(
    '|',
  )
  return `${text}|${await sign(signingKey, bytesOf(text))}`
}
