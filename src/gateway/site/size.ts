/** `npm run size`: prints what the first screen loads; the last line is one JSON object. */
import { buildIfMissing, distFolder } from './build-if-missing.ts'
import { firstScreenFiles, type LoadedFile } from './first-screen.ts'

await buildIfMissing()
const files = (await firstScreenFiles(distFolder)).sort((a, b) => b.brotliBytes - a.brotliBytes)
const kb = (bytes: number) => (bytes / 1000).toFixed(1)
const row = (name: string, bytes: string, brotli: string) =>
  console.log(`${name.padEnd(60)}${bytes.padStart(10)}${brotli.padStart(12)}`)
const brotliKb = (kind: LoadedFile['kind']) =>
  Number(kb(files.filter((file) => file.kind === kind).reduce((sum, file) => sum + file.brotliBytes, 0)))

row('First screen', 'kB', 'brotli kB')
for (const file of files) row(file.file, kb(file.bytes), kb(file.brotliBytes))
console.log(
  JSON.stringify({
    firstScreenBrotliKb: brotliKb('script'),
    stylesBrotliKb: brotliKb('style'),
    files: files.length,
  }),
)
