/**
 * The text of a VietQR code (EMVCo merchant-presented mode with NAPAS' tag 38; rules.md §6), made without a network.
 * The few lines stand here because the library for it (vietnam-qr-pay) is a parser of every Vietnamese wallet's codes
 * around the same ten tags; the specimens of NAPAS are the test.
 */

/** Where transfers to a unit go: an account of the State, never of a person. */
export interface BankAccount {
  /** Six digits, as NAPAS allots them. */
  readonly bin: string
  readonly account: string
  /** The holder's name, for people to compare on their phones. */
  readonly name: string
}

export interface Transfer {
  readonly to: Pick<BankAccount, 'bin' | 'account'>
  /** Whole đồng; the payer's bank takes it as it is. */
  readonly amountVnd: number
  /** Number of the dossier: what the money is told apart by on the bank's statement. */
  readonly bill: string
  /** What the payer reads; letters without marks, as banks pass on no others. */
  readonly purpose: string
}

/** As long as EMVCo lets a bill number or a purpose be. */
const additionalMaximum = 25

export function vietQrText({ to, amountVnd, bill, purpose }: Transfer): string {
  if (!Number.isSafeInteger(amountVnd) || amountVnd <= 0) throw new RangeError(`no amount: ${amountVnd}`)
  const beneficiary = field('00', to.bin) + field('01', to.account)
  const account = field('00', 'A000000727') + field('01', beneficiary) + field('02', 'QRIBFTTA')
  const additional = field('01', additionalText(bill)) + field('08', additionalText(purpose))
  const text = [
    field('00', '01'),
    // For one payment, not a sign on the counter.
    field('01', '12'),
    field('38', account),
    field('53', '704'),
    field('54', String(amountVnd)),
    field('58', 'VN'),
    field('62', additional),
    '6304',
  ].join('')
  return text + checksum(text)
}

/** CRC-16/CCITT-FALSE (polynomial 1021, start FFFF) of an ASCII text, four capital hexadecimal digits. */
export function checksum(text: string): string {
  let register = 0xffff
  for (const character of text) {
    register ^= character.charCodeAt(0) << 8
    for (let bit = 0; bit < 8; bit++)
      register = ((register & 0x8000) === 0 ? register << 1 : (register << 1) ^ 0x1021) & 0xffff
  }
  return register.toString(16).toUpperCase().padStart(4, '0')
}

function field(tag: string, value: string): string {
  return `${tag}${String(value.length).padStart(2, '0')}${value}`
}

function additionalText(text: string): string {
  const plain = text.normalize('NFD').replaceAll('đ', 'd').replaceAll('Đ', 'D')
  return plain.replaceAll(/[^ -~]/g, '').slice(0, additionalMaximum)
}
