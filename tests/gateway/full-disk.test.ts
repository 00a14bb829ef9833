/** The gateway's disk is full while a carried file is handed in: what was taken is named, and nothing is lost. */
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { Writable } from 'node:stream'
import * as v from 'valibot'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { bundleReport } from '../../src/contract/bundle.ts'
import { birthSubmission } from './birth-submission.ts'
import { type Carried, fileOf, uploadBundle } from './carried-file.ts'
import { startGateway, type TestGateway } from './start-gateway.ts'
import { problemOf, signIn, type TestDesk } from './test-desk.ts'
import { enrolDevice, photo, type SealedPart, type TestDevice } from './test-device.ts'

/** Writing a file of such a name fails, after so many have been written. */
const disk = { ending: '', after: 0, code: 'ENOSPC' }
const { createWriteStream } = fs

/** For the whole process, so that other test files must find it as it was. */
function writeBy(createWriteStream: (path: string) => Writable): void {
  Object.assign(fs, { createWriteStream })
  syncBuiltinESMExports()
}

let gateway: TestGateway
let desk: TestDesk
let device: TestDevice
beforeAll(async () => {
  writeBy((path) => {
    if (disk.ending === '' || !path.endsWith(disk.ending) || disk.after-- > 0) return createWriteStream(path)
    return new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('no room'), { code: disk.code })),
    })
  })
  gateway = await startGateway({ databaseUrl: null })
  desk = await signIn(gateway.url, gateway.adminPassword)
  device = await enrolDevice(gateway.url, await gateway.enrolmentCode())
})
afterAll(async () => {
  await gateway.close()
  writeBy(createWriteStream)
})
beforeEach(() => {
  Object.assign(disk, { ending: '', after: 0, code: 'ENOSPC' })
})

async function withPhotos(count: number): Promise<Carried> {
  const parts: SealedPart[] = []
  for (let index = 0; index < count; index++) parts.push(await device.part(photo()))
  return { envelope: await device.envelope(birthSubmission({}, parts), parts), parts }
}

async function handIn(file: Blob) {
  const response = await uploadBundle(gateway.url, desk, file)
  expect(response.status).toBe(200)
  const { items, acknowledgements } = v.parse(bundleReport, await response.json())
  return { told: items.map(({ outcome, problem }) => [outcome, problem]), acknowledgements }
}

test('a disk that fills up half-way through a file: each dossier is named, and the file may come again', async () => {
  const file = await fileOf(device, [
    await withPhotos(1),
    await withPhotos(2),
    await withPhotos(0),
    await withPhotos(1),
  ])
  Object.assign(disk, { ending: '.part', after: 2 })
  const first = await handIn(file)
  expect(first.told).toEqual([
    ['stored', null],
    ['awaiting-parts', 'server-full'],
    ['stored', null],
    ['awaiting-parts', 'server-full'],
  ])
  expect(first.acknowledgements).toHaveLength(2)
  expect(gateway.log.filter((line) => line.includes('ENOSPC'))).toHaveLength(1)

  disk.ending = ''
  const again = await handIn(file)
  expect(again.told.map(([outcome, problem]) => [outcome, problem])).toEqual([
    ['duplicate', null],
    ['stored', null],
    ['duplicate', null],
    ['stored', null],
  ])
})

test('a fault of the disk that is not for want of room asks to come again, and each dossier is still tried', async () => {
  const file = await fileOf(device, [await withPhotos(1), await withPhotos(1)])
  Object.assign(disk, { ending: '.part', code: 'EIO' })
  const { told } = await handIn(file)
  expect(told).toEqual([
    ['awaiting-parts', 'retry-later'],
    ['awaiting-parts', 'retry-later'],
  ])
})

test('a file for which there is no room at all is refused by that name, however much of it is still to come', async () => {
  const file = await fileOf(device, [await withPhotos(0)])
  disk.ending = '.tar'
  const refused = await uploadBundle(gateway.url, desk, new Blob([file, new Uint8Array(20_000_000)]))
  expect(refused.status).toBe(507)
  expect(await problemOf(refused)).toBe('server-full')
})
