/** Takes the dossier of a bag into a register that does not have it: checked first, then sealed to this gateway. */
import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { seal } from '../../vault/seal.ts'
import type { GatewayContext } from '../context.ts'
import { eventDigest } from '../storage/dossier-history.ts'
import { archivedTables, type DossierRows, type Restored, type Row } from '../storage/dossier-rows.ts'
import { manifestName } from './bag.ts'
import { bytesIn, readBag } from './bag-place.ts'
import { type BagSignature, checkSignature, signatureName } from './bag-signature.ts'
import { type BagFault, checkBag } from './check-bag.ts'
import { registerPath } from './dossier-bag.ts'
import { differencesFromEvents } from './replay.ts'

export type Imported =
  | { readonly ok: true; readonly dossier: string; readonly signature: BagSignature }
  | {
      readonly ok: false
      readonly problem:
        | Exclude<Restored, { ok: true }>['problem']
        | 'bag-invalid'
        | 'register-missing'
        | 'register-malformed'
        | 'history-broken'
        | 'row-differs'
        | 'signature-wrong'
        | 'document-differs'
      readonly faults: readonly BagFault[]
      /** For `row-differs`: the columns, or what else, that the events do not lead to. */
      readonly differences?: readonly string[]
    }

const row = v.record(v.string(), v.union([v.string(), v.number(), v.null()]))
const places = v.record(v.string(), v.string())
const register = v.object({
  format: v.literal('motcua-dossier'),
  version: v.literal(1),
  papers: places,
  documents: places,
  rows: v.object(
    Object.fromEntries(archivedTables.map((table) => [table, rowsOf(table)])) as {
      // What `fromEntries` forgets: each of the tables, and nothing else.
      readonly [Table in (typeof archivedTables)[number]]: ReturnType<typeof rowsOf>
    },
  ),
})

/** Bags from before the exchange have no rows of the tables that came with it. */
function rowsOf(
  table: (typeof archivedTables)[number],
): v.GenericSchema<unknown, v.InferOutput<typeof row>[]> {
  return table === 'portal_dossiers' || table === 'exchange_queues' || table === 'exchange_messages'
    ? v.optional(v.array(row), [])
    : v.array(row)
}

const papers = v.array(v.looseObject({ pages: v.array(v.string()) }))
const event = v.object({
  dossier: v.string(),
  number: v.number(),
  type: v.string(),
  at: v.string(),
  by: v.string(),
  note: v.nullable(v.string()),
  data: v.string(),
  previous: v.nullable(v.string()),
  digest: v.string(),
})

export type Importing = Pick<GatewayContext, 'storage' | 'parts' | 'documents' | 'keys' | 'now'>

/** @throws NotABag for what is none at all. */
export async function importBag(context: Importing, path: string): Promise<Imported> {
  const faults = await checkBag(readBag(path))
  if (faults.length > 0) return { ok: false, problem: 'bag-invalid', faults }
  const read = await registerIn(path)
  if (!read.ok) return { ...read, faults }
  const { rows, papers: paperPaths, documents: documentPaths } = read.register
  const signature = await checkSignature(context.keys, read.manifest, read.signature)
  if (signature.state === 'wrong') return { ok: false, problem: 'signature-wrong', faults }
  const [dossier] = rows.dossiers
  if (dossier === undefined || rows.dossiers.length > 1)
    return { ok: false, problem: 'register-malformed', faults }
  const id = String(dossier.id)
  if (!(await isWholeHistory(id, rows))) return { ok: false, problem: 'history-broken', faults }
  const differences = differencesFromEvents(rows)
  if (differences.length > 0) return { ok: false, problem: 'row-differs', faults, differences }

  const kept: string[] = []
  // Sealed anew, so that no other dossier has one of the same digest.
  const digests = new Map<string, string>()
  let isRestored = false
  try {
    const files = new Map<string, string>()
    for await (const { path: inside, content } of readBag(path)) {
      const bytes = await bytesIn(content)
      for (const [sha256, place] of Object.entries(paperPaths))
        if (inside === `data/${place}`) digests.set(sha256, await takePart(context, bytes))
      for (const [number, place] of Object.entries(documentPaths)) {
        if (inside !== `data/${place}`) continue
        const said = rows.dossier_documents.find((one) => String(one.number) === number)?.sha256
        if (said !== createHash('sha256').update(bytes).digest('base64url'))
          return { ok: false, problem: 'document-differs', faults }
        const file = await context.documents.keep(onePiece(bytes))
        kept.push(file)
        files.set(number, file)
      }
    }
    const mapped = mappedRows(rows, digests, files)
    const newPapers = mappedPapers(dossier, digests)
    if (mapped === null || newPapers === null) return { ok: false, problem: 'register-malformed', faults }
    const restored = await context.storage.dossierRows.restore({
      rows: mapped,
      dossier: id,
      papers: newPapers,
      at: context.now().toISOString(),
      by: 'gateway',
      signature: signature.state,
    })
    if (!restored.ok) return { ...restored, faults }
    isRestored = true
    return { ok: true, dossier: id, signature }
  } finally {
    if (!isRestored) {
      for (const file of kept) await context.documents.remove(file)
      for (const sha256 of digests.values()) await context.parts.remove(sha256)
    }
  }
}

type Register = v.InferOutput<typeof register>

async function registerIn(path: string): Promise<
  | {
      readonly ok: true
      readonly register: Register
      readonly manifest: Uint8Array
      /** Null where the bag is not signed. */
      readonly signature: Uint8Array | null
    }
  | { readonly ok: false; readonly problem: 'register-missing' | 'register-malformed' }
> {
  let text: string | null = null
  let manifest: Uint8Array = new Uint8Array()
  let signature: Uint8Array | null = null
  for await (const { path: inside, content } of readBag(path)) {
    const bytes = await bytesIn(content)
    if (inside === `data/${registerPath}`) text = Buffer.from(bytes).toString('utf8')
    if (inside === manifestName) manifest = bytes
    if (inside === signatureName) signature = bytes
  }
  if (text === null) return { ok: false, problem: 'register-missing' }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // JSON.parse throws for nothing else
    return { ok: false, problem: 'register-malformed' }
  }
  const read = v.safeParse(register, value)
  return read.success
    ? { ok: true, register: read.output, manifest, signature }
    : { ok: false, problem: 'register-malformed' }
}

/** Digests and numbers of the dossier's events, as they were chained when they happened. */
async function isWholeHistory(dossier: string, rows: DossierRows): Promise<boolean> {
  let previous: string | null = null
  for (const [index, one] of rows.dossier_events.entries()) {
    const read = v.safeParse(event, one)
    if (!read.success) return false
    const { digest, data, ...content } = read.output
    if (content.dossier !== dossier || content.number !== index + 1 || content.previous !== previous)
      return false
    let parsedData: unknown
    try {
      parsedData = JSON.parse(data)
    } catch {
      // JSON.parse throws for nothing else
      return false
    }
    if (typeof parsedData !== 'object' || parsedData === null) return false
    if ((await eventDigest({ ...content, data: parsedData })) !== digest) return false
    previous = digest
  }
  return rows.dossier_events.length > 0
}

/** @returns the digest of the newly sealed part. */
async function takePart({ parts, keys }: Importing, bytes: Uint8Array): Promise<string> {
  const sealed = await seal(bytes, keys.recipients)
  const sha256 = createHash('sha256').update(sealed).digest('base64url')
  if (!(await parts.take(onePiece(sealed), sha256))) throw new Error('a part changed while it was stored')
  return sha256
}

/** Null when a photo or document that the rows speak of is not in the bag. */
function mappedRows(
  rows: DossierRows,
  digests: ReadonlyMap<string, string>,
  files: ReadonlyMap<string, string>,
): DossierRows | null {
  const parts: Row[] = []
  for (const part of rows.parts) {
    const sha256 = digests.get(String(part.sha256))
    if (sha256 === undefined && part.arrived_at !== null) return null
    parts.push(sha256 === undefined ? part : { ...part, sha256 })
  }
  const documents: Row[] = []
  for (const document of rows.dossier_documents) {
    const file = files.get(String(document.number))
    if (file === undefined) return null
    documents.push({ ...document, file })
  }
  return { ...rows, parts, dossier_documents: documents }
}

/** Null when they are none. */
function mappedPapers(dossier: Row, digests: ReadonlyMap<string, string>): string | null {
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), papers), dossier.papers)
  if (!read.success) return null
  return JSON.stringify(
    read.output.map((paper) => ({
      ...paper,
      pages: paper.pages.map((page) => digests.get(page) ?? page),
    })),
  )
}

async function* onePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield bytes
}
