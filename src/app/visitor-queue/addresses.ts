/** Addresses for telephones: the same machine that this screen came from. */

export function placeAddress(ticketId: string): string {
  return new URL(`so/${ticketId}`, document.baseURI).href
}

export function bookedAddress(bookingId: string): string {
  return new URL(`lich-hen/${bookingId}`, document.baseURI).href
}

export function bookingAddress(unit: string): string {
  return new URL(`dat-gio/${encodeURIComponent(unit)}`, document.baseURI).href
}

export function callScreenAddress(): string {
  return new URL('goi-so', document.baseURI).href
}
