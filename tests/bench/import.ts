/** `npm run bench -- import [--files FILE…]`: the nation's records into an empty catalogue, and once more unchanged. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import * as v from 'valibot'

const run = fileURLToPath(new URL('./import-process.ts', import.meta.url))
const portal = fileURLToPath(new URL('../../../shared/national-portal/', import.meta.url))
const measured = v.object({
  records: v.number(),
  refused: v.number(),
  doubtful: v.number(),
  procedures: v.number(),
  seconds: v.number(),
  peakMb: v.number(),
})
const rows = 5670
const details = 502

/** Of the shape and size that the portal's records have: 25 kB on average, prose in nested lists. */
function generated(folder: string): string[] {
  const code = (at: number) => `9.${String(at).padStart(6, '0')}`
  const prose = (at: number, length: number) =>
    Array.from(
      { length },
      (_, line) =>
        `${'-+*'.charAt(line % 3)} Người nộp hồ sơ số ${at}.${line} nộp giấy tờ tại quầy tiếp nhận, nhận giấy hẹn.`,
    ).join('\n')
  const row = (at: number) => ({
    id: `019d2bfd-0000-7000-8000-${String(at).padStart(12, '0')}`,
    code: code(at),
    name: `Thủ tục thử nghiệm số ${at} về cấp giấy chứng nhận cho hộ gia đình, cá nhân`,
    categories: ['Lĩnh vực thử nghiệm'],
    departments: ['Ủy ban nhân dân cấp xã'],
    departmentPromulgate: at % 5 === 0 ? 'UBND tỉnh Lào Cai' : 'Bộ Tư pháp',
    formalityTargetType: ['Công dân Việt Nam'],
    state: 'ACTIVE',
    type: at % 5 === 0 ? 'SPECIFIC' : 'STANDARD',
  })
  const detail = (at: number) => ({
    code: 'OK',
    data: {
      ...row(at),
      executionSteps: [{ name: '', description: prose(at, 60) }],
      executionMethods: ['ONLINE', 'POSTAL', 'DIRECT'].map((submissionMethod) => ({
        submissionMethod,
        processingTime: 5,
        processingTimeUnit: at % 3 === 0 ? 'OTHER' : 'WORKING_DAY',
        description: prose(at, 3),
        fees: [{ type: 'FEE', value: 0, description: prose(at, 2) }],
      })),
      executionCases: [
        {
          name: '* Giấy tờ phải nộp:',
          profileComponents: Array.from({ length: 12 }, (_, paper) => ({
            name: `- Giấy tờ số ${paper}: ${prose(at, 2)}`,
            originalQty: paper % 3,
            copyQty: 0,
            attachments: [],
          })),
        },
      ],
      requirementsAndConditions: prose(at, 10),
    },
  })
  const write = (name: string, count: number, make: (at: number) => object) => {
    const file = join(folder, name)
    writeFileSync(
      file,
      gzipSync(Array.from({ length: count }, (_, at) => JSON.stringify(make(at))).join('\n')),
    )
    return file
  }
  return [write('catalog.jsonl.gz', rows, row), write('details.jsonl.gz', details, detail)]
}

/** @param args as typed after the name of the benchmark. */
export async function benchImport(args: readonly string[]): Promise<object> {
  const { positionals, values } = parseArgs({
    args: args.filter((arg) => arg !== '--'),
    allowPositionals: true,
    options: { files: { type: 'string', multiple: true } },
  })
  const named = [...(values.files ?? []), ...positionals]
  const folder = mkdtempSync(join(tmpdir(), 'motcua-bench-import-'))
  try {
    const real = ['catalog.jsonl.gz', 'details.jsonl.gz'].map((name) => join(portal, name))
    const isReal = real.every((file) => existsSync(file))
    const files = named.length > 0 ? named : isReal ? real : generated(folder)
    console.log(
      named.length > 0 ? named.join(' ') : isReal ? 'the national portal’s records' : 'generated records',
    )
    const measure = () =>
      v.parse(
        measured,
        JSON.parse(
          execFileSync(process.execPath, [run, join(folder, 'catalogue'), ...files], { encoding: 'utf8' }),
        ),
      )
    const first = measure()
    const again = measure()
    console.table({ 'into an empty catalogue': first, 'once more, unchanged': again })
    return {
      records: first.records,
      refused: first.refused,
      seconds: Math.round(first.seconds * 100) / 100,
      peakMb: Math.round(Math.max(first.peakMb, again.peakMb)),
      againSeconds: Math.round(again.seconds * 100) / 100,
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
