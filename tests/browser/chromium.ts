/** Finds a real Chromium: `CHROMIUM_PATH`, one that is installed, or the one that comes from npm. */
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

/**
 * @param preferred the one from npm draws pages and nothing else (no toolbars, no extensions), and so takes two thirds
 * of the time of an installed one; whoever measures what a person feels wants that one
 */
export async function findChromium(preferred: 'from npm' | 'installed'): Promise<Browser> {
  const { CHROMIUM_PATH: chosen } = process.env
  if (chosen !== undefined) return { executablePath: chosen, libraryPath: undefined }
  const whole = installed.find((path) => existsSync(path))
  if (preferred === 'installed' && whole !== undefined) {
    return { executablePath: whole, libraryPath: undefined }
  }
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
