/** Reads an archive to its end before anybody trusts it. */
import { createHash, type Hash } from 'node:crypto'
import * as v from 'valibot'
import { unknownMigrations } from '../storage/migrate.ts'
import {
  catalogueMember,
  isEncrypted,
  type Manifest,
  type Member,
  manifestDigestName,
  manifestName,
  manifestSchema,
  readArchive,
  tableMember,
} from './archive.ts'

export type ArchiveProblem =
  | { readonly ok: false; readonly problem: 'archive-encrypted' | 'archive-not-ours' }
  /** `member` is the first that is not as it was written. */
  | { readonly ok: false; readonly problem: 'archive-damaged'; readonly member: string }
  | { readonly ok: false; readonly problem: 'archive-newer'; readonly member: string }

export type Verified = { readonly ok: true; readonly manifest: Manifest } | ArchiveProblem

interface Seen {
  readonly bytes: number
  readonly sha256: string
}

/** Every member against the manifest, and the manifest against its own digest. */
export async function verifyArchive(path: string, identities: readonly string[]): Promise<Verified> {
  if (identities.length === 0 && (await isEncrypted(path))) return { ok: false, problem: 'archive-encrypted' }
  const seen = new Map<string, Seen>()
  const tables = new Map<string, Hash>()
  const texts = new Map<string, string>()
  let reading: string | null = null
  try {
    for await (const member of readArchive(path, identities)) {
      reading = member.name
      if (seen.has(member.name)) return damaged(member.name)
      const { text, ...digest } = await read(member, tables)
      seen.set(member.name, digest)
      if (text !== null) texts.set(member.name, text)
    }
  } catch (error) {
    // The disk's fault, not the archive's.
    if (error instanceof Error && 'syscall' in error) throw error
    // Whatever else there is against reading it: not ours from the first byte, or damaged where it was.
    if (reading === null) return { ok: false, problem: 'archive-not-ours' }
    return damaged(reading)
  }
  const manifest = manifestOf(texts, seen)
  if (manifest === null)
    return seen.size === 0 ? { ok: false, problem: 'archive-not-ours' } : damaged(manifestName)
  const wrong = firstWrong(manifest, seen, tables)
  if (wrong !== null) return damaged(wrong)
  const [unknown] = unknownMigrations(manifest.migrations)
  if (unknown !== undefined) return { ok: false, problem: 'archive-newer', member: unknown }
  return { ok: true, manifest }
}

function damaged(member: string): ArchiveProblem {
  return { ok: false, problem: 'archive-damaged', member }
}

/** The text only of the manifest and its digest. */
async function read(
  { name, content }: Member,
  tables: Map<string, Hash>,
): Promise<Seen & { readonly text: string | null }> {
  const hash = createHash('sha256')
  const [, table] = /^tables\/([^/]+)\//.exec(name) ?? []
  const tableHash = table === undefined ? undefined : (tables.get(table) ?? createHash('sha256'))
  if (table !== undefined && tableHash !== undefined) tables.set(table, tableHash)
  const isText = name === manifestName || name === manifestDigestName
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of content) {
    bytes += chunk.length
    hash.update(chunk)
    tableHash?.update(chunk)
    if (isText) chunks.push(chunk)
  }
  return { bytes, sha256: hash.digest('base64url'), text: isText ? Buffer.concat(chunks).toString() : null }
}

function manifestOf(texts: ReadonlyMap<string, string>, seen: ReadonlyMap<string, Seen>): Manifest | null {
  const text = texts.get(manifestName)
  if (text === undefined || texts.get(manifestDigestName)?.trim() !== seen.get(manifestName)?.sha256)
    return null
  // Its digest is right, so what it says is what a backup of some version wrote.
  const parsed = v.safeParse(manifestSchema, JSON.parse(text))
  return parsed.success ? parsed.output : null
}

function firstWrong(
  manifest: Manifest,
  seen: ReadonlyMap<string, Seen>,
  tables: ReadonlyMap<string, Hash>,
): string | null {
  const expected = new Set([manifestName, manifestDigestName])
  const named = [
    ...manifest.files.map(({ key, ...digest }) => ({ name: `files/${key}`, ...digest })),
    ...(manifest.keys ?? []).map(({ name, ...digest }) => ({ name: `keys/${name}`, ...digest })),
    ...(manifest.catalogue === null ? [] : [{ name: catalogueMember, ...manifest.catalogue }]),
  ]
  for (const { name, bytes, sha256 } of named) {
    expected.add(name)
    const found = seen.get(name)
    if (found?.bytes !== bytes || found.sha256 !== sha256) return name
  }
  for (const { name, members, sha256 } of manifest.tables) {
    const names = Array.from({ length: members }, (_, index) => tableMember(name, index + 1))
    for (const member of names) {
      expected.add(member)
      if (!seen.has(member)) return member
    }
    const hash = tables.get(name) ?? createHash('sha256')
    if (hash.digest('base64url') !== sha256) return names[0] ?? name
  }
  return [...seen.keys()].find((name) => !expected.has(name)) ?? null
}
