import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateHybridIdentity, identityToRecipient } from 'age-encryption'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfiguration } from '../../src/gateway/configuration.ts'
import { loadKeys } from '../../src/gateway/keys.ts'
import { generateRecipient, open, seal } from '../../src/vault/seal.ts'
import { birthSubmission } from './birth-submission.ts'
import { startGateway } from './start-gateway.ts'
import { enrolDevice } from './test-device.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'motcua-keys-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('keys are made once, for the gateway alone, and found again', async () => {
  const keys = join(folder, 'once')
  const [first, second] = await Promise.all([loadKeys(keys, null), loadKeys(keys, null)])
  const third = await loadKeys(keys, null)
  expect(second.recipients).toEqual(first.recipients)
  expect(third.verificationKeys).toEqual(first.verificationKeys)
  expect(third.signing.privateKey.extractable).toBe(false)
  for (const name of ['identity-0001.txt', 'signing-0001.json'])
    expect((await stat(join(keys, name))).mode & 0o777).toBe(0o600)
  expect((await stat(keys)).mode & 0o777).toBe(0o700)
})

test('after a rotation devices seal to the newest key, and what was sealed before still opens', async () => {
  const keys = join(folder, 'rotated')
  const before = await loadKeys(keys, null)
  const sealed = await seal(new Uint8Array([1, 2, 3]), before.recipients)
  const next = await generateRecipient()
  await writeFile(join(keys, 'identity-0002.txt'), next.identity)
  const after = await loadKeys(keys, null)
  expect(after.recipients).toEqual([next.recipient])
  expect(await open(sealed, after.identities)).toEqual(new Uint8Array([1, 2, 3]))
})

test('what is sealed for the gateway also opens with the escrow key', async () => {
  const escrow = await generateRecipient()
  const { recipients } = await loadKeys(join(folder, 'escrow'), escrow.recipient)
  expect(recipients).toHaveLength(2)
  const sealed = await seal(new Uint8Array([4, 5]), recipients)
  expect(await open(sealed, [escrow.identity])).toEqual(new Uint8Array([4, 5]))
})

test('an identity as age-keygen writes it, with its comments, is read', async () => {
  const keys = join(folder, 'keygen')
  await loadKeys(keys, null)
  const { identity, recipient } = await generateRecipient()
  const text = `# created: 2026-11-25T02:00:00Z\n# public key: ${recipient}\n${identity}\n`
  await writeFile(join(keys, 'identity-0002.txt'), text)
  expect((await loadKeys(keys, null)).recipients).toEqual([recipient])
})

test('post-quantum keys are sealed to and open, and are never mixed with others', async () => {
  const keys = join(folder, 'post-quantum')
  await loadKeys(keys, null)
  const identity = await generateHybridIdentity()
  await writeFile(join(keys, 'identity-0002.txt'), identity)
  const escrowIdentity = await generateHybridIdentity()
  const escrow = await identityToRecipient(escrowIdentity)
  const { recipients, identities } = await loadKeys(keys, escrow)
  expect(recipients.every((recipient) => recipient.startsWith('age1pq1'))).toBe(true)
  expect(readConfiguration({ MOTCUA_ESCROW_RECIPIENT: escrow }).ok).toBe(true)
  const sealed = await seal(new Uint8Array([6, 7]), recipients)
  expect(await open(sealed, identities)).toEqual(new Uint8Array([6, 7]))
  expect(await open(sealed, [escrowIdentity])).toEqual(new Uint8Array([6, 7]))
  await expect(loadKeys(keys, (await generateRecipient()).recipient)).rejects.toThrow('post-quantum')
})

test('an escrow recipient with a slip of the pen stops the start, not the kiosks', async () => {
  const { recipient } = await generateRecipient()
  const slipped = recipient.slice(0, -1) + (recipient.endsWith('q') ? 'p' : 'q')
  await expect(loadKeys(join(folder, 'slip'), slipped)).rejects.toThrow('cannot be sealed to')
})

test('an envelope sealed before a rotation and delivered after it becomes a dossier', async () => {
  const dataDir = join(folder, 'gateway')
  const before = await startGateway({ dataDir })
  const device = await enrolDevice(before.url, await before.enrolmentCode())
  const envelope = await device.envelope(birthSubmission())
  await before.close()
  await writeFile(join(dataDir, 'keys', 'identity-0002.txt'), (await generateRecipient()).identity)
  const after = await startGateway({ dataDir })
  const moved = device.at(after.url)
  expect(await moved.deliver(envelope)).toMatchObject([{ outcome: 'stored' }])
  await after.gateway.settled()
  const heard = await moved.changes()
  expect(heard.changes).toHaveLength(1)
  expect(heard.gateway.recipients).not.toEqual(device.enrolment.gateway.recipients)
  await after.close()
})
