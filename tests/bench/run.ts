/** `npm run bench -- NAME [options]`: a table for people and, as the last line, one JSON object. */
import { fileURLToPath } from 'node:url'
import { createServer } from 'vite'
import { catalogueModules } from '../../src/catalogue/vite-plugin.ts'
import { benchDelivery } from './delivery/delivery.ts'
import { benchDesk } from './desk.ts'
import { benchExchange } from './exchange.ts'
import { benchImport } from './import.ts'
import { benchIntake } from './intake.ts'
import { benchEnqueue, benchList } from './queue.ts'
import { benchSearch } from './search.ts'
import { benchIndex } from './service-index.ts'
import { benchShell } from './shell.ts'
import { benchStorm } from './storm.ts'
import { benchVisitorQueue } from './visitor-queue.ts'

type Benchmark = (args: readonly string[]) => Promise<object>

/** One that uses the app as the browser tests do needs what the build makes of the catalogue. */
function built(file: string, name: string): Benchmark {
  return async (args) => {
    const server = await createServer({
      configFile: false,
      logLevel: 'error',
      appType: 'custom',
      server: { middlewareMode: true, hmr: false, ws: false, watch: null },
      plugins: [catalogueModules()],
    })
    try {
      const module = await server.ssrLoadModule(fileURLToPath(new URL(file, import.meta.url)))
      const run: Benchmark = module[name]
      return await run(args)
    } finally {
      await server.close()
    }
  }
}

const benchmarks: Readonly<Record<string, Benchmark>> = {
  delivery: benchDelivery,
  desk: benchDesk,
  enqueue: benchEnqueue,
  import: benchImport,
  felt: built('./felt.ts', 'benchFelt'),
  index: benchIndex,
  exchange: benchExchange,
  intake: benchIntake,
  list: benchList,
  search: benchSearch,
  shell: benchShell,
  soak: built('./soak.ts', 'benchSoak'),
  storm: benchStorm,
  taps: built('./taps.ts', 'benchTaps'),
  'visitor-queue': benchVisitorQueue,
}

const [name = '', ...args] = process.argv.slice(2)
const benchmark = Object.hasOwn(benchmarks, name) ? benchmarks[name] : undefined
if (benchmark === undefined) {
  console.error(`usage: npm run bench -- ${Object.keys(benchmarks).join(' | ')} [options]`)
  process.exitCode = 2
} else {
  console.log(JSON.stringify(await benchmark(args)))
}
