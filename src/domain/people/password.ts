/** What a password must be: long enough and not the first that everybody tries (NIST SP 800-63B §3.1.1.2). */

export type PasswordProblem =
  | 'password-too-short'
  | 'password-too-long'
  | 'password-is-username'
  | 'password-common'

export const passwordMinimumLength = 10
export const passwordMaximumLength = 200

/** Of those with ten characters or more in lists of leaked passwords, the most frequent; and ours. */
const common: ReadonlySet<string> = new Set([
  ...['1234567890', '0123456789', '12345678910', '123456789a', 'a123456789', '1q2w3e4r5t', '1qaz2wsx3edc'],
  ...['0987654321', '9876543210', '1234512345', '1231231234', '123123123123', '123456123456'],
  ...['qwertyuiop', 'qwerty12345', 'qwerty123456', 'qwerty1234', 'asdfghjkl;', '1qazxsw23edc', 'abcd123456'],
  ...[
    'password12',
    'password123',
    'password1234',
    'password12345',
    'p@ssw0rd123',
    'p@ssword123',
    'passw0rd123',
  ],
  ...['iloveyou12', 'iloveyou123', 'abcdefghij', 'abc1234567', 'abc123456789', 'welcome123', 'admin12345'],
  ...[
    'admin123456',
    'administrator',
    'letmein123',
    'changeme123',
    'football123',
    'superman123',
    'unknown123',
  ],
  ...['matkhau123', 'matkhau1234', 'matkhau12345', 'matkhau123456', 'mat khau 123', 'mật khẩu 123'],
  ...[
    'anhyeuem123',
    'emyeuanh123',
    'khongbiet123',
    'khongco123',
    'vietnam123',
    'vietnam1234',
    'vietnam12345',
  ],
  ...[
    'motcua1234',
    'motcua12345',
    'motcua123456',
    'ubnd123456',
    'hosotructuyen',
    'dichvucong123',
    'canbomotcua',
  ],
])

/** @param username the normal form, as in the account. @returns null for a password that may be used. */
export function passwordProblem(password: string, username: string): PasswordProblem | null {
  if (password.length > passwordMaximumLength) return 'password-too-long'
  const plain = password.normalize('NFC').trim().toLowerCase()
  const symbols = [...plain]
  if (symbols.length < passwordMinimumLength) return 'password-too-short'
  if (plain === username) return 'password-is-username'
  const isOneSymbol = new Set(symbols).size === 1
  return isOneSymbol || common.has(plain) ? 'password-common' : null
}
