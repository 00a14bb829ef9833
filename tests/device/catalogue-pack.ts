/** Packs as a gateway makes them, of invented records, and a gateway that hands them out as a test wants. */
import { deflateRawSync } from 'node:zlib'
import { vi } from 'vitest'
import { plainGuide } from '../../src/catalogue/importing/plain-guide.ts'
import { recordsInJson } from '../../src/catalogue/importing/raw-record.ts'
import { deltaBetween, type Lines, textOfLines } from '../../src/catalogue/packs/lines.ts'
import { summarise } from '../../src/catalogue/summary.ts'
import type { CataloguePack, PackFile, PackPart, UnsignedPack } from '../../src/contract/catalogue-pack.ts'
import { sha256 } from '../../src/vault/encoding.ts'
import { canonicalBytes, sign } from '../../src/vault/signature.ts'
import { bytesOf } from '../../src/vault/text.ts'
import { portalAnswer } from '../catalogue/importing/records.ts'
import { base, gatewayKeys } from './fixture.ts'

export interface MadePack {
  readonly manifest: CataloguePack
  readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>
  readonly list: Lines
  readonly details: Lines
}

/** @param names of procedures by code. */
export async function makePack(
  version: number,
  names: Readonly<Record<string, string>>,
  more: {
    readonly from?: MadePack
    readonly change?: Partial<UnsignedPack>
    readonly key?: CryptoKey
  } = {},
): Promise<MadePack> {
  const list = new Map<string, string>()
  const details = new Map<string, string>()
  for (const [code, name] of Object.entries(names)) {
    const [read] = recordsInJson(portalAnswer(code, name))
    if (read?.ok !== true) throw new Error('not read')
    const { record } = read
    list.set(code, JSON.stringify(summarise(plainGuide(record, '2026-11-26').procedure)))
    details.set(code, JSON.stringify({ code, takenOn: '2026-11-26', record }))
  }
  const files = new Map<string, Uint8Array<ArrayBuffer>>()
  const add = async (text: string): Promise<PackFile> => {
    const bytes = new Uint8Array(deflateRawSync(text))
    const digest = await sha256(bytes)
    files.set(digest, bytes)
    return { sha256: digest, bytes: bytes.length }
  }
  const part = async (lines: Lines, before: Lines | undefined): Promise<PackPart> => {
    const content = bytesOf(textOfLines(lines))
    return {
      content: { sha256: await sha256(content), bytes: content.length },
      full: await add(textOfLines(lines)),
      deltas:
        before === undefined || more.from === undefined
          ? []
          : [{ from: more.from.manifest.version, ...(await add(deltaBetween(before, lines))) }],
    }
  }
  const unsigned: UnsignedPack = {
    format: 'motcua-catalogue',
    formatVersion: 1,
    gatewayId: 'gateway-1',
    province: '15',
    version,
    importedAt: '2026-11-26T01:00:00.000Z',
    procedures: list.size,
    list: await part(list, more.from?.list),
    details: await part(details, more.from?.details),
    keyId: 'k1',
    ...more.change,
  }
  const signature = await sign(more.key ?? gatewayKeys.privateKey, canonicalBytes(unsigned))
  return { manifest: { ...unsigned, signature }, files, list, details }
}

export function packFile({ manifest, files }: MadePack): Blob {
  const part = (digest: string) => files.get(digest) ?? new Uint8Array()
  return new Blob([
    `${JSON.stringify(manifest)}\n`,
    part(manifest.list.full.sha256),
    part(manifest.details.full.sha256),
  ])
}

interface Asked {
  readonly sha256: string
  readonly range: string | null
}

export interface PackServer {
  pack: MadePack | null
  /** Files asked for, in order. */
  readonly asked: Asked[]
  /** How many bytes of its body the next answers give before the connection breaks; none breaks when empty. */
  readonly breaks: number[]
  /** What becomes of the bytes of a file on their way. */
  alter: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>
  knowsRanges: boolean
  isReachable: boolean
}

/** In the place of `fetch`. */
export function servePacks(): PackServer {
  const server: PackServer = {
    pack: null,
    asked: [],
    breaks: [],
    alter: (bytes) => bytes,
    knowsRanges: true,
    isReachable: true,
  }
  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    if (!server.isReachable) throw new TypeError('Failed to fetch')
    const path = address.slice(`${base}api/v1/catalogue/`.length)
    if (path === 'manifest')
      return server.pack === null ? new Response('{}', { status: 404 }) : Response.json(server.pack.manifest)
    const digest = path.slice('files/'.length)
    const range = new Headers(init.headers).get('range')
    server.asked.push({ sha256: digest, range })
    const file = server.pack?.files.get(digest)
    if (file === undefined) return new Response('{}', { status: 404 })
    const from = range === null || !server.knowsRanges ? 0 : Number(/^bytes=(\d+)-$/.exec(range)?.[1])
    const body = server.alter(file).slice(from)
    return new Response(brokenAfter(body, server.breaks.shift()), {
      status: from === 0 ? 200 : 206,
      headers: from === 0 ? {} : { 'content-range': `bytes ${from}-${file.length - 1}/${file.length}` },
    })
  })
  return server
}

function brokenAfter(body: Uint8Array<ArrayBuffer>, bytes: number | undefined): ReadableStream<Uint8Array> {
  return new ReadableStream(
    {
      pull(controller) {
        controller.enqueue(body.slice(0, bytes))
        body = body.slice(bytes ?? body.length)
        if (bytes === undefined) controller.close()
        else if (body.length === 0 || bytes > 0) controller.error(new TypeError('network error'))
      },
    },
    { highWaterMark: 0 },
  )
}
