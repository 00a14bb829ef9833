export type EmailResult =
  | { readonly ok: true; readonly email: string }
  | { readonly ok: false; readonly problem: 'email-malformed' }

/** Longest address that SMTP can deliver to (RFC 5321 §4.5.3.1.3). */
const maximumLength = 254
/** One @, something before it, a domain with a dot after it; whether it exists only a message can tell. */
const pattern = /^[^\s@<>"]+@[^\s@<>".]+(?:\.[^\s@<>".]+)+$/u

export function parseEmail(typed: string): EmailResult {
  const email = typed
    .slice(0, 1000)
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim()
  if (email.length > maximumLength || !pattern.test(email)) return { ok: false, problem: 'email-malformed' }
  return { ok: true, email }
}
