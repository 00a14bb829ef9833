/**
 * `npm run screenshots [-- FILES]`: the browser tests that look at screens, with a picture of each, and one page that
 * shows them all (`tests/browser/__screenshots__/index.html`): by screen, then language, then size.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { sizes } from './kiosk.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
const folder = `${here}__screenshots__/`

async function filesThatLook(): Promise<string[]> {
  const names = (await readdir(here)).filter((name) => name.endsWith('.test.ts'))
  const texts = await Promise.all(names.map((name) => readFile(here + name, 'utf8')))
  return names.filter((_, index) => texts[index]?.includes('picture(')).map((name) => `tests/browser/${name}`)
}

async function run(files: readonly string[]): Promise<number> {
  const vitest = spawn('vitest', ['run', '--project', 'browser', ...files], {
    stdio: 'inherit',
    env: { ...process.env, MOTCUA_SCREENSHOTS: 'yes' },
  })
  const [code] = await once(vitest, 'exit')
  return Number(code ?? 1)
}

interface Picture {
  readonly file: string
  readonly screen: string
  readonly label: string
}

const looks: Readonly<Record<string, string>> = {
  largest: 'largest text',
  dark: 'dark theme',
  contrast: 'high contrast',
}

const fileName = new RegExp(
  `^(?<screen>.+?)(?:-(?<look>${Object.keys(looks).join('|')}))?-(?<language>vi|en)-(?<size>${Object.keys(sizes).join('|')})\\.png$`,
)

function describe(file: string): Picture | null {
  const { screen, look, language, size } = fileName.exec(file)?.groups ?? {}
  if (screen === undefined) return null
  return {
    file,
    screen,
    label: `${language}, ${size}${look === undefined ? '' : `, ${looks[look]}`}`,
  }
}

function sheet(pictures: readonly Picture[]): string {
  const screens = Map.groupBy(pictures, ({ screen }) => screen)
  const rows = [...screens].map(
    ([screen, its]) =>
      `<section><h2>${screen}</h2><div>${its
        .map(
          ({ file, label }) =>
            `<figure><a href="${file}"><img loading="lazy" src="${file}" alt="${screen}, ${label}"></a><figcaption>${label}</figcaption></figure>`,
        )
        .join('')}</div></section>`,
  )
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Motcua: ${screens.size} screens</title>
<style>
body { font: 14px sans-serif; margin: 1rem }
section > div { display: flex; flex-wrap: wrap; gap: 1rem; align-items: start }
figure { margin: 0 } img { inline-size: 14rem; border: 1px solid #999 }
</style>
<h1>${screens.size} screens, ${pictures.length} pictures</h1>
${rows.join('\n')}
</html>
`
}

await rm(folder, { recursive: true, force: true })
await mkdir(folder, { recursive: true })
const asked = process.argv.slice(2).filter((argument) => argument !== '--')
const code = await run(asked.length > 0 ? asked : await filesThatLook())
const pictures = (await readdir(folder)).sort().flatMap((file) => describe(file) ?? [])
await writeFile(`${folder}index.html`, sheet(pictures))
console.log(`${pictures.length} pictures: ${folder}index.html`)
process.exitCode = code
