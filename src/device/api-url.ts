/** Addresses of the gateway: beside the app's own base, so that one build serves any sub-path. */

interface WorkerScope {
  readonly registration: { readonly scope: string }
}

function base(): string {
  if (typeof document !== 'undefined') return document.baseURI
  return (globalThis as unknown as WorkerScope).registration.scope
}

/** @param path relative, e.g. `api/v1/envelopes` */
export function apiUrl(path: string): string {
  return new URL(path, base()).href
}
