import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listRow, portalAnswer } from '../catalogue/importing/records.ts'
import { childEnvironment } from './child-environment.ts'

const command = (name: string) =>
  fileURLToPath(new URL(`../../src/gateway/catalogue-${name}.ts`, import.meta.url))

let place = ''
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'motcua-catalogue-'))
})
afterAll(() => rm(place, { recursive: true, force: true }))

function run(name: 'import' | 'diff', ...args: readonly string[]) {
  return new Promise<{ code: number; output: string; errors: string }>((resolve) => {
    execFile(
      process.execPath,
      [command(name), ...args],
      { env: { ...childEnvironment, MOTCUA_DATA: join(place, 'data') } },
      (error, output, errors) => resolve({ code: Number(error?.code ?? 0), output, errors }),
    )
  })
}

const lastLine = (output: string): unknown => JSON.parse(output.trim().split('\n').at(-1) ?? '')

async function file(name: string, ...records: readonly object[]): Promise<string> {
  const path = join(place, name)
  await writeFile(path, records.map((record) => JSON.stringify(record)).join('\n'))
  return path
}

describe('the commands of the imported catalogue', () => {
  test('import, refuse by line, and say what changed under a hand-made procedure', async () => {
    const list = await file('list', listRow('9.900001', 'Thử'), { name: 'Không mã' })
    const detail = await file(
      'detail',
      portalAnswer('1.001193', 'Thủ tục đăng ký khai sinh', { updatedAt: Date.UTC(2099, 0, 2) }),
    )
    expect((await run('diff')).errors).toContain('nothing is imported yet')
    const done = await run('import', list, detail)
    expect(done.code).toBe(0)
    expect(done.output).toContain(`refused   ${list}:2: no-code`)
    expect(lastLine(done.output)).toMatchObject({ read: 3, taken: 2, refused: 1, added: 2 })
    const diff = await run('diff')
    expect(diff.output).toMatch(/1\.001193 .*\n {2}updated: ours \S+ · official 2099-01-02/)
    expect(lastLine(diff.output)).toMatchObject({ compared: 1, changedSince: 1 })
  })

  test('a file that cannot be read takes nothing', async () => {
    const broken = join(place, 'broken.gz')
    await writeFile(broken, Buffer.from([0x1f, 0x8b, 8, 0]))
    const done = await run('import', broken)
    expect(done.code).toBe(1)
    expect(done.errors).toContain('truncated')
    expect(done.errors).toContain('the catalogue is as it was')
  })
})
