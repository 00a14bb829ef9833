import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { beforeEach, expect, test, vi } from 'vitest'
import { database } from '../../src/device/database.ts'
import {
  addDraftPhoto,
  listDraftPhotos,
  photoLimit,
  readDraftPhoto,
  removeDraftPhoto,
} from '../../src/device/draft-photos.ts'
import { ensureEnvelopeId, readDraft, saveDraft } from '../../src/device/drafts.ts'
import { draft, emptyDevice, filledSession, openSession, photo } from './fixture.ts'

beforeEach(async () => {
  vi.restoreAllMocks()
  await emptyDevice()
})

test('a draft comes back as it was saved, emoji and decomposed names included', async () => {
  const session = await openSession()
  let revision = 0
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 60 }), async (name) => {
      const answers = { 'child.fullName': name, 'mother.fullName': "H'Hen Niê".normalize('NFD') }
      const saved = await saveDraft(session, { ...draft, answers }, revision)
      if (!saved.ok) throw new Error(saved.problem)
      revision = saved.revision
      expect(await readDraft(session)).toMatchObject({ ok: true, revision, draft: { answers } })
    }),
    { numRuns: 20 },
  )
})

test('nothing of an answer can be read in the store', async () => {
  const session = await filledSession(1)
  const row = await database.drafts.get(session.id)
  const text = new TextDecoder('latin1').decode(row?.ciphertext)
  expect(text).not.toContain('Pành')
  expect(text).not.toContain('fullName')
  const [bytes] = await database.draftPhotoBytes.toArray()
  expect([...(bytes?.ciphertext ?? [])].join()).not.toContain([...photo(1)].slice(0, 50).join())
})

test('each save is encrypted anew', async () => {
  const session = await filledSession()
  const before = await database.drafts.get(session.id)
  await saveDraft(session, draft, 1)
  const after = await database.drafts.get(session.id)
  expect(after?.iv).not.toEqual(before?.iv)
})

test('a save based on an older revision does not overwrite what another tab saved', async () => {
  const session = await filledSession()
  const newer = { ...draft, step: 'father' }
  expect(await saveDraft(session, newer, 1)).toEqual({ ok: true, revision: 2 })
  expect(await saveDraft(session, draft, 1)).toEqual({ ok: false, problem: 'draft-changed-elsewhere' })
  expect(await readDraft(session)).toMatchObject({ draft: newer, revision: 2 })
})

test('of two tabs that save at once one is told', async () => {
  const session = await filledSession()
  const saves = await Promise.all([saveDraft(session, draft, 1), saveDraft(session, draft, 1)])
  expect(saves.filter((saved) => saved.ok)).toHaveLength(1)
})

test('the envelope id is made once, however many tabs show the review page', async () => {
  const session = await filledSession()
  expect(await readDraft(session)).toMatchObject({ envelopeId: null })
  const given = await Promise.all([1, 2, 3].map(() => ensureEnvelopeId(session)))
  const ids = new Set(given.map((one) => (one.ok ? one.envelopeId : one.problem)))
  expect(ids.size).toBe(1)
  expect([...ids][0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/)
  expect(await readDraft(session)).toMatchObject({ envelopeId: [...ids][0], revision: 1 })
})

test('photos come back byte for byte and in the order taken', async () => {
  const session = await filledSession(3)
  const photos = await listDraftPhotos(session)
  expect(photos.map((one) => one.position)).toEqual([1, 2, 3])
  for (const [index, { id }] of photos.entries()) {
    expect(await readDraftPhoto(session, id)).toEqual({
      ok: true,
      bytes: photo(index + 1),
      mediaType: 'image/jpeg',
    })
  }
})

test('a removed photo is gone, and removing it again is no mistake', async () => {
  const session = await filledSession(2)
  const [first] = await listDraftPhotos(session)
  if (first === undefined) throw new Error('there are two')
  expect(await removeDraftPhoto(session, first.id)).toEqual({ ok: true })
  expect(await removeDraftPhoto(session, first.id)).toEqual({ ok: true })
  expect(await listDraftPhotos(session)).toHaveLength(1)
  expect(await database.draftPhotoBytes.count()).toBe(1)
  expect(await readDraftPhoto(session, first.id)).toEqual({ ok: false, problem: 'photo-missing' })
})

test('a photo of one session is not given to another', async () => {
  const owner = await filledSession(1)
  const [mine] = await listDraftPhotos(owner)
  const other = await openSession()
  expect(await readDraftPhoto(other, mine?.id ?? '')).toEqual({ ok: false, problem: 'photo-missing' })
  await removeDraftPhoto(other, mine?.id ?? '')
  expect(await listDraftPhotos(owner)).toHaveLength(1)
})

test('one photo more than the contract carries is refused', async () => {
  const session = await filledSession(photoLimit)
  expect(await addDraftPhoto(session, 'other', photo(1), 'image/jpeg', {})).toEqual({
    ok: false,
    problem: 'too-many-photos',
  })
})

test('a photo is refused before the disk is full, and the draft is intact', async () => {
  const session = await filledSession()
  vi.stubGlobal('navigator', {
    storage: { estimate: async () => ({ usage: 80_000_000, quota: 100_001_000 }) },
  })
  expect(await addDraftPhoto(session, 'other', photo(1), 'image/jpeg', {})).toEqual({
    ok: false,
    problem: 'storage-full',
  })
  vi.unstubAllGlobals()
  expect(await readDraft(session)).toMatchObject({ ok: true, draft })
})

test('a full disk at the moment of saving is a value, and the draft before it is intact', async () => {
  const session = await filledSession()
  vi.spyOn(database.drafts, 'put').mockRejectedValueOnce(new DOMException('full', 'QuotaExceededError'))
  expect(await saveDraft(session, { ...draft, step: 'x' }, 1)).toEqual({ ok: false, problem: 'storage-full' })
  expect(await readDraft(session)).toMatchObject({ draft, revision: 1 })
})
