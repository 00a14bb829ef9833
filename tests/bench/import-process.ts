/** One import in a process of its own, so that its memory is its own: `import-process.ts FOLDER FILE…`. */
import { importFiles } from '../../src/catalogue/importing/import-files.ts'

const [folder = '', ...files] = process.argv.slice(2)
const start = performance.now()
const outcome = await importFiles(files, { folder, today: '2026-11-26' })
const seconds = (performance.now() - start) / 1000
if (!outcome.ok) throw new Error(JSON.stringify(outcome))
const { read, refused, doubtful, procedures } = outcome.report
const peakMb = process.resourceUsage().maxRSS / 1024
console.log(JSON.stringify({ records: read, refused, doubtful, procedures, seconds, peakMb }))
