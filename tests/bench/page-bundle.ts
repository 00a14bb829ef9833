/** Bundles a page of a benchmark into one script, in memory. */
import { build } from 'vite'

/** @param file entry of the page; it puts its functions on `window.bench`. */
export async function bundlePage(file: string): Promise<string> {
  const output = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: file, formats: ['iife'], name: 'page' },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  })
  const [result] = Array.isArray(output) ? output : [output]
  const chunk = result !== undefined && 'output' in result ? result.output[0] : undefined
  if (chunk?.type !== 'chunk') throw new Error('the page of the benchmark did not build')
  return chunk.code
}
