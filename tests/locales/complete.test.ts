import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { saidByTheApp } from './said-by-the-app.ts'

const root = new URL('../../locales/', import.meta.url)

/** Flat keys to texts, plural endings taken off, with the interpolation names each uses. */
function textsOf(language: string, file: string): Map<string, Set<string>> {
  const texts = new Map<string, Set<string>>()
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'string') {
      expect(value.trim(), `${language}/${file} ${path} is empty`).not.toBe('')
      expect(value, `${language}/${file} ${path} is not NFC`).toBe(value.normalize('NFC'))
      const key = path.replace(/_(zero|one|two|few|many|other)$/, '')
      const names = texts.get(key) ?? new Set()
      for (const [, name] of value.matchAll(/\{\{\s*(\w+)/g)) if (name !== undefined) names.add(name)
      texts.set(key, names)
      return
    }
    if (typeof value !== 'object' || value === null) throw new Error(`${language}/${file} ${path} is no text`)
    for (const [key, child] of Object.entries(value)) walk(child, path === '' ? key : `${path}.${key}`)
  }
  walk(JSON.parse(readFileSync(new URL(`${language}/${file}`, root), 'utf8')), '')
  return texts
}

function keysIn(value: object, path = ''): readonly string[] {
  return Object.entries(value).flatMap(([key, child]) =>
    typeof child === 'string' ? [path + key] : keysIn(child, `${path}${key}.`),
  )
}

function textsWritten(value: object): readonly string[] {
  return Object.values(value).flatMap((child) => (typeof child === 'string' ? [child] : textsWritten(child)))
}

const files = readdirSync(new URL('vi/', root))

test('every language has the same files as Vietnamese', () => {
  for (const language of readdirSync(root, { withFileTypes: true })) {
    if (language.isDirectory()) expect(readdirSync(new URL(`${language.name}/`, root))).toEqual(files)
  }
})

/** What each language has for one, two, many. Vietnamese nouns do not change. */
const plurals = { vi: ['other'], en: ['one', 'other'] }

describe.each(files)('%s', (file) => {
  test('has the same keys and the same interpolation names in Vietnamese and English', () => {
    expect(textsOf('en', file)).toEqual(textsOf('vi', file))
  })

  test.each(['vi', 'en'] as const)('has every plural that %s has, and no other', (language) => {
    const endings = new Map<string, string[]>()
    for (const key of keysIn(JSON.parse(readFileSync(new URL(`${language}/${file}`, root), 'utf8')))) {
      const [, name, ending] = /^(.+)_(zero|one|two|few|many|other)$/.exec(key) ?? []
      if (name !== undefined && ending !== undefined) {
        endings.set(name, [...(endings.get(name) ?? []), ending].sort())
      }
    }
    for (const [name, found] of endings) expect(found, name).toEqual(plurals[language])
  })
})

/** What the guide in `locales/README.md` does not want to read. */
const unwanted = {
  'a polite phrase of forms': /vui lòng/iu,
  'three dots for waiting': /\.\.\./u,
  'a raised voice': /!(?:\s|$)/u,
  'a percent sign that sticks to its number': /[\d}]%/u,
  'straight quotation marks': /"/u,
  'another word for thousand or for đồng': /ngàn|\bvnd\b/iu,
  'the mark on the other vowel: hoà, khoẻ, thuỷ': /o[àáảãạèéẻẽẹ](?!\p{L})|(?<!q)u[ỳýỷỹỵ](?!\p{L})/iu,
} as const

test.each(Object.entries(unwanted))('Vietnamese is written without %s', (_, pattern) => {
  const found = files.flatMap((file) =>
    textsWritten(JSON.parse(readFileSync(new URL(`vi/${file}`, root), 'utf8'))).filter((text) =>
      pattern.test(text),
    ),
  )
  expect(found).toEqual([])
})

describe('what the app asks for', () => {
  const { asked, beginnings, unknown, hardCoded } = saidByTheApp()
  const texts = new Map<string, ReadonlySet<string>>(
    files.flatMap((file) =>
      [...textsOf('vi', file)].map(([key, names]) => [`${file.replace('.json', '')}:${key}`, names] as const),
    ),
  )

  test('is known beforehand', () => {
    expect(asked.length).toBeGreaterThan(1000)
    expect(unknown).toEqual([])
  })

  test('in another language than the screen’s is waited for', () => {
    const app = new URL('../../src/app/', import.meta.url)
    const sources = readdirSync(app, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.tsx?$/.test(name),
    )
    expect(sources.length).toBeGreaterThan(100)
    // That gives names of texts until their file has come; `useTranslation` with `lng` waits.
    const unwaited = sources.filter((name) =>
      /getFixedT\(\s*['"`]/.test(readFileSync(new URL(name, app), 'utf8')),
    )
    expect(unwaited).toEqual([])
  })

  test('is there', () => {
    expect(asked.filter(({ key }) => !texts.has(key))).toEqual([])
  })

  test('is given what its gaps are filled with', () => {
    const gaps = asked.flatMap(({ key, values, where }) =>
      [...(texts.get(key) ?? [])]
        .filter((name) => values?.has(name) === false)
        .map((name) => ({ where, key, name })),
    )
    expect(gaps).toEqual([])
  })

  test('is all that there is', () => {
    const keys = new Set(asked.map(({ key }) => key))
    const isAsked = (key: string) =>
      keys.has(key) || beginnings.some((beginning) => key.startsWith(beginning))
    expect([...texts.keys()].filter((key) => !isAsked(key))).toEqual([])
  })

  test('is never said in the source itself', () => {
    expect(hardCoded).toEqual([])
  })
})
