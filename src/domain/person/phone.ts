/** Phone numbers of Vietnam (Circular 22/2014/TT-BTTTT as amended). */

export type PhoneResult =
  | { readonly ok: true; readonly phone: string }
  | { readonly ok: false; readonly problem: 'phone-malformed' }

/**
 * A number as typed, with +84 or 0, spaces, dots, dashes or brackets; comes back as `0912345678`.
 * Mobile numbers have ten digits, fixed lines (`02…`) eleven.
 */
export function parsePhone(typed: string): PhoneResult {
  const digits = typed
    .slice(0, 200)
    .normalize('NFKC')
    .replace(/[\s.()\p{Pd}\p{Cf}]/gu, '')
    .replace(/^(?:\+|00)?84(?=\d{9,10}$)/, '0')
  if (!/^0(?:[35789]\d{8}|2\d{9})$/.test(digits)) return { ok: false, problem: 'phone-malformed' }
  return { ok: true, phone: digits }
}
