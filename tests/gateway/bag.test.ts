import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type BagFile, bagOf } from '../../src/gateway/archive/bag.ts'
import { checkBag } from '../../src/gateway/archive/check-bag.ts'

const payloads = fc.uniqueArray(
  fc.record({
    path: fc
      .array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 3 })
      .map((names) => names.map((name) => name.replaceAll('/', '_')).join('/')),
    bytes: fc.uint8Array({ maxLength: 200 }),
  }),
  { selector: ({ path }) => path, maxLength: 6 },
)

async function* each<T>(values: readonly T[]): AsyncGenerator<T, void> {
  yield* values
}

function faultsOf(files: readonly BagFile[]) {
  return checkBag(each(files.map(({ path, bytes }) => ({ path, content: each([bytes]) }))))
}

test('any payload makes a valid bag, whatever the names, also with line ends and per cent signs', async () => {
  await fc.assert(
    fc.asyncProperty(payloads, fc.string(), async (payload, text) => {
      const files = await Array.fromAsync(bagOf(each(payload), [['External-Description', text]]))
      expect(await faultsOf(files)).toEqual([])
    }),
  )
})

test('no byte of a bag changes, no file goes and none comes unnoticed', async () => {
  await fc.assert(
    fc.asyncProperty(payloads, fc.nat(), fc.nat(), async (payload, file, byte) => {
      const files = await Array.fromAsync(bagOf(each(payload), []))
      const at = file % files.length
      const chosen = files[at]
      if (chosen === undefined) throw new Error('a bag has files')
      const bytes = Uint8Array.from(chosen.bytes)
      if (bytes.length > 0) {
        const place = byte % bytes.length
        bytes[place] = (bytes[place] ?? 0) ^ 1
        expect(await faultsOf(files.with(at, { ...chosen, bytes }))).not.toEqual([])
      }
      expect(await faultsOf(files.toSpliced(at, 1))).not.toEqual([])
      expect(await faultsOf([...files, { path: 'data/one more', bytes }])).not.toEqual([])
      expect(await faultsOf([...files, chosen])).not.toEqual([])
    }),
  )
})
