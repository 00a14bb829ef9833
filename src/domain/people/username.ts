/** The name one signs in with: plain enough that no two accounts can look alike. */

export type UsernameResult =
  | { readonly ok: true; readonly username: string }
  | { readonly ok: false; readonly problem: 'username-invalid' }

/** Small Latin letters and digits, joined by single dots, hyphens or underscores. */
const allowed = /^[a-z0-9]+(?:[._-][a-z0-9]+)*$/
const longest = 40

/**
 * As it is looked up: full-width and composed forms folded (NFKC), small letters, nothing around it. Any text may come
 * in; of a very long one no more is kept than tells that it is no username.
 */
export function normaliseUsername(typed: string): string {
  return typed.slice(0, 400).normalize('NFKC').trim().toLowerCase()
}

/** For a new account: look-alikes (Cyrillic а, letters with marks, invisible characters) are refused, not guessed at. */
export function parseUsername(typed: string): UsernameResult {
  const username = normaliseUsername(typed)
  return username.length <= longest && allowed.test(username)
    ? { ok: true, username }
    : { ok: false, problem: 'username-invalid' }
}
