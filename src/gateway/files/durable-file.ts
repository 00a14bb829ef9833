/** Writing that survives a power cut: bytes, then name, then folder, each flushed before the next. */
import { randomBytes } from 'node:crypto'
import { link, mkdir, open, rename, unlink, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'

/** Flushes a folder, so that a new name in it survives. */
async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function flushFile(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Makes a folder, and flushes the parent of each that was new on the way to it. */
export async function makeFolder(path: string, mode = 0o777): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode })
  if (first === undefined) return
  const above = dirname(resolve(first))
  for (let parent = dirname(resolve(path)); parent.length >= above.length; parent = dirname(parent)) {
    await flushFolder(parent)
    if (parent === above) return
  }
}

/** Moves a whole file to its place; one of the same name is replaced. */
export async function moveDurably(from: string, to: string): Promise<void> {
  await flushFile(from)
  await makeFolder(dirname(to))
  await rename(from, to)
  await flushFolder(dirname(to))
}

/** Gives a folder, which lies there whole, another place. */
export async function moveFolderDurably(from: string, to: string): Promise<void> {
  await makeFolder(dirname(to))
  await rename(from, to)
  await flushFolder(dirname(to))
  await flushFolder(dirname(from))
}

/**
 * Writes a file that must not exist yet.
 * @returns false when another process was first; its file stays.
 */
export async function createDurably(path: string, content: string, mode: number): Promise<boolean> {
  const temporary = temporaryName(path)
  await writeFile(temporary, content, { flag: 'wx', mode })
  return nameDurably(temporary, path)
}

/** Beside the file that it is to become. */
export function temporaryName(path: string): string {
  return `${path}.${randomBytes(6).toString('hex')}.new`
}

/**
 * Gives a whole file its name; the temporary one is gone afterwards.
 * @returns false when there is one of that name, which stays.
 */
export async function nameDurably(temporary: string, path: string): Promise<boolean> {
  await flushFile(temporary)
  try {
    await link(temporary, path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  } finally {
    await unlink(temporary)
  }
  await flushFolder(dirname(path))
  return true
}

/** Writes a small file anew: after a power cut it holds the old content or the new, never half. */
export async function replaceDurably(path: string, content: string, mode: number): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.new`
  const file = await open(temporary, 'wx', mode)
  try {
    await file.writeFile(content)
  } finally {
    await file.close()
  }
  await moveDurably(temporary, path)
}
