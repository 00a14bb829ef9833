import type { Answer } from '../desk-client.ts'

/** Does one thing of the screen and shows at its top what came of it. @param tell in words. */
export type Run = <Value>(work: () => Promise<Answer<Value>>, tell: (value: Value) => string) => Promise<void>
