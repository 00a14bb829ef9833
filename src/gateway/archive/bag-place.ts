/** Where a bag lies: a folder, or a tar file with one folder in it (RFC 8493, 5). */
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, relative, sep } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createTarDecoder, createTarPacker } from 'modern-tar'
import { temporaryName } from '../files/durable-file.ts'
import type { BagFile } from './bag.ts'

export interface BagEntry {
  readonly path: string
  /** To be read to its end before the next is asked for. */
  readonly content: AsyncIterable<Uint8Array>
}

/** Neither a folder with files nor a whole tar file with one folder in it. */
export class NotABag extends Error {}

/** @param name of the folder in it. */
export function tarOf(name: string, files: AsyncIterable<BagFile>): Readable {
  const { readable, controller } = createTarPacker()
  const packing = async () => {
    for await (const { path, bytes } of files) {
      const member = controller.add({ name: `${name}/${path}`, size: bytes.length, mode: 0o600 }).getWriter()
      await member.write(bytes)
      await member.close()
    }
  }
  packing().then(
    () => controller.finalize(),
    (error: unknown) => controller.error(error),
  )
  return Readable.from(readable)
}

/**
 * Whole under its name or not at all.
 * @param path ending in `.tar` for a tar file, otherwise a folder.
 * @returns false when there is something of that name, which stays.
 */
export async function writeBag(path: string, files: AsyncIterable<BagFile>): Promise<boolean> {
  if ((await stat(path).catch(() => null)) !== null) return false
  const temporary = temporaryName(path)
  try {
    if (path.endsWith('.tar')) {
      const stream = tarOf(basename(path, '.tar'), files)
      await pipeline(stream, createWriteStream(temporary, { flags: 'wx', mode: 0o600 }))
    } else {
      await mkdir(temporary, { recursive: true, mode: 0o700 })
      for await (const { path: inside, bytes } of files) {
        const place = join(temporary, ...inside.split('/'))
        await mkdir(dirname(place), { recursive: true, mode: 0o700 })
        await writeFile(place, bytes, { flag: 'wx', mode: 0o600 })
      }
    }
    await rename(temporary, path)
    return true
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

/** @throws NotABag also for links, devices and paths that lead out of it. */
export async function* readBag(path: string): AsyncGenerator<BagEntry, void> {
  const status = await stat(path).catch(() => null)
  if (status === null) throw new NotABag(`there is nothing at ${path}`)
  if (!status.isDirectory()) return yield* readTar(path)
  for (const entry of await readdir(path, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue
    const place = join(entry.parentPath, entry.name)
    if (!entry.isFile()) throw new NotABag(`${place} is no plain file`)
    yield { path: relative(path, place).replaceAll(sep, '/'), content: createReadStream(place) }
  }
}

async function* readTar(path: string): AsyncGenerator<BagEntry, void> {
  // The types of Node and of browsers name the same stream twice.
  const content = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>
  let folder: string | null = null
  try {
    for await (const { header, body } of content.pipeThrough(createTarDecoder({ strict: true }))) {
      const [first = '', ...rest] = header.name.split('/')
      folder ??= first
      if (header.type === 'directory') {
        await body.cancel()
        continue
      }
      const isPlain = header.type === 'file' && rest.every((one) => one !== '' && one !== '.' && one !== '..')
      if (!isPlain || rest.length === 0 || first !== folder)
        throw new NotABag(`${header.name} has no place in a bag`)
      yield { path: rest.join('/'), content: body }
    }
  } catch (error) {
    if (error instanceof NotABag) throw error
    throw new NotABag(`${path} is no whole tar file`, { cause: error })
  }
}

export async function bytesIn(content: AsyncIterable<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(Buffer.concat(await Array.fromAsync(content)))
}
