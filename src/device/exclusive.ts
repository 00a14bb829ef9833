/** One tab at a time works on what all tabs share. @returns undefined when another one is at it. */
export function exclusively<T>(name: string, work: () => Promise<T>): Promise<T | undefined> {
  return navigator.locks.request(name, { ifAvailable: true }, async (lock) =>
    lock === null ? undefined : work(),
  )
}
