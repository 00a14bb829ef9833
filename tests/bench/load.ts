/** Requests over plain sockets: as little work as can be, so that what is measured is the server. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

export interface Load {
  readonly requests: number
  readonly seconds: number
  /** Of each answer, in the order they came. */
  readonly bodies: readonly string[]
}

/** Ready to be written: head and body of a POST. */
export function postRequest(url: string, value: unknown): Buffer {
  const { host, pathname } = new URL(url)
  const body = Buffer.from(JSON.stringify(value))
  const head = [
    `POST ${pathname} HTTP/1.1`,
    `host: ${host}`,
    'content-type: application/json',
    `content-length: ${body.length}`,
    '',
    '',
  ].join('\r\n')
  return Buffer.concat([Buffer.from(head), body])
}

/**
 * Each connection sends its requests one after another, until they are all sent or the time is over.
 * @param connections the requests of each.
 */
export async function sendLoad(
  url: string,
  connections: readonly (readonly Buffer[])[],
  seconds: number,
): Promise<Load> {
  const { hostname, port } = new URL(url)
  const sockets = await Promise.all(
    connections.map(async () => {
      const socket = connect(Number(port), hostname).setNoDelay(true)
      await once(socket, 'connect')
      return socket
    }),
  )
  const bodies: string[] = []
  const began = performance.now()
  const until = began + seconds * 1000
  await Promise.all(
    connections.map(async (requests, index) => {
      const socket = sockets[index]
      if (socket === undefined) return
      const exchange = exchangeOn(socket)
      for (const request of requests) {
        if (performance.now() > until) break
        bodies.push(await exchange(request))
      }
    }),
  )
  const took = (performance.now() - began) / 1000
  for (const socket of sockets) socket.destroy()
  return { requests: bodies.length, seconds: took, bodies }
}

const headEnd = '\r\n\r\n'

function exchangeOn(socket: Socket): (request: Buffer) => Promise<string> {
  let received: Buffer[] = []
  let answer: { resolve(body: string): void; reject(error: Error): void } | null = null
  socket.on('data', (chunk: Buffer) => {
    received.push(chunk)
    const whole = received.length === 1 ? chunk : Buffer.concat(received)
    received = [whole]
    const end = whole.indexOf(headEnd)
    if (end === -1) return
    const head = whole.toString('latin1', 0, end)
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1])
    if (whole.length < end + headEnd.length + length) return
    received = []
    const body = whole.toString('utf8', end + headEnd.length)
    if (head.startsWith('HTTP/1.1 200')) answer?.resolve(body)
    else answer?.reject(new Error(`${head.split('\r\n')[0]}: ${body}`))
  })
  socket.on('error', (error) => answer?.reject(error))
  return (request) =>
    new Promise((resolve, reject) => {
      answer = { resolve, reject }
      socket.write(request)
    })
}
