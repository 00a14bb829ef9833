/** Lets tus-js-client speak through fetch, which a service worker has and XMLHttpRequest it has not. */
import type { HttpRequest, HttpResponse, HttpStack } from 'tus-js-client'
import { timeoutMsFor } from './transport.ts'

class FetchRequest implements HttpRequest {
  readonly #method: string
  readonly #url: string
  readonly #headers = new Headers()
  readonly #aborted = new AbortController()

  constructor(method: string, url: string) {
    this.#method = method
    this.#url = url
  }

  getMethod(): string {
    return this.#method
  }

  getURL(): string {
    return this.#url
  }

  setHeader(header: string, value: string): void {
    this.#headers.set(header, value)
  }

  getHeader(header: string): string | undefined {
    return this.#headers.get(header) ?? undefined
  }

  setProgressHandler(): void {
    // fetch does not report progress of what it sends; nothing here shows it.
  }

  async send(body: Blob | null): Promise<HttpResponse> {
    const response = await fetch(this.#url, {
      method: this.#method,
      headers: this.#headers,
      body,
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.any([this.#aborted.signal, AbortSignal.timeout(timeoutMsFor(body?.size ?? 0))]),
    })
    const text = await response.text()
    return {
      getStatus: () => response.status,
      getHeader: (header) => response.headers.get(header) ?? undefined,
      getBody: () => text,
      getUnderlyingObject: () => response,
    }
  }

  async abort(): Promise<void> {
    this.#aborted.abort()
  }

  getUnderlyingObject(): undefined {
    return undefined
  }
}

export const fetchStack: HttpStack = {
  createRequest: (method, url) => new FetchRequest(method, url),
  getName: () => 'fetch',
}
