/** The proof that two places hold the same: every table in key order and every file, counted and digested. */
import { createHash } from 'node:crypto'
import type { FileEntry, FileStore } from '../files/file-store.ts'
import type { Tally } from './rows.ts'
import { type TableReader, tallyOf } from './table-reader.ts'

export interface Compared {
  /** e.g. `dossiers`, or `files/parts` for all files whose keys begin so. */
  readonly name: string
  readonly source: Tally
  readonly target: Tally
}

export function isEqual({ source, target }: Compared): boolean {
  return source.rows === target.rows && source.sha256 === target.sha256
}

/** A table that only the target has is not compared: it is made from others there. */
export async function compareTables(source: TableReader, target: TableReader): Promise<Compared[]> {
  const compared: Compared[] = []
  for (const table of source.tables) {
    compared.push({
      name: table.name,
      source: await tallyOf(source, table),
      target: target.tables.some(({ name }) => name === table.name)
        ? // The same columns in the same order; one that is missing fails the question.
          await tallyOf(target, table)
        : { rows: 0, sha256: 'no such table' },
    })
  }
  return compared
}

export interface FileDigest {
  readonly key: string
  /** base64url; `gone` where there is no such file. */
  readonly sha256: string
}

/** One entry for each kind of file, which is the first part of the key. Both in the order of their keys. */
export function compareFiles(source: readonly FileDigest[], target: readonly FileDigest[]): Compared[] {
  const [ours, theirs] = [talliesByKind(source), talliesByKind(target)]
  const none: Tally = { rows: 0, sha256: '' }
  return [...new Set([...ours.keys(), ...theirs.keys()])].sort().map((kind) => ({
    name: `files/${kind}`,
    source: ours.get(kind) ?? none,
    target: theirs.get(kind) ?? none,
  }))
}

function talliesByKind(files: readonly FileDigest[]): Map<string, Tally> {
  const kinds = Map.groupBy(files, ({ key }) => key.slice(0, key.indexOf('/')))
  return new Map(
    [...kinds].map(([kind, entries]) => {
      const hash = createHash('sha256')
      for (const { key, sha256 } of entries) hash.update(`${key} ${sha256}\n`)
      return [kind, { rows: entries.length, sha256: hash.digest('base64url') }]
    }),
  )
}

/** Of the bytes as they lie there. */
export async function digestFiles(files: FileStore): Promise<FileDigest[]> {
  const digests: FileDigest[] = []
  for (const { key } of await sortedFiles(files)) {
    const file = await files.get(key)
    const hash = createHash('sha256')
    for await (const chunk of file?.content ?? []) hash.update(chunk)
    digests.push({ key, sha256: file === null ? 'gone' : hash.digest('base64url') })
  }
  return digests
}

export async function sortedFiles(files: FileStore): Promise<FileEntry[]> {
  return (await Array.fromAsync(files.list(''))).sort((a, b) => (a.key < b.key ? -1 : 1))
}

/** For people: one line each, differences marked. */
export function comparisonTable(compared: readonly Compared[]): string {
  const rows = [
    ['', 'source', 'target', 'SHA-256'],
    ...compared.map((entry) => [
      entry.name,
      String(entry.source.rows),
      String(entry.target.rows),
      isEqual(entry)
        ? `${entry.source.sha256.slice(0, 16)} equal`
        : `${entry.source.sha256.slice(0, 16)} DIFFERS from ${entry.target.sha256.slice(0, 16)}`,
    ]),
  ]
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0))
  const widths = [0, 1, 2].map(width)
  return rows
    .map((row) =>
      row.map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      ),
    )
    .map((cells) => cells.join('  ').trimEnd())
    .join('\n')
}
