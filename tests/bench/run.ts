/** `npm run bench -- NAME [options]`: a table for people and, as the last line, one JSON object. */
import { benchDelivery } from './delivery/delivery.ts'
import { benchDesk } from './desk.ts'
import { benchImport } from './import.ts'
import { benchIntake } from './intake.ts'
import { benchEnqueue, benchList } from './queue.ts'
import { benchSearch } from './search.ts'
import { benchIndex } from './service-index.ts'
import { benchShell } from './shell.ts'
import { benchStorm } from './storm.ts'

const benchmarks: Readonly<Record<string, (args: readonly string[]) => Promise<object>>> = {
  delivery: benchDelivery,
  desk: benchDesk,
  enqueue: benchEnqueue,
  import: benchImport,
  index: benchIndex,
  intake: benchIntake,
  list: benchList,
  search: benchSearch,
  shell: benchShell,
  storm: benchStorm,
}

const [name = '', ...args] = process.argv.slice(2)
const benchmark = Object.hasOwn(benchmarks, name) ? benchmarks[name] : undefined
if (benchmark === undefined) {
  console.error(`usage: npm run bench -- ${Object.keys(benchmarks).join(' | ')} [options]`)
  process.exitCode = 2
} else {
  console.log(JSON.stringify(await benchmark(args)))
}
