/**
 * The network between kiosk and gateway, which a test can spoil: a proxy with an address of its own. What it does not
 * spoil it passes on unchanged.
 */
import { once } from 'node:events'
import {
  Agent,
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http'
import { freePort } from './product.ts'

/** Decides what becomes of one request; `pass` hands it to the gateway. */
export type Weather = (request: IncomingMessage, response: ServerResponse, pass: () => void) => void

export interface Network {
  readonly port: number
  /** From now on, for new requests. */
  set(weather: Weather): void
  stop(): Promise<void>
}

export async function startNetwork(gatewayPort: number): Promise<Network> {
  const port = await freePort()
  let weather: Weather = clear
  const server = createServer((request, response) => {
    weather(request, response, () => passOn(request, response, gatewayPort))
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    port,
    set(next) {
      weather = next
    },
    async stop() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

// A connection kept from before a gateway was killed would fail the first request after it.
const agent = new Agent({ keepAlive: false })

function passOn(request: IncomingMessage, response: ServerResponse, port: number): void {
  const { method, url: path, headers } = request
  const onward = httpRequest({ agent, host: '127.0.0.1', port, method, path, headers })
  const cut = () => {
    onward.destroy()
    request.socket.destroy()
  }
  onward.on('error', cut)
  request.on('error', cut)
  onward.on('response', (answer) => {
    answer.on('error', cut)
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(response)
  })
  request.pipe(onward)
}

export const clear: Weather = (_request, _response, pass) => pass()

/** The cable is cut: nothing answers. */
export const cut: Weather = (request) => request.socket.destroy()

/** A hotspot that answers every address with its own page. */
export const loginPage: Weather = (request, response) => {
  request.resume()
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
  response.end('<!doctype html><title>Wi-Fi</title><h1>Đăng nhập Wi-Fi</h1>')
}

/** A hotspot that sends every address to its page. */
export const loginRedirect: Weather = (request, response, pass) => {
  if (request.url === '/wifi-login') return loginPage(request, response, pass)
  request.resume()
  response.writeHead(302, { location: '/wifi-login' })
  response.end()
}

/** Another service at the gateway's address: JSON, well-formed, and of no use. */
export const otherService: Weather = (request, response) => {
  request.resume()
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ status: 'ok', acknowledgements: [], changes: [], version: '2.4.1' }))
}

/** The API is out of reach while the site is served, as when only the gateway's database is down. */
export const siteOnly: Weather = (request, _response, pass) => {
  if (request.url?.includes('/api/') === true) request.socket.destroy()
  else pass()
}

export function isDelivery(request: IncomingMessage): boolean {
  return request.method === 'POST' && request.url?.endsWith('/api/v1/envelopes') === true
}

export function isPartPiece(request: IncomingMessage): boolean {
  return request.method === 'PATCH' && request.url?.includes('/api/v1/parts/') === true
}

/**
 * The gateway gets the first such request, commits and answers; the answer never arrives.
 *
 * @param after what becomes of the connection then.
 * @returns the weather, and when the gateway has answered.
 */
export function losingFirstAnswer(
  to: (request: IncomingMessage) => boolean,
  after: 'connection-breaks' | 'silence',
): { readonly weather: Weather; readonly answered: Promise<void> } {
  const { promise: answered, resolve } = Promise.withResolvers<void>()
  let isLost = false
  const weather: Weather = (request, response, pass) => {
    if (isLost || !to(request)) return pass()
    isLost = true
    response.writeHead = () => response
    response.write = () => true
    response.end = () => {
      if (after === 'connection-breaks') request.socket.destroy()
      resolve()
      return response
    }
    pass()
  }
  return { weather, answered }
}

/**
 * Uploads of parts get so many bytes to the gateway, over all their pieces, then hang: the moment in which it is
 * killed. Every piece that starts is noted by the offset it claims.
 */
export function hangingUploads(afterBytes: number): {
  readonly weather: Weather
  readonly hanging: Promise<void>
} {
  const { promise: hanging, resolve } = Promise.withResolvers<void>()
  let passed = 0
  const weather: Weather = (request, _response, pass) => {
    if (!isPartPiece(request)) return pass()
    pass()
    request.on('data', (chunk: Buffer) => {
      passed += chunk.length
      if (passed < afterBytes) return
      request.unpipe()
      request.pause()
      resolve()
    })
  }
  return { weather, hanging }
}

/** Passes everything and notes at which byte each piece of a part begins. */
export function notingOffsets(): { readonly weather: Weather; readonly offsets: number[] } {
  const offsets: number[] = []
  const weather: Weather = (request, _response, pass) => {
    if (isPartPiece(request)) offsets.push(Number(request.headers['upload-offset']))
    pass()
  }
  return { weather, offsets }
}

/**
 * The next release of the app: another first page under another revision in the service worker's list, as a build
 * makes them. The API is out of reach, as while the gateway is being replaced.
 */
export function newVersion(version: string): Weather {
  return (request, response, pass) => {
    const path = request.url?.split('?', 1)[0] ?? ''
    const isPage = path.endsWith('/') || path.endsWith('/index.html')
    if (!path.endsWith('/sw.js') && !isPage) return siteOnly(request, response, pass)
    // As plain text, to be changed on its way.
    request.headers['accept-encoding'] = 'identity'
    // And whole: "not modified" is said of the version before.
    delete request.headers['if-none-match']
    delete request.headers['if-modified-since']
    const chunks: Buffer[] = []
    const { writeHead, end } = response
    response.writeHead = ((status: number, headers: OutgoingHttpHeaders) => {
      delete headers['content-length']
      return writeHead.call(response, status, headers)
    }) as typeof response.writeHead
    response.write = (chunk: Buffer) => chunks.push(chunk) > 0
    response.end = (() => {
      const text = Buffer.concat(chunks).toString('utf8')
      return end.call(response, isPage ? markPage(text, version) : markWorker(text, version), 'utf8')
    }) as typeof response.end
    pass()
  }
}

function markPage(page: string, version: string): string {
  return page.replace('</head>', `<meta name="version" content="${version}"></head>`)
}

/** The list has the page's revision as `{"revision":"…","url":"index.html"}`, in either order and quoting. */
function markWorker(worker: string, version: string): string {
  const entry = /\{[^{}]*url["']?:\s*["'`]index\.html[^{}]*\}/
  const marked = worker.replace(entry, (found) => found.replace(/(revision["']?:\s*["'`])/, `$1${version}-`))
  if (marked === worker) throw new Error('the service worker lists no index.html with a revision')
  return marked
}
