import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { beforeAll, expect, test } from 'vitest'
import { loadAccountGuide } from '../../../src/catalogue/assistance/account-guide.ts'
import { spokenLanguages } from '../../../src/catalogue/lists/spoken-languages.ts'
import { loadContent } from '../../../src/catalogue/load.ts'
import { importedSentences } from '../../../src/catalogue/speech/imported-texts.ts'
import { soundKeyLength } from '../../../src/catalogue/speech/rendered-sounds.ts'
import { spokenSentences, textNamespaces } from '../../../src/catalogue/speech/spoken-texts.ts'
import { languageTag } from '../../../src/contract/voice-pack.ts'
import type { Sentence } from '../../../src/domain/speech/sentence.ts'

const root = new URL('../../../', import.meta.url)
let sentences: readonly Sentence[]

beforeAll(async () => {
  const { procedures, forms } = loadContent()
  const locales = Object.fromEntries(
    textNamespaces.map((name) => [
      name,
      JSON.parse(readFileSync(new URL(`locales/vi/${name}.json`, root), 'utf8')),
    ]),
  )
  sentences = spokenSentences({ locales, procedures, forms, assistance: await loadAccountGuide() })
})

test('the first screen comes first, then what citizens meet on their way, then the procedures', () => {
  const kinds = sentences.map(({ place }) => place.split(':', 1)[0])
  expect(sentences[0]?.place).toBe('home:title')
  expect(kinds.lastIndexOf('tracking')).toBeLessThan(kinds.indexOf('procedure'))
  expect(kinds).toContain('form')
  for (const screen of ['kiosk', 'ticket', 'survey', 'feedback', 'messages', 'assistance', 'accounts'])
    expect(kinds).toContain(screen)
  // What only staff read is no work for a speaker.
  expect(sentences.map(({ place }) => place).filter((place) => place.startsWith('kiosk:'))).toHaveLength(3)
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

test('imported guides of the commune add their sentences, names first, and none that is listed already', async () => {
  const known = new Set(sentences.map(({ text }) => text))
  const [shared = ''] = known
  const record = (code: string, name: string, levels: readonly string[]): readonly [string, string] => [
    code,
    JSON.stringify({
      code,
      takenOn: '2026-11-26',
      record: {
        code,
        name,
        source: 'table',
        fields: ['Lĩnh vực mẫu'],
        reach: 'national',
        levels,
        audience: [],
        agencies: [],
        keywords: [],
      },
    }),
  ]
  let pauses = 0
  const found = await importedSentences({
    details: new Map([
      record('9.900001', 'Thủ tục mẫu thứ nhất', ['commune']),
      record('9.900002', 'Việc của tỉnh', ['province']),
      record('9.900003', 'Thủ tục mẫu thứ ba', ['province', 'commune']),
      record('9.900004', shared, ['commune']),
      ['9.900005', '{"code":"9.900005"}'],
      ...Array.from({ length: 60 }, (_, at) => record(`9.91${at + 10}`, `Việc thứ ${at}`, ['ministry'])),
    ]),
    handMade: {},
    known,
    pause: async () => {
      pauses += 1
    },
  })
  const texts = found.map(({ text }) => text)
  expect(texts.slice(0, 2)).toEqual(['Mẫu thứ nhất', 'Mẫu thứ ba'])
  expect(found[0]?.place).toMatch(/^imported:9\.900001:/)
  expect(texts).not.toContain('Việc của tỉnh')
  expect(texts.filter((text) => known.has(text))).toEqual([])
  expect(new Set(texts).size).toBe(texts.length)
  expect(pauses).toBe(1)
})
