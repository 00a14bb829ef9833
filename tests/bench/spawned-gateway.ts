/** A gateway in a process of its own that a benchmark can measure and kill. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export interface SpawnedProcess<Told> {
  readonly told: Told
  /** Peak of the resident memory so far, MB. */
  peakMb(): number
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>
}

const folder = fileURLToPath(new URL('.', import.meta.url))

/** @param file relative to this folder; prints one line of JSON when it is ready. */
export async function spawnServer<Told>(
  file: string,
  args: readonly string[],
): Promise<SpawnedProcess<Told>> {
  const child: ChildProcess = spawn(process.execPath, [`${folder}${file}`, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const { stdout } = child
  if (stdout === null) throw new Error('its output is a pipe')
  const ended = once(child, 'exit')
  const line = await Promise.race([once(createInterface({ input: stdout }), 'line'), ended])
  if (child.exitCode !== null) throw new Error(`${file} ended before it was ready`)
  return {
    // What our own process prints.
    told: JSON.parse(String(line[0])) as Told,
    peakMb: () =>
      Math.round(
        Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024,
      ),
    async end(signal) {
      child.kill(signal)
      await ended
    },
  }
}

export function spawnGateway(
  dataDir: string,
  databaseUrl: string | null,
  port = 0,
): Promise<SpawnedProcess<{ readonly url: string }>> {
  return spawnServer('../gateway/gateway-process.ts', [dataDir, databaseUrl ?? '', '', String(port)])
}
