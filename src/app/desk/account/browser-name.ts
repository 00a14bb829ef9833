/** Browser and system in a `User-Agent`, in the order in which they imitate each other. */
const browsers = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['coc_coc_browser/', 'Cốc Cốc'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const
const systems = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS X', 'macOS'],
  ['CrOS', 'ChromeOS'],
  ['Linux', 'Linux'],
] as const

/** E.g. `Chrome, Windows`; null when neither is recognised. */
export function browserName(userAgent: string): string | null {
  const names = [browsers, systems].map((known) => known.find(([mark]) => userAgent.includes(mark))?.[1])
  return names.filter((name) => name !== undefined).join(', ') || null
}
