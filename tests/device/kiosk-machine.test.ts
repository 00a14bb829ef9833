/** What a kiosk's machine makes of the heartbeat of its page: the script of the lock-down recipe, with a stand-in browser. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

const recipe = await readFile(new URL('../../src/app/kiosk/README.md', import.meta.url), 'utf8')
const script = /```sh\n(#!\/bin\/sh\n.+?)```/s.exec(recipe)?.[1] ?? ''

/** What the page does within one minute. */
type Minute = 'beats' | 'is silent' | 'goes'

/** For the commands of the machine. A minute of `sleep` makes every file a minute older. */
const standIns = {
  xset: '',
  setxkbmap: '',
  chromium: 'exec tail -f /dev/null',
  sleep: `
minute=$(head -n 1 "$HOME/plan")
[ -n "$minute" ] || exit 1
sed -i 1d "$HOME/plan"
for file in "$beat" "$HOME/.motcua-restarted"; do
  [ ! -e "$file" ] || touch -d "@$(($(stat -c %Y "$file") - 60))" "$file"
done
case "$minute" in
  beats) touch "$beat" ;;
  goes) rm -f "$beat" ;;
esac`,
}

let home: string
let beat: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'motcua-kiosk-'))
  const files = join(home, '.config/chromium/Default/File System/000/t/00')
  await mkdir(files, { recursive: true })
  beat = join(files, '00000001')
  for (const [name, lines] of Object.entries({ ...standIns, 'motcua-kiosk': script })) {
    const path = join(home, name)
    await writeFile(path, lines.startsWith('#!') ? lines : `#!/bin/sh\n${lines}\n`)
    await chmod(path, 0o755)
  }
})
afterEach(() => rm(home, { recursive: true, force: true }))

/** One start of the script. @returns after how many minutes it ended by itself; null when it went on to the end of the plan. */
async function endsAfter(...plan: readonly Minute[]): Promise<number | null> {
  await writeFile(join(home, 'plan'), plan.map((minute) => `${minute}\n`).join(''))
  const child = spawn(join(home, 'motcua-kiosk'), {
    env: { PATH: `${home}:${process.env.PATH}`, HOME: home, beat },
    stdio: 'ignore',
    detached: true,
  })
  await once(child, 'exit')
  // The browser ends with the script, as a whole group of systemd's does.
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
  const left = (await readFile(join(home, 'plan'), 'utf8')).split('\n').length - 1
  return left === 0 ? null : plan.length - left
}

const minutes = (count: number, minute: Minute) => Array.from({ length: count }, () => minute)

// The recipe is for Debian: what it asks of `df` and `stat` other systems do not know.
const onLinux = test.skipIf(process.platform !== 'linux')
/** A minute of the script is half a dozen processes; an hour of them takes seconds on a busy machine. */
const patience = { timeout: 60_000 }

onLinux('a page that has crashed is started anew three minutes after its last heartbeat', async () => {
  expect(await endsAfter('beats', 'beats', ...minutes(9, 'is silent'))).toBe(5)
  expect(await endsAfter(...minutes(5, 'beats'))).toBe(null)
  expect(await endsAfter('beats', ...minutes(9, 'is silent'))).toBe(4)
})

onLinux('a slow page is left alone, and so is a machine that has just started', async () => {
  expect(await endsAfter('beats', 'is silent', 'is silent', 'beats', 'is silent', 'is silent', 'beats')).toBe(
    null,
  )
  expect(await endsAfter('is silent', 'beats', 'is silent', 'is silent', 'beats')).toBe(null)
})

onLinux('a machine that is no kiosk, or no more, is left alone', async () => {
  expect(await endsAfter(...minutes(9, 'is silent'))).toBe(null)
  expect(await endsAfter('beats', 'goes', ...minutes(9, 'is silent'))).toBe(null)
})

onLinux(
  'a start that brought no heartbeat back is tried again after an hour, and at once when one had come',
  patience,
  async () => {
    expect(await endsAfter('beats', ...minutes(9, 'is silent'))).toBe(4)
    expect(await endsAfter(...minutes(65, 'is silent'))).toBe(61)
    expect(await endsAfter(...minutes(30, 'is silent'), 'beats', ...minutes(9, 'is silent'))).toBe(34)
  },
)
