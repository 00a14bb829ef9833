/**
 * `npm run voices:render`: makes the voice that ships with the app, for devices that have none. Wants Debian's
 * `espeak-ng` and `ffmpeg` on the machine of whoever runs it; the app ships the sounds only.
 */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { loadAccountGuide } from '../assistance/account-guide.ts'
import { loadContent } from '../load.ts'
import { soundKeyLength } from './rendered-sounds.ts'
import { spokenSentences, textNamespaces } from './spoken-texts.ts'

/** Everybody who takes the sources, and every device without a voice, pays for it. */
const limitBytes = 2_200_000
const wordsPerMinute = '145'

const run = promisify(execFile)
const target = fileURLToPath(new URL('../../app/listen/rendered/vi.sounds', import.meta.url))
const localesFolder = new URL('../../../locales/vi/', import.meta.url)

async function soundOf(text: string, folder: string): Promise<Buffer> {
  const [wave, opus] = [join(folder, 'wave.wav'), join(folder, 'opus.ogg')]
  await run('espeak-ng', ['-v', 'vi', '-s', wordsPerMinute, '-w', wave, '--', text])
  const quiet = ['-v', 'error', '-y', '-i', wave, '-map_metadata', '-1', '-fflags', '+bitexact']
  const speech = [
    '-c:a',
    'libopus',
    '-b:a',
    '12k',
    '-ac',
    '1',
    '-application',
    'voip',
    '-frame_duration',
    '60',
  ]
  await run('ffmpeg', [...quiet, ...speech, '-flags:a', '+bitexact', opus])
  return readFile(opus)
}

const { procedures, forms } = loadContent()
const locales = Object.fromEntries(
  await Promise.all(
    textNamespaces.map(
      async (name) =>
        [
          name,
          JSON.parse(await readFile(new URL(`${name}.json`, localesFolder), 'utf8')) as unknown,
        ] as const,
    ),
  ),
)
const sentences = spokenSentences({ locales, procedures, forms, assistance: await loadAccountGuide() })
const folder = await mkdtemp(join(tmpdir(), 'motcua-sounds-'))
try {
  const places: Record<string, readonly [number, number]> = {}
  const sounds: Buffer[] = []
  let bytes = 0
  for (const { text } of sentences) {
    const sound = await soundOf(text, folder)
    if (bytes + sound.length > limitBytes) break
    const key = createHash('sha256').update(text).digest('base64url').slice(0, soundKeyLength)
    places[key] = [bytes, sound.length]
    sounds.push(sound)
    bytes += sound.length
  }
  await writeFile(target, Buffer.concat([Buffer.from(`${JSON.stringify(places)}\n`), ...sounds]))
  console.log(`${sounds.length} of ${sentences.length} sentences, ${bytes} bytes: ${target}`)
} finally {
  await rm(folder, { recursive: true, force: true })
}
