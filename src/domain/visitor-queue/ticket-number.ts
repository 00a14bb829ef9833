/** What stands on a ticket: a letter and three digits, short enough to be called out and remembered. */
import { ownSeriesLetter } from './queue-setting.ts'

/** `A007`; after 999 of a day the digits become four, so that no number comes twice. */
export function ticketNumber(letter: string, value: number): string {
  return `${letter}${String(value).padStart(3, '0')}`
}

/**
 * `K2-014`: given by a device while it cannot reach the gateway. The gateway gives each device a series of its own, so
 * no two devices and no gateway ever give the same number.
 */
export function ownTicketNumber(series: number, value: number): string {
  return `${ownSeriesLetter}${series}-${String(value).padStart(3, '0')}`
}

export const ownNumberPattern = new RegExp(`^${ownSeriesLetter}\\d{1,6}-\\d{3,6}$`)

/** How a number is said: letter, then digit by digit, since "hai trăm lẻ bảy" is harder to catch than "hai, không, bảy". */
export function spokenParts(number: string): readonly string[] {
  return [...number].filter((character) => /[A-Z0-9]/.test(character))
}
