/**
 * A disk whose power can be cut: an ext4 image on a loop device, shut down by the file system's own ioctl, so that
 * what was not on the disk is gone. Needs root and loop devices.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

/** EXT4_IOC_SHUTDOWN with EXT4_GOING_FLAGS_NOLOGFLUSH; Perl is on every Debian, Node has no ioctl. */
const cutter = `
  open(my $folder, '<', $ARGV[0]) or die "open: $!";
  $| = 1; print "ready\\n"; <STDIN>;
  my $flags = pack('L', 2); ioctl($folder, 0x8004587d, $flags) or die "ioctl: $!";
  print "cut\\n";
`
/** Sparse: a browser gives a small disk a small quota. */
const imageBytes = '12G'

export interface Disk {
  /** Where it is mounted. */
  readonly path: string
  /** Nothing written from now on reaches the disk. Whoever has it open must be killed next. */
  cut(): Promise<void>
  /** Power comes back: the journal is replayed. */
  remount(): Promise<void>
  remove(): Promise<void>
}

/** Why no power can be cut here; undefined where it can. */
export function powerCutObstacle(): string | undefined {
  if (userInfo().uid !== 0) return 'needs root'
  try {
    execFileSync('losetup', ['--find'], { stdio: 'pipe' })
    execFileSync('mkfs.ext4', ['-V'], { stdio: 'pipe' })
    execFileSync('perl', ['-e', '1'], { stdio: 'pipe' })
    return undefined
  } catch {
    return 'needs losetup, mkfs.ext4, perl and a free loop device'
  }
}

export async function makeDisk(): Promise<Disk> {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-disk-'))
  // PostgreSQL runs as a user of its own and must get through.
  chmodSync(folder, 0o755)
  const image = join(folder, 'image')
  const path = join(folder, 'mounted')
  mkdirSync(path)
  execFileSync('truncate', ['-s', imageBytes, image])
  execFileSync('mkfs.ext4', ['-q', '-F', '-E', 'lazy_itable_init=1,lazy_journal_init=1', image])
  let waiting: ChildProcess | undefined

  async function mount(): Promise<void> {
    execFileSync('mount', ['-o', 'loop', image, path])
    const child = spawn('perl', ['-e', cutter, path], { stdio: ['pipe', 'pipe', 'inherit'] })
    await once(child.stdout, 'data')
    waiting = child
  }

  async function unmount(): Promise<void> {
    if (waiting !== undefined && waiting.exitCode === null) {
      waiting.kill('SIGKILL')
      await once(waiting, 'exit')
    }
    waiting = undefined
    for (let attempt = 1; ; attempt += 1) {
      try {
        execFileSync('umount', [path], { stdio: 'pipe' })
        return
      } catch (error) {
        if (attempt === 100) throw error
        // A killed process takes a moment to let go of its files.
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    }
  }

  await mount()
  return {
    path,
    async cut() {
      const child = waiting
      if (child?.stdin == null) throw new Error('the power is off already')
      const ended = once(child, 'exit')
      child.stdin.end('\n')
      const [code] = await ended
      if (code !== 0) throw new Error('the power could not be cut')
    },
    async remount() {
      await unmount()
      await mount()
    },
    async remove() {
      await unmount()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
