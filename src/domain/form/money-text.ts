/** `1500000` → `1.500.000`, as written in Vietnam, also beside English words: the slip says the same. */
export function formatMoney(vnd: number): string {
  return String(vnd).replace(/\B(?=(?:\d{3})+$)/g, '.')
}
