import { exclusively } from '../exclusive.ts'

/** One tab at a time works on the catalogue. @returns undefined when another one is at it. */
export function withCatalogueLock<T>(work: () => Promise<T>): Promise<T | undefined> {
  return exclusively('motcua-catalogue', work)
}
