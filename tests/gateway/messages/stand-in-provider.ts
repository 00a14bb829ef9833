/** A provider of SMS that misbehaves at will; what comes twice under one id it sends once, where it is given ids. */
import { createServer, type ServerResponse } from 'node:http'
import * as v from 'valibot'

export type Misbehaviour =
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: string }
  /** 200 with an error inside. */
  | { readonly kind: 'code'; readonly code: string }
  /** Sent, but the answer never comes. */
  | { readonly kind: 'silence' }
  /** Sent, and the connection breaks. */
  | { readonly kind: 'lost-answer' }
  /** A Wi-Fi's sign-in page. */
  | { readonly kind: 'page' }

const request = v.object({ Phone: v.string(), Content: v.string(), RequestId: v.optional(v.string()) })

export interface StandInProvider {
  readonly url: string
  /** What reached a phone, in order. */
  readonly sent: { readonly to: string; readonly text: string }[]
  readonly asked: { readonly id: string | undefined; readonly text: string }[]
  /** @param wrong by the number of the request since, from 1; null behaves. */
  misbehave(wrong: (count: number) => Misbehaviour | null): void
  close(): Promise<void>
}

export async function standInProvider(): Promise<StandInProvider> {
  const sent: StandInProvider['sent'] = []
  const asked: StandInProvider['asked'] = []
  const known = new Set<string>()
  const silent = new Set<ServerResponse>()
  let wrongAt: (count: number) => Misbehaviour | null = () => null
  let count = 0
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      count += 1
      const wrong = wrongAt(count)
      const {
        Phone: to,
        Content: text,
        RequestId: id,
      } = v.parse(request, JSON.parse(Buffer.concat(chunks).toString('utf8')))
      asked.push({ id, text })
      const answer = (code: string) => {
        response.writeHead(200, { 'content-type': 'application/json' })
        response.end(JSON.stringify({ result: { code } }))
      }
      if (wrong?.kind === 'status') {
        const { retryAfter } = wrong
        response.writeHead(wrong.status, retryAfter === undefined ? {} : { 'retry-after': retryAfter }).end()
        return
      }
      if (wrong?.kind === 'page') {
        response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Wi-Fi</html>')
        return
      }
      if (wrong?.kind === 'code') {
        answer(wrong.code)
        return
      }
      if (id === undefined || !known.has(id)) sent.push({ to, text })
      if (id !== undefined) known.add(id)
      if (wrong?.kind === 'silence') silent.add(response)
      else if (wrong?.kind === 'lost-answer') response.destroy()
      else answer('100')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}/gui`,
    sent,
    asked,
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
}
