/** A real OpenID Connect provider with its own development sign-in form, and a browser's manners in a few lines. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import Provider from 'oidc-provider'

export interface TestProvider {
  readonly issuer: string
  /** Claims by the name typed into the provider's form; that name is the subject. */
  readonly people: Map<string, Record<string, unknown>>
  close(): Promise<void>
}

export const clientId = 'motcua'
export const clientSecret = 'bi-mat-cua-motcua'

/** @param redirectUri asked for when a client is looked up, as the gateway starts after the provider */
export async function startProvider(redirectUri: string): Promise<TestProvider> {
  const server: Server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the provider has no port')
  const issuer = `http://127.0.0.1:${address.port}`
  const people = new Map<string, Record<string, unknown>>()
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    claims: { openid: ['sub'], profile: ['preferred_username'], email: ['email', 'email_verified'] },
    pkce: { required: () => true },
    cookies: { keys: ['test'] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: () => ({ sub, ...people.get(sub) }),
    }),
  })
  server.on('request', provider.callback())
  return {
    issuer,
    people,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Follows redirects and fills in the provider's form; keeps cookies by host as a browser does. */
export class TestBrowser {
  readonly #cookies = new Map<string, string>()
  /** Those of the last answer of our own gateway, with their attributes. */
  readonly received: string[] = []

  async ask(url: URL, form?: Readonly<Record<string, string>>): Promise<Response> {
    const jar = [...this.#cookies].filter(([key]) => key.startsWith(`${url.host} `))
    const response = await fetch(url, {
      redirect: 'manual',
      headers: {
        cookie: jar.map(([key, value]) => `${key.slice(url.host.length + 1)}=${value}`).join('; '),
        ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form).toString() }),
    })
    for (const cookie of response.headers.getSetCookie()) {
      this.received.push(cookie)
      const [pair = ''] = cookie.split(';', 1)
      const at = pair.indexOf('=')
      this.#cookies.set(`${url.host} ${pair.slice(0, at)}`, pair.slice(at + 1))
    }
    return response
  }

  /** From `url` on, as `login`, until an address that `isThere` accepts; that one is not asked. */
  async travel(url: URL, login: string, isThere: (url: URL) => boolean): Promise<URL> {
    let next = url
    let form: Record<string, string> | undefined
    for (let step = 0; step < 20; step++) {
      if (isThere(next)) return next
      const response = await this.ask(next, form)
      form = undefined
      const location = response.headers.get('location')
      if (location !== null) {
        next = new URL(location, next)
        continue
      }
      const page = await response.text()
      const action = /<form[^>]* action="([^"]+)"/.exec(page)?.[1]
      if (action === undefined)
        throw new Error(`neither redirect nor form: ${response.status} ${page.slice(0, 300)}`)
      next = new URL(action, next)
      form = page.includes('name="login"') ? { prompt: 'login', login, password: 'x' } : { prompt: 'consent' }
    }
    throw new Error('the way does not end')
  }
}
