/** How the dossiers of this phone stand, without anything of whose they are. */
import { countOwnQueue, database } from '../database.ts'

export interface Tally {
  /** Whole at the gateway, and nothing is asked for. */
  readonly sent: number
  /** On this phone still, visits and other reports among them. */
  readonly waiting: number
  /** The desk asks for more. */
  readonly askedFor: number
}

/** For `useLiveQuery`. @throws Dexie errors when the store is out of reach. */
export async function readTally(): Promise<Tally> {
  let sent = 0
  let askedFor = 0
  await database.receipts.each(({ delivery, status }) => {
    if (status?.supplement != null) askedFor += 1
    else if (delivery === 'delivered') sent += 1
  })
  return { sent, waiting: await countOwnQueue(), askedFor }
}
