import type { AssistancePayload } from '../../contract/assistance.ts'

/** Keeps what came of it, on the device or at the desk. */
export type Note = (payload: AssistancePayload) => Promise<{ readonly ok: boolean }>
