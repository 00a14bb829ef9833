/**
 * The receipt code: what a citizen keeps until the desk gives an official number. It follows from the
 * envelope's id alone, so gateway and device derive the same code without ever sending it.
 */

/**
 * 23 symbols, a prime number, which makes the check below catch every single wrong symbol and every swap.
 * Left out because people mix them up when they write or say them in Vietnamese: 0/O, 1/I/L (and L/N in the
 * north), B with 8 and P, C and Q with K, F, J with G, S with X and 5, V with U, Z with 2, I with Y.
 */
const alphabet = '23456789ADEGHKMNPRTUWXY'
const base = BigInt(alphabet.length)
const dataLength = 9
const length = dataLength + 1
/** The 62 random bits of a UUIDv7 below its two variant bits (RFC 9562 §5.7, rand_b). */
const randomBits = (1n << 62n) - 1n

/**
 * Receipt code of an envelope, shown as `XXXXX-XXXXX`: nine symbols (23⁹ ≈ 1.8 · 10¹² codes) and a check symbol.
 *
 * @param envelopeId UUIDv7; its random part decides, so that codes of the same minute share nothing.
 */
export function receiptCodeOf(envelopeId: string): string {
  const lastHalf = envelopeId.replaceAll('-', '').slice(16)
  if (!/^[0-9a-f]{16}$/i.test(lastHalf)) throw new RangeError('a receipt code needs a UUID')
  let rest = (BigInt(`0x${lastHalf}`) & randomBits) % base ** BigInt(dataLength)
  let data = ''
  for (let index = 0; index < dataLength; index++) {
    data = alphabet.charAt(Number(rest % base)) + data
    rest /= base
  }
  return grouped(data + checkSymbolOf(data))
}

type ReceiptCodeProblem = 'receipt-code-malformed' | 'receipt-code-check-failed'
export type ReceiptCodeResult =
  | { readonly ok: true; readonly code: string }
  | { readonly ok: false; readonly problem: ReceiptCodeProblem }

/** Reads a code as typed: case, spaces, dots and dashes do not matter; `code` comes back as `receiptCodeOf` writes it. */
export function parseReceiptCode(typed: string): ReceiptCodeResult {
  const symbols = typed
    .slice(0, 100)
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s.\p{Pd}]/gu, '')
  if (symbols.length !== length || [...symbols].some((symbol) => !alphabet.includes(symbol))) {
    return { ok: false, problem: 'receipt-code-malformed' }
  }
  const data = symbols.slice(0, dataLength)
  if (checkSymbolOf(data) !== symbols.slice(dataLength)) {
    return { ok: false, problem: 'receipt-code-check-failed' }
  }
  return { ok: true, code: grouped(symbols) }
}

/**
 * The symbol that makes Σ weight · value ≡ 0 (mod 23), with weights 10, 9 … 2 and 1 for the check symbol:
 * no weight is 0 and no two are alike, hence one wrong symbol or two swapped ones always change the sum.
 */
function checkSymbolOf(data: string): string {
  let sum = 0
  for (let index = 0; index < data.length; index++) {
    sum += (length - index) * alphabet.indexOf(data.charAt(index))
  }
  return alphabet.charAt((alphabet.length - (sum % alphabet.length)) % alphabet.length)
}

function grouped(symbols: string): string {
  return `${symbols.slice(0, 5)}-${symbols.slice(5)}`
}
