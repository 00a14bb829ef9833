/**
 * What each process that a test starts is given of the test's own environment; its settings are put beside it. Node keeps
 * what it compiles, as `serve.ts` does: half of the time of a command is that.
 */
import { fileURLToPath } from 'node:url'

export const childEnvironment = {
  PATH: process.env.PATH ?? '',
  NODE_COMPILE_CACHE: fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url)),
}
