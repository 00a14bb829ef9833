/** With the standard `age` command-line tool: an administrator must not need this program to open what it sealed. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import type { SubmissionPayload } from '../../src/contract/payload.ts'
import { fromBase64Url } from '../../src/vault/encoding.ts'
import { sealPayload } from '../../src/vault/payload.ts'
import { generateRecipient, open, seal } from '../../src/vault/seal.ts'

const hasAge = spawnSync('age', ['--version']).status === 0
if (!hasAge) console.log('skipped: the age command-line tool is not installed (Debian: apt-get install age)')

const folder = mkdtempSync(join(tmpdir(), 'motcua-age-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function keep(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const payload: SubmissionPayload = {
  procedure: '1.001193',
  form: { name: 'birth-registration', version: 1 },
  answers: { 'child.fullName': 'Giàng A Páo' },
  papers: [],
  language: 'vi',
  consent: { text: '1', givenAt: '2026-11-25T02:00:00.000Z' },
  filedOn: '2026-11-25',
}

test.skipIf(!hasAge)('a sealed dossier opens with the tool, for the gateway and for the escrow', async () => {
  const [gateway, escrow] = [await generateRecipient(), await generateRecipient()]
  const sealed = fromBase64Url(await sealPayload(payload, [gateway.recipient, escrow.recipient]))
  const file = keep('dossier.age', sealed)
  for (const { identity } of [gateway, escrow]) {
    const compressed = execFileSync('age', ['--decrypt', '--identity', keep('identity.txt', identity), file])
    expect(JSON.parse(inflateRawSync(compressed).toString('utf8'))).toEqual(payload)
  }
})

test.skipIf(!hasAge)('a sealed photo opens with the tool as it was taken', async () => {
  const { identity, recipient } = await generateRecipient()
  const photo = crypto.getRandomValues(new Uint8Array(50_000))
  const file = keep('photo.age', await seal(photo, [recipient]))
  const opened = execFileSync('age', ['--decrypt', '--identity', keep('identity.txt', identity), file])
  expect(new Uint8Array(opened)).toEqual(photo)
})

test.skipIf(!hasAge)('what the tool sealed opens here', async () => {
  const { identity, recipient } = await generateRecipient()
  const sealed = execFileSync('age', ['--recipient', recipient], { input: 'Lò Thị Pành' })
  expect(new TextDecoder().decode(await open(new Uint8Array(sealed), [identity]))).toBe('Lò Thị Pành')
})
