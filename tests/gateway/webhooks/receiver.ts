/** A province's system that is told of dossiers, checks the signature as Standard Webhooks say, and misbehaves at will. */
import { createHmac } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import * as v from 'valibot'
import { type WebhookMessage, webhookMessage } from '../../../src/contract/webhooks.ts'

export type Misbehaviour =
  | {
      readonly kind: 'status'
      readonly status: number
      readonly retryAfter?: string
      readonly location?: string
    }
  /** Carried out, but the answer never comes. */
  | { readonly kind: 'silence' }
  /** Carried out, and the connection breaks. */
  | { readonly kind: 'lost-answer' }
  /** Not carried out, and the connection breaks. */
  | { readonly kind: 'lost-request' }

export interface Receiver {
  readonly url: string
  readonly host: string
  /** Messages as they were first taken; what came twice under one id counts once. */
  readonly taken: WebhookMessage[]
  /** Every request that was understood, whether it was answered or not. */
  readonly asked: {
    readonly id: string
    readonly path: string
    readonly body: string
    readonly isSigned: boolean
  }[]
  secret: string
  /** @param wrong by the number of the request since, from 1; null behaves. */
  misbehave(wrong: (count: number) => Misbehaviour | null): void
  close(): Promise<void>
}

export async function standInReceiver(): Promise<Receiver> {
  const taken: WebhookMessage[] = []
  const asked: Receiver['asked'] = []
  const silent = new Set<ServerResponse>()
  let wrongAt: (count: number) => Misbehaviour | null = () => null
  let count = 0
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      count += 1
      const wrong = wrongAt(count)
      if (wrong?.kind === 'lost-request') {
        response.destroy()
        return
      }
      const body = Buffer.concat(chunks).toString('utf8')
      const header = (name: string) => String(request.headers[name] ?? '')
      const id = header('webhook-id')
      const key = Buffer.from(receiver.secret.replace(/^whsec_/, ''), 'base64')
      const signed = createHmac('sha256', key).update(`${id}.${header('webhook-timestamp')}.${body}`)
      const isSigned = header('webhook-signature') === `v1,${signed.digest('base64')}`
      asked.push({ id, path: request.url ?? '', body, isSigned })
      if (wrong?.kind === 'status') {
        response.writeHead(wrong.status, {
          ...(wrong.retryAfter === undefined ? {} : { 'retry-after': wrong.retryAfter }),
          ...(wrong.location === undefined ? {} : { location: wrong.location }),
        })
        response.end('{"error": "…"}')
        return
      }
      const message = v.parse(webhookMessage, JSON.parse(body))
      if (!taken.some((each) => each.id === message.id)) taken.push(message)
      if (wrong?.kind === 'silence') silent.add(response)
      else if (wrong?.kind === 'lost-answer') response.destroy()
      else response.writeHead(204).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const host = `127.0.0.1:${address.port}`
  const receiver: Receiver = {
    url: `http://${host}/su-kien`,
    host,
    taken,
    asked,
    secret: '',
    misbehave(wrong) {
      count = 0
      wrongAt = wrong
    },
    async close() {
      for (const response of silent) response.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return receiver
}
