import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  archiveHeaderBlock,
  blockBytes,
  paddingAfter,
  readArchiveHeader,
} from '../../src/contract/archive.ts'
import { parseRecordName, recordKinds, recordName } from '../../src/contract/bundle.ts'

const names = fc.stringMatching(/^[a-z0-9/_.-]{1,100}$/)
const sizes = fc.nat({ max: 2 ** 32 })

test('a header reads back as it was written', () => {
  fc.assert(
    fc.property(names, sizes, (name, bytes) => {
      expect(readArchiveHeader(archiveHeaderBlock({ name, bytes }))).toEqual({ name, bytes })
    }),
  )
})

test('a header with any one bit turned is none', () => {
  const block = archiveHeaderBlock({ name: 'motcua.json', bytes: 1234 })
  for (let bit = 0; bit < blockBytes * 8; bit++) {
    const altered = Uint8Array.from(block)
    altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    const read = readArchiveHeader(altered)
    // The checksum's own ending and the empty fields' spelling may differ and mean the same.
    if (read !== null) expect(read).toEqual({ name: 'motcua.json', bytes: 1234 })
  }
})

test('the name of a record tells what it is, and no other name does', () => {
  const id = '0190a8f0-1234-7abc-8def-0123456789ab'
  const sha256 = 'A-_b'.repeat(11).slice(0, 43)
  for (const kind of recordKinds) {
    const name = recordName({ kind, id, sha256 })
    expect(name.length).toBeLessThanOrEqual(100)
    expect(parseRecordName(name)).toEqual({ kind, id, sha256 })
    expect(parseRecordName(`./${name}`)).toBeNull()
    expect(parseRecordName(`${name}.json`)).toBeNull()
  }
  fc.assert(fc.property(fc.string(), (name) => parseRecordName(name) === null))
})

test('the system’s own tar lists and unpacks it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-tar-'))
  try {
    const content = Buffer.from('hồ sơ')
    const path = join(folder, 'a.tar')
    const padding = Buffer.alloc(paddingAfter(content.length))
    const header = archiveHeaderBlock({ name: 'x/y.json', bytes: content.length })
    writeFileSync(path, Buffer.concat([header, content, padding, Buffer.alloc(1024)]))
    expect(execFileSync('tar', ['-tf', path], { encoding: 'utf8' })).toBe('x/y.json\n')
    expect(execFileSync('tar', ['-xOf', path], { encoding: 'utf8' })).toBe('hồ sơ')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
