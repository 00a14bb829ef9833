/**
 * E-mail. SMTP knows no repetition: once the message itself has been handed over, an answer that does not come leaves
 * open whether it was sent, and it is not sent again by itself.
 */
import { type MessageProvider, type NotTaken, notTaken } from './provider.ts'
import type { SmtpProvider } from './settings.ts'

export function createSmtpProvider(settings: SmtpProvider): MessageProvider {
  const { host, port, isSecure, isPlain, username, password, from, timeoutSeconds } = settings
  const timeoutMs = timeoutSeconds * 1000
  // Few gateways send e-mail; all would read the library at each start.
  const loading = import('nodemailer').then(({ createTransport }) =>
    createTransport({
      host,
      port,
      secure: isSecure,
      requireTLS: !isSecure && !isPlain,
      ...(username === undefined ? {} : { auth: { user: username, pass: password ?? '' } }),
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      // What is sent is our own text: nothing is read from files or fetched for it.
      disableFileAccess: true,
      disableUrlAccess: true,
    }),
  )
  return {
    isIdempotent: false,
    async hand({ id, to, subject, text }) {
      const transport = await loading
      // An error does not tell what was under way; what fails here fails before anything is sent.
      const reached = await attempted(transport.verify())
      if (reached !== null) return reached.isFinal ? { ...reached, isFinal: false } : reached
      const failed = await attempted(
        transport.sendMail({ from, to, subject, text, messageId: `<${id}@${domainOf(from)}>` }),
      )
      if (failed === null) return { kind: 'taken' }
      return failed.failure === 'refused' ? failed : { kind: 'unknown' }
    },
  }
}

/** @returns null when it was done. */
async function attempted(work: Promise<unknown>): Promise<NotTaken | null> {
  try {
    await work
    return null
  } catch (error) {
    // Every error of a transport has a code; anything else is a bug of ours.
    if (!(error instanceof Error) || !('code' in error)) throw error
    const status =
      'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : null
    // RFC 5321, 4.2.1: 4xx may work later, 5xx does not.
    if (status !== null) return notTaken('refused', status >= 500)
    return notTaken('unreachable', false)
  }
}

function domainOf(from: string): string {
  return /@([A-Za-z0-9.-]+)/.exec(from)?.[1] ?? 'localhost'
}
