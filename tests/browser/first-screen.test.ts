import { expect, test } from 'vitest'
import { distFolder } from '../../src/gateway/site/build-if-missing.ts'
import { firstScreenFiles } from '../../src/gateway/site/first-screen.ts'

test('a citizen can search after at most 170 kB of compressed script', async () => {
  const scripts = (await firstScreenFiles(distFolder)).filter((file) => file.kind === 'script')
  const bytes = scripts.reduce((sum, file) => sum + file.brotliBytes, 0)
  // The app itself, the list of procedures and the search.
  expect(scripts.length).toBeGreaterThanOrEqual(3)
  expect(bytes).toBeLessThanOrEqual(170_000)
})
