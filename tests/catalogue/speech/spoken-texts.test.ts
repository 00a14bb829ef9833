import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { beforeAll, expect, test } from 'vitest'
import { spokenLanguages } from '../../../src/catalogue/lists/spoken-languages.ts'
import { loadContent } from '../../../src/catalogue/load.ts'
import { soundKeyLength } from '../../../src/catalogue/speech/rendered-sounds.ts'
import { spokenNamespaces, spokenSentences } from '../../../src/catalogue/speech/spoken-texts.ts'
import { languageTag } from '../../../src/contract/voice-pack.ts'
import type { Sentence } from '../../../src/domain/speech/sentence.ts'

const root = new URL('../../../', import.meta.url)
let sentences: readonly Sentence[]

beforeAll(() => {
  const { procedures, forms } = loadContent()
  const locales = Object.fromEntries(
    spokenNamespaces.map((name) => [
      name,
      JSON.parse(readFileSync(new URL(`locales/vi/${name}.json`, root), 'utf8')),
    ]),
  )
  sentences = spokenSentences({ locales, procedures, forms })
})

test('the first screen comes first, then what citizens meet on their way, then the procedures', () => {
  const kinds = sentences.map(({ place }) => place.split(':', 1)[0])
  expect(sentences[0]?.place).toBe('home:title')
  expect(kinds.lastIndexOf('tracking')).toBeLessThan(kinds.indexOf('procedure'))
  expect(kinds).toContain('form')
})

test('every sentence has a place and a wording of its own', () => {
  expect(new Set(sentences.map(({ text }) => text)).size).toBe(sentences.length)
  expect(new Set(sentences.map(({ place }) => place)).size).toBe(sentences.length)
})

test('languages have tags that packs can be named by, each once', () => {
  const tags = spokenLanguages.map(({ tag }) => tag)
  expect(tags.filter((tag) => !v.is(languageTag, tag))).toEqual([])
  expect(new Set(tags).size).toBe(tags.length)
})

test('the voice made beforehand says the most used sentences as they read now', () => {
  const file = readFileSync(new URL('src/app/listen/rendered/vi.sounds', root))
  expect(file.length).toBeLessThan(3_000_000)
  const end = file.indexOf(10)
  const places = v.parse(
    v.record(v.string(), v.tuple([v.number(), v.number()])),
    JSON.parse(file.subarray(0, end).toString()),
  )
  for (const [from, length] of Object.values(places)) {
    expect(file.toString('latin1', end + 1 + from, end + 5 + from)).toBe('OggS')
    expect(end + 1 + from + length).toBeLessThanOrEqual(file.length)
  }
  const keyOf = (text: string) =>
    createHash('sha256').update(text).digest('base64url').slice(0, soundKeyLength)
  const most = sentences.slice(0, Object.keys(places).length)
  const said = most.filter(({ text }) => places[keyOf(text)] !== undefined)
  // Words change before somebody renders again (`npm run voices:render`): those are said by no voice of the app.
  expect(said.length / most.length).toBeGreaterThan(0.7)
})
