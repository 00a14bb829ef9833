/** One tab at a time works on the catalogue. @returns undefined when another one is at it. */
export function withCatalogueLock<T>(work: () => Promise<T>): Promise<T | undefined> {
  return navigator.locks.request('motcua-catalogue', { ifAvailable: true }, async (lock) =>
    lock === null ? undefined : work(),
  )
}
