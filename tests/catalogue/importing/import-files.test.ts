import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type ImportOptions, importFiles } from '../../../src/catalogue/importing/import-files.ts'
import {
  readImportedCatalogue,
  UnreadableCatalogue,
} from '../../../src/catalogue/importing/imported-catalogue.ts'
import { usualLimits } from '../../../src/catalogue/importing/source-item.ts'
import { exchangeRecord, listRow, portalAnswer } from './records.ts'
import { workbook } from './workbook.ts'

let place = ''
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'motcua-import-'))
})
afterEach(() => rmSync(place, { recursive: true, force: true }))

const folder = () => join(place, 'catalogue')

function file(name: string, content: string | Uint8Array): string {
  const path = join(place, name)
  writeFileSync(path, content)
  return path
}

const lines = (...values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).join('\n')

async function taken(files: readonly string[], options: Partial<ImportOptions> = {}) {
  const outcome = await importFiles(files, { folder: folder(), today: '2026-11-26', ...options })
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  return outcome.report
}

async function catalogue() {
  const found = []
  for await (const each of readImportedCatalogue(folder())) found.push(each)
  return found
}

const names = async () => (await catalogue()).map(({ code, procedure }) => [code, procedure.name.vi])
const bytes = () => readFileSync(join(folder(), 'imported.jsonl.gz'))

const birth = listRow('9.900001', 'Thủ tục đăng ký thử')
const move = listRow('9.900002', 'Thủ tục chuyển thử')

describe('an import', () => {
  test('takes every shape without being told which', async () => {
    const message = (inner: unknown) => ({ error_code: '0', message: JSON.stringify(inner) })
    const answer = (result: unknown) => ({ error_code: '0', message: 'Thành công', result })
    const lowerCase = { mattHC: '9.900007', tentthc: 'Bảy', trinhtuthuchien: [], cachthucthuchien: [] }
    const report = await taken([
      file('list.bin', gzipSync(lines(birth, move))),
      file('detail', lines(portalAnswer('9.900002', 'Thủ tục chuyển thử'))),
      file('answer.txt', JSON.stringify(answer([{ MATTHC: '9.900003', TENTTHC: 'Ba' }]), null, 2)),
      file('wrapped.json', JSON.stringify(message(answer([exchangeRecord('9.900004', 'Bốn')])))),
      file(
        'array.json',
        JSON.stringify([exchangeRecord('9.900005', 'Năm'), { MATTHC: '9.900006', TENTTHC: 'Sáu' }]),
      ),
      file('lower.json', `\ufeff${JSON.stringify(lowerCase)}`.slice(1)),
      file('table.csv', '\ufeffDanh mục\r\nSTT;Mã thủ tục;Tên thủ tục\r\n1;9.900008;"Tám; và\nnữa"\r\n'),
      file('unicode.txt', Buffer.from('\ufeffMã thủ tục\tTên thủ tục\r\n9.900009\tChín\r\n', 'utf16le')),
      file(
        'book',
        workbook([
          ['Danh mục', null],
          ['Mã thủ tục', 'Tên thủ tục'],
          [9.90001, 'Mười'],
          [null, null],
        ]),
      ),
    ])
    expect(report).toMatchObject({ refused: 0, added: 10, procedures: 10 })
    expect(await names()).toEqual([
      ['9.900001', 'Thủ tục đăng ký thử'],
      ['9.900002', 'Thủ tục chuyển thử'],
      ['9.900003', 'Ba'],
      ['9.900004', 'Bốn'],
      ['9.900005', 'Năm'],
      ['9.900006', 'Sáu'],
      ['9.900007', 'Bảy'],
      ['9.900008', 'Tám; và nữa'],
      ['9.900009', 'Chín'],
      ['9.900010', 'Mười'],
    ])
  })

  test('done twice changes nothing, whatever the day and the order of the files', async () => {
    const list = file('list', lines(birth, move))
    const detail = file('detail', lines(portalAnswer('9.900002', 'Thủ tục chuyển thử')))
    await taken([list, detail])
    const before = bytes()
    const again = await taken([detail, list], { today: '2027-01-01' })
    expect(again).toMatchObject({ added: 0, changed: 0, unchanged: 2 })
    expect(bytes()).toEqual(before)
  })

  test('says what changed, and only that has a new digest', async () => {
    await taken([file('one', lines(birth, move))])
    const before = new Map((await catalogue()).map(({ code, digest }) => [code, digest]))
    const report = await taken([file('two', lines(birth, { ...move, name: 'Thủ tục chuyển khác' }))])
    expect(report).toMatchObject({ added: 0, changed: 1, unchanged: 1 })
    const changed = (await catalogue()).filter(({ code, digest }) => before.get(code) !== digest)
    expect(changed.map(({ code }) => code)).toEqual(['9.900002'])
  })

  test('a later list does not take away what the full record says', async () => {
    await taken([file('detail', lines(portalAnswer('9.900001', 'Thủ tục đăng ký thử')))])
    await taken([file('list', lines(birth))])
    expect((await catalogue())[0]).toMatchObject({ isDetailed: true, procedure: { timeLimit: { value: 3 } } })
  })

  test('takes out what is missing only from a list that is said to be complete', async () => {
    await taken([file('one', lines(birth, move))])
    expect(await taken([file('two', lines(birth))])).toMatchObject({ withdrawn: 0, procedures: 2 })
    expect(await taken([file('two', lines(birth))], { isComplete: true })).toMatchObject({
      withdrawn: 1,
      procedures: 1,
    })
    expect(await names()).toEqual([['9.900001', 'Thủ tục đăng ký thử']])
  })

  test('takes out what is no longer public', async () => {
    await taken([file('one', lines(birth, move))])
    const report = await taken([file('two', lines({ MATTHC: '9.900002', TENTTHC: 'x', TRANGTHAI: '0' }))])
    expect(report).toMatchObject({ withdrawn: 1, refused: 1, refusals: [{ problem: 'not-public' }] })
    expect(await names()).toHaveLength(1)
  })

  test('refuses records by name and line, and takes the rest', async () => {
    const report = await taken([
      file(
        'mixed',
        [
          lines(birth, { name: 'Không mã' }, listRow('abc', 'Mã lạ'), listRow('9.900003-Xoa', 'Đã xóa')),
          '{"code": "9.900004", "name":',
          lines(
            listRow('9.900005', ''),
            listRow('9.900006', '<script>alert(1)</script>Đăng ký'),
            { ...birth, name: 'Tên khác hẳn' },
            { error_code: '-1', message: 'Hết phiên' },
            7,
            { error_code: '0', message: 'Thành công', result: [] },
            move,
          ),
        ].join('\n'),
      ),
    ])
    expect(report.refusals.map(({ line, problem }) => [line, problem])).toEqual([
      [2, 'no-code'],
      [3, 'code-form'],
      [4, 'marked-deleted'],
      [5, 'not-json'],
      [6, 'no-name'],
      [7, 'script-in-name'],
      [8, 'other-name-for-code'],
      [9, 'source-says-error'],
      [10, 'unknown-shape'],
      [11, 'empty-answer'],
    ])
    expect(await names()).toEqual([
      ['9.900001', 'Thủ tục đăng ký thử'],
      ['9.900002', 'Thủ tục chuyển thử'],
    ])
  })

  test('names what is doubtful and what it put right', async () => {
    const report = await taken([
      file(
        'list',
        lines(
          listRow('9.900001.000.00.00.H38', 'Đăng ký\u00a0thử'.normalize('NFD')),
          { ...listRow('9.900001', 'Đăng ký thử'), categories: ['Đất đai'] },
          listRow('9.9000022', 'Mã dài'),
        ),
      ),
      file('detail', lines(portalAnswer('9.900001', 'Tên khác ở bản đầy đủ'))),
    ])
    expect(report.traps).toEqual({
      'local-code-tail': 1,
      'non-breaking-space': 1,
      'decomposed-letters': 1,
      'duplicate-code': 1,
      'code-unusual': 1,
      'name-differs': 1,
    })
    expect(report.doubts.map(({ code, line, traps }) => [code, line, traps])).toEqual([
      ['9.900001', 2, ['duplicate-code']],
      ['9.9000022', 3, ['code-unusual']],
      ['9.900001', undefined, ['name-differs']],
    ])
    expect(report.doubtful).toBe(2)
  })

  test('procedures that replace each other in a circle replace nothing', async () => {
    const table = file(
      'list.csv',
      'Mã thủ tục,Tên thủ tục,Thay thế cho\n9.900001,A,9.900002\n9.900002,B,9.900003\n9.900003,C,9.900001\n9.900004,D,9.900001\n9.900005,E,9.900005\n',
    )
    const report = await taken([table])
    expect(report.traps['circular-relation']).toBe(4)
    expect((await catalogue()).map(({ code, procedure }) => [code, procedure.supersedes])).toEqual([
      ['9.900001', undefined],
      ['9.900002', undefined],
      ['9.900003', undefined],
      ['9.900004', ['9.900001']],
      ['9.900005', undefined],
    ])
    expect(await taken([table])).toMatchObject({ changed: 0, unchanged: 5 })
  })
})

describe('the catalogue is as it was', () => {
  const withList = async () => {
    await taken([file('list', lines(birth, move))])
    return bytes()
  }
  const good = () => file('good', lines(listRow('9.900009', 'Chín')))
  const bomb = workbook([['Mã thủ tục', 'Tên thủ tục']], { 'xl/media/image1.png': new Uint8Array(3_000_000) })
  const noHeader = 'một,hai\n'.repeat(40)

  test.each([
    [
      'a truncated gzip',
      gzipSync(lines(birth, { ...move, note: randomBytes(5000).toString('hex') })).subarray(0, 3000),
      'truncated',
    ],
    ['a damaged gzip', Buffer.concat([gzipSync('{}').subarray(0, 10), Buffer.alloc(100, 0xff)]), 'damaged'],
    ['a truncated document', JSON.stringify([birth, move], null, 2).slice(0, -20), 'damaged'],
    ['a line longer than any record', `{"code":"9.900001","name":"${'x'.repeat(200_000)}"}`, 'too-large'],
    [
      'a document larger than any answer',
      JSON.stringify([{ a: 'x'.repeat(90_000), b: 'x'.repeat(90_000) }], null, 2),
      'too-large',
    ],
    ['a workbook that unpacks to too much', bomb, 'too-large'],
    [
      'a workbook that is none',
      Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(50, 7)]),
      'damaged',
    ],
    ['a table without a header', noHeader, 'no-header'],
    [
      'more records than the nation has',
      lines(...Array.from({ length: 60 }, (_, at) => listRow(`9.9000${10 + at}`, `Tên ${at}`))),
      'too-many-records',
    ],
    ['text in an old encoding', Buffer.from('Mã thủ tục,Tên\n\xe0\xe1', 'latin1'), 'not-utf8'],
    ['an empty file', '', 'empty'],
    ['a table without an end of its first line', `Mã,Tên,${'x'.repeat(200_000)}`, 'too-large'],
  ])('after %s', async (_name, content, reason) => {
    const before = await withList()
    const outcome = await importFiles([good(), file('bad', content)], {
      folder: folder(),
      today: '2026-11-26',
      limits: { ...usualLimits, longestLine: 100_000, mostRecords: 50, largestUnpacked: 1_000_000 },
    })
    expect(outcome).toMatchObject({ ok: false, problem: 'file', file: join(place, 'bad') })
    expect(outcome.ok ? '' : 'reason' in outcome && outcome.reason).toBe(reason)
    expect(bytes()).toEqual(before)
    expect(readdirSync(folder())).toEqual(['imported.jsonl.gz'])
  })

  test('after a file that is not there', async () => {
    const before = await withList()
    const outcome = await importFiles([join(place, 'none')], { folder: folder(), today: '2026-11-26' })
    expect(outcome).toMatchObject({ ok: false, reason: 'missing' })
    expect(bytes()).toEqual(before)
  })

  test('when it is stopped on the way', async () => {
    const before = await withList()
    const stopping = new AbortController()
    const outcome = await importFiles([good()], {
      folder: folder(),
      today: '2026-11-26',
      signal: stopping.signal,
      onBytes: () => stopping.abort(),
    })
    expect(outcome).toEqual({ ok: false, problem: 'stopped' })
    expect(bytes()).toEqual(before)
    expect(readdirSync(folder())).toEqual(['imported.jsonl.gz'])
  })

  test('while another import runs, and after one that was killed it goes on', async () => {
    await withList()
    const work = join(folder(), 'importing')
    mkdirSync(work)
    writeFileSync(join(work, 'pid'), String(process.pid))
    const options = { folder: folder(), today: '2026-11-26' }
    expect(await importFiles([good()], options)).toEqual({ ok: false, problem: 'already-running' })
    writeFileSync(join(work, 'pid'), '999999999')
    writeFileSync(join(work, 'spool'), 'half')
    expect(await importFiles([good()], options)).toMatchObject({ ok: true })
    expect(existsSync(work)).toBe(false)
  })

  test('a damaged catalogue is named, not overwritten', async () => {
    const before = await withList()
    const half = before.subarray(0, before.length - 20)
    writeFileSync(join(folder(), 'imported.jsonl.gz'), half)
    await expect(taken([good()])).rejects.toThrow(UnreadableCatalogue)
    expect(bytes()).toEqual(half)
  })
})
