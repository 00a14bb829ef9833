/** Builds the app when there is no build, or when it was made from other sources. */
import { createHash } from 'node:crypto'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'

const root = fileURLToPath(new URL('../../../', import.meta.url))
/** Where the built app lies. */
export const distFolder = join(root, 'dist')
const stampFile = join(distFolder, '.build-inputs')
const inputs = ['src', 'public', 'locales', 'index.html', 'vite.config.ts', 'package-lock.json']
/** The gateway's own sources are not in the build. */
const notInputs = new Set(['src/gateway', 'src/serve.ts'])

/** @returns true when it built. */
export async function buildIfMissing(): Promise<boolean> {
  const digest = await digestOfInputs()
  if (digest === (await readStamp())) return false
  await buildForProduction()
  await compressText(distFolder)
  await writeFile(stampFile, digest)
  return true
}

/** Whatever the caller runs under (a test runner sets `test`), the libraries must be built for production. */
async function buildForProduction(): Promise<void> {
  const { NODE_ENV: inherited } = process.env
  process.env.NODE_ENV = 'production'
  try {
    const { build } = await import('vite')
    await build({ root, configFile: join(root, 'vite.config.ts'), logLevel: 'warn' })
  } finally {
    if (inherited === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = inherited
  }
}

async function readStamp(): Promise<string | null> {
  try {
    return await readFile(stampFile, 'utf8')
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

async function digestOfInputs(): Promise<string> {
  const hash = createHash('sha256')
  for (const input of inputs)
    for (const file of await filesUnder(input))
      hash.update(`${file}\0`).update(await readFile(join(root, file)))
  return hash.digest('hex')
}

/** Paths from the root, sorted; the file itself when it is none; nothing when it is not there. */
async function filesUnder(path: string): Promise<string[]> {
  if (notInputs.has(path)) return []
  try {
    if ((await stat(join(root, path))).isFile()) return [path]
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
  const names = (await readdir(join(root, path))).sort()
  return (await Promise.all(names.map((name) => filesUnder(`${path}/${name}`)))).flat()
}

/** A `.br` beside every text file, which the gateway sends to whoever understands it. */
async function compressText(folder: string): Promise<void> {
  const brotli = promisify(brotliCompress)
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(html|js|css|json|svg|webmanifest|txt)$/.test(entry.name)) continue
    const path = join(entry.parentPath, entry.name)
    const bytes = await readFile(path)
    await writeFile(
      `${path}.br`,
      await brotli(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
    )
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
