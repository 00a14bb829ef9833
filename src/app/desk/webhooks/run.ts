import type { Answer } from '../desk-client.ts'

/** Does one thing and tells what came of it; null tells nothing. @returns whether it was done. */
export type Run = <Value>(
  work: () => Promise<Answer<Value>>,
  tell: (value: Value) => string | null,
) => Promise<boolean>
