/** A transfer to the unit's account, as a payer's bank reads it from a code and as people compare it. */
import * as v from 'valibot'

export const transfer = v.object({
  /** VietQR, with the amount and the dossier's number in it. */
  qrText: v.string(),
  /** Six digits, as NAPAS allots them. */
  bank: v.string(),
  account: v.string(),
  name: v.string(),
  /** What stands in the transfer: the dossier's number. Older gateways do not say. */
  reference: v.exactOptional(v.string()),
})
export type Transfer = v.InferOutput<typeof transfer>
