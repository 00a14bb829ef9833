/** What a browser loads before a citizen can search, from the built page and the build's own manifest. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress } from 'node:zlib'
import * as v from 'valibot'

export interface LoadedFile {
  readonly file: string
  readonly kind: 'script' | 'style'
  readonly bytes: number
  readonly brotliBytes: number
}

const manifest = v.record(
  v.string(),
  v.object({
    file: v.string(),
    imports: v.optional(v.array(v.string()), []),
    css: v.optional(v.array(v.string()), []),
  }),
)

/** Loaded on demand, but by the home screen itself: the list of procedures and the search. */
const homeScreenChunks = ['virtual:catalogue/index', 'src/app/citizen/home/search-engine.ts']

/**
 * @param folder with the build's output.
 * @throws Error when a chunk named above is not in the build: the list must follow the home screen.
 */
export async function firstScreenFiles(folder: string): Promise<LoadedFile[]> {
  const chunks = v.parse(manifest, JSON.parse(await readFile(join(folder, '.vite/manifest.json'), 'utf8')))
  const page = await readFile(join(folder, 'index.html'), 'utf8')
  const files = new Map<string, LoadedFile['kind']>()
  for (const [, file = ''] of page.matchAll(/<link rel="stylesheet"[^>]*href="\.\/([^"]+)"/g))
    files.set(file, 'style')
  for (const [, file = ''] of page.matchAll(/<script[^>]*src="\.\/([^"]+)"/g)) files.set(file, 'script')
  const waiting = [...homeScreenChunks]
  const seen = new Set<string>()
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (seen.has(name)) continue
    seen.add(name)
    const chunk = chunks[name]
    if (chunk === undefined) throw new Error(`the build has no chunk ${name}`)
    files.set(chunk.file, 'script')
    for (const style of chunk.css) files.set(style, 'style')
    waiting.push(...chunk.imports)
  }
  return Promise.all([...files].map(([file, kind]) => measure(folder, file, kind)))
}

async function measure(folder: string, file: string, kind: LoadedFile['kind']): Promise<LoadedFile> {
  const content = await readFile(join(folder, file))
  const compressed = await promisify(brotliCompress)(content)
  return { file, kind, bytes: content.length, brotliBytes: compressed.length }
}
