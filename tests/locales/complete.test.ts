import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

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

const files = readdirSync(new URL('vi/', root))

test('every language has the same files as Vietnamese', () => {
  for (const language of readdirSync(root, { withFileTypes: true })) {
    if (language.isDirectory()) expect(readdirSync(new URL(`${language.name}/`, root))).toEqual(files)
  }
})

describe.each(files)('%s', (file) => {
  test('has the same keys and the same interpolation names in Vietnamese and English', () => {
    expect(textsOf('en', file)).toEqual(textsOf('vi', file))
  })
})
