/**
 * E-mail. SMTP knows no repetition: once the message itself has been handed over, an answer that does not come leaves
 * open whether it was sent, and it is not sent again by itself.
 */
import { createTransport } from 'nodemailer'
import { type MessageProvider, notTaken } from './provider.ts'
import type { SmtpProvider } from './settings.ts'

export function createSmtpProvider(settings: SmtpProvider): MessageProvider {
  const { host, port, isSecure, isPlain, username, password, from, timeoutSeconds } = settings
  const timeoutMs = timeoutSeconds * 1000
  const transport = createTransport({
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
  })
  return {
    isIdempotent: false,
    async hand({ id, to, subject, text }) {
      try {
        await transport.sendMail({ from, to, subject, text, messageId: `<${id}@${domainOf(from)}>` })
        return { kind: 'taken' }
      } catch (error) {
        return failed(error)
      }
    },
  }
}

function failed(error: unknown) {
  // Every error of a transport tells its step; anything else is a bug of ours.
  if (!(error instanceof Error) || !('code' in error)) throw error
  const status = 'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : null
  // RFC 5321, 4.2.1: 4xx may work later, 5xx does not.
  if (status !== null) return notTaken('refused', status >= 500)
  const command = 'command' in error ? error.command : undefined
  if (error.code === 'EAUTH' || error.code === 'ETLS') return notTaken('refused', false)
  if (command === 'CONN' || error.code === 'EDNS' || error.code === 'ECONNECTION')
    return notTaken('unreachable', false)
  return { kind: 'unknown' } as const
}

function domainOf(from: string): string {
  return /@([A-Za-z0-9.-]+)/.exec(from)?.[1] ?? 'localhost'
}
