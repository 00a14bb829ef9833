/** Finds a real Chromium: `CHROMIUM_PATH`, an installed one, or the one that comes from npm. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Browser {
  readonly executablePath: string
  /** Where the npm build's own system libraries lie, when this machine has none of them. */
  readonly libraryPath: string | undefined
}

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

export async function findChromium(): Promise<Browser> {
  const chosen = process.env.CHROMIUM_PATH ?? installed.find((path) => existsSync(path))
  if (chosen !== undefined) return { executablePath: chosen, libraryPath: undefined }
  const { default: chromium, inflate } = await import('@sparticuz/chromium')
  const executablePath = await chromium.executablePath()
  if (!lacksLibraries(executablePath)) return { executablePath, libraryPath: undefined }
  // The package unpacks its libraries by itself only in the cloud it was made for.
  const packageEntry = fileURLToPath(import.meta.resolve('@sparticuz/chromium'))
  const unpacked = await inflate(join(dirname(packageEntry), '..', 'bin', 'al2023.tar.br'))
  return { executablePath, libraryPath: join(unpacked, 'lib') }
}

function lacksLibraries(executablePath: string): boolean {
  return execFileSync('ldd', [executablePath], { encoding: 'utf8' }).includes('not found')
}
