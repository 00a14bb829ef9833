/**
 * `npm run bench -- enqueue`: what "đã lưu" costs beside a bare strict write of the same bytes and their sealing.
 * `npm run bench -- list`: the first rows of ten thousand queued dossiers beside those of a hundred.
 */
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { withBenchPage } from './bench-page.ts'
import { median } from './median.ts'
import type { QueueBench } from './queue-page.ts'

declare const queueBench: QueueBench

const pageFile = fileURLToPath(new URL('./queue-page.ts', import.meta.url))
const textBytes = 8_000
const photoBytes = 1_500_000
/** Enough that reading them by mistake would show. */
const listedPhotoBytes = 10_000

const rounded = (value: number) => Math.round(value * 100) / 100

/** @param args as typed after the name of the benchmark: `--runs N`. */
export async function benchEnqueue(args: readonly string[]): Promise<object> {
  const { values } = parseArgs({
    args: args.filter((arg) => arg !== '--'),
    options: { runs: { type: 'string', default: '25' } },
  })
  const times = await withBenchPage(pageFile, (page) =>
    page.evaluate(([runs, text, photo]) => queueBench.measureEnqueue(runs, text, photo), [
      Number(values.runs),
      textBytes,
      photoBytes,
    ] as const),
  )
  // The first ones load and compile.
  const warm = times.slice(3)
  const enqueueMs = median(warm.map((time) => time.enqueueMs))
  const rawMs = median(warm.map((time) => time.rawMs))
  const sealPhotoMs = median(warm.map((time) => time.sealPhotoMs))
  const sealMs = median(warm.map((time) => time.sealMs))
  console.table({
    'enqueue of 8 kB and a photo of 1.5 MB, from the tap': { medianMs: rounded(enqueueMs) },
    'sealing the photo, as was done when it was taken': { medianMs: rounded(sealPhotoMs) },
    'raw strict write of the same bytes': { medianMs: rounded(rawMs) },
    'sealing them': { medianMs: rounded(sealMs) },
  })
  return {
    // All the sealing counts, wherever it was done.
    ratioToRaw: rounded((enqueueMs + sealPhotoMs) / (rawMs + sealMs)),
    ratioFromTap: rounded(enqueueMs / (rawMs + sealMs)),
    enqueueMs: rounded(enqueueMs),
    sealPhotoMs: rounded(sealPhotoMs),
    rawMs: rounded(rawMs),
    sealMs: rounded(sealMs),
  }
}

/** @param args as typed after the name of the benchmark: `--runs N`. */
export async function benchList(args: readonly string[]): Promise<object> {
  const { values } = parseArgs({
    args: args.filter((arg) => arg !== '--'),
    options: { runs: { type: 'string', default: '300' } },
  })
  const runs = Number(values.runs)
  const [few, many] = await withBenchPage(pageFile, async (page) => {
    const fill = (from: number, to: number) =>
      page.evaluate(([start, end, bytes]) => queueBench.fillQueue(start, end, bytes), [
        from,
        to,
        listedPhotoBytes,
      ] as const)
    const measure = () => page.evaluate((count) => queueBench.measureList(count), runs)
    await fill(0, 100)
    await measure()
    const hundred = await measure()
    await fill(100, 10_000)
    await measure()
    return [median(hundred), median(await measure())] as const
  })
  console.table({
    'first 50 of 100': { medianMs: rounded(few) },
    'first 50 of 10,000': { medianMs: rounded(many) },
  })
  return { ratio10000To100: rounded(many / few), hundredMs: rounded(few), tenThousandMs: rounded(many) }
}
