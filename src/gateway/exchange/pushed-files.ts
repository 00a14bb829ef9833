/** The files of a dossier that the portal pushes: inside as base64, or at an address of a host that is allowed. */
import { documentLimitBytes } from '../../contract/documents.ts'
import { fieldsOf, textIn } from './answer.ts'
import type { Exchange } from './portal-exchange.ts'

export interface PushedFile {
  readonly name: string
  readonly base64: string
  readonly url: string
}

export type FetchedFile =
  | { readonly ok: true; readonly bytes: Uint8Array<ArrayBuffer> }
  /** In Vietnamese. */
  | { readonly ok: false; readonly why: string }

const lists = ['tailieunop', 'danhsachtepdinhkem', 'danhsachtepdinhkemkhac']
const contents = ['base64', 'filebase64', 'noidungtep', 'dulieu']
const addresses = ['duongdantaiteptin', 'duongdan', 'url']
const mostFiles = 40

export function filesIn(fields: ReadonlyMap<string, unknown>): readonly PushedFile[] {
  return lists
    .flatMap((list) => {
      const value = fields.get(list)
      return Array.isArray(value) ? (value as readonly unknown[]) : []
    })
    .flatMap((each) => {
      const file = fieldsOf(each)
      if (file === null) return []
      const first = (names: readonly string[]) =>
        names.map((name) => textIn(file, name)).find((text) => text !== '') ?? ''
      const pushed = {
        name: first(['tentepdinhkem', 'tengiayto', 'tentep']),
        base64: first(contents),
        url: first(addresses),
      }
      return pushed.base64 === '' && pushed.url === '' ? [] : [pushed]
    })
    .slice(0, mostFiles)
}

export function nameOf({ name }: PushedFile): string {
  const plain = name.replace(/\.(pdf|jpe?g|png)$/i, '').slice(0, 300)
  return plain === '' ? 'Tệp đính kèm' : plain
}

/** What came, without the content of files: that lies sealed among the documents. */
export function withoutFiles(fields: ReadonlyMap<string, unknown>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    [...fields].map(([name, value]) => [
      name,
      lists.includes(name) && Array.isArray(value)
        ? value.map((each: unknown) => {
            const file = fieldsOf(each)
            return file === null
              ? null
              : Object.fromEntries([...file].filter(([key]) => !contents.includes(key)))
          })
        : value,
    ]),
  )
}

/** From no host but the portal's own and those that are configured: an address in a message may point anywhere. */
export async function fetchFile(
  { url: portal, fileHosts, timeoutSeconds }: Exchange['settings'],
  { base64, url }: PushedFile,
): Promise<FetchedFile> {
  if (base64 !== '') {
    const bytes = new Uint8Array(Buffer.from(base64, 'base64'))
    return bytes.length > documentLimitBytes ? { ok: false, why: 'tệp quá lớn' } : { ok: true, bytes }
  }
  const address = URL.parse(url)
  const allowed = [new URL(portal).host, ...fileHosts]
  if (address === null || !['http:', 'https:'].includes(address.protocol) || !allowed.includes(address.host))
    return { ok: false, why: 'địa chỉ không được phép' }
  try {
    const response = await fetch(address, {
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutSeconds * 1000),
    })
    if (!response.ok) return { ok: false, why: `HTTP ${response.status}` }
    const chunks: Uint8Array[] = []
    let bytes = 0
    for await (const chunk of response.body ?? []) {
      bytes += chunk.length
      if (bytes > documentLimitBytes) return { ok: false, why: 'tệp quá lớn' }
      chunks.push(chunk)
    }
    return { ok: true, bytes: new Uint8Array(Buffer.concat(chunks)) }
  } catch (error) {
    // fetch rejects for nothing but the network, the time-out and an answer cut off
    return { ok: false, why: error instanceof Error ? error.name : 'không rõ' }
  }
}
