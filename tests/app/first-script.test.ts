import { runInNewContext } from 'node:vm'
import { build } from 'vite'
import { expect, test } from 'vitest'
import { firstScript } from '../../src/app/first-script.ts'

const page = 'https://motcua.example/assets/'

/** @returns the files of a build by name, of these modules, the first of which is the entry. */
async function built(
  modules: Readonly<Record<string, string>>,
  groups: readonly { name: string; test?: RegExp; tags?: '$initial'[] }[] = [
    { name: 'first', tags: ['$initial'] },
  ],
): Promise<Map<string, string>> {
  const [entry = ''] = Object.keys(modules)
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: { index: entry },
        output: {
          // A hash may look like this.
          entryFileNames: 'assets/[name]-A-b_C-9-.js',
          codeSplitting: { groups: [...groups] },
        },
      },
    },
    plugins: [
      {
        name: 'modules',
        resolveId: (id) => (Object.hasOwn(modules, id) ? id : undefined),
        load: (id) => modules[id],
      },
      firstScript(),
    ],
  })
  if (Array.isArray(result) || !('output' in result)) throw new Error('one build, and not watched')
  return new Map(
    result.output.map((file) => [
      file.fileName.replace(/-.{8}\.js$/, ''),
      file.type === 'chunk' ? file.code : String(file.source),
    ]),
  )
}

/** What a browser would have in `globalThis` after the script. */
function run(script: string | undefined): Record<string, unknown> {
  if (script === undefined) throw new Error('the build has a first script')
  // Beside its own address the bundler asks what the browser can load ahead.
  const document = {
    currentScript: { src: `${page}first.js` },
    createElement: () => ({ relList: { supports: () => true } }),
  }
  const scope: Record<string, unknown> = { document }
  runInNewContext(script, scope)
  return scope
}

/** Something to load later, which imports from the entry. */
const later = 'import { greeting } from "virtual:shared"; export const said = greeting + "!"'

test('the entry runs as a classic script, and other files get from it what they import', async () => {
  const files = await built({
    'virtual:entry': `
      import { greeting } from 'virtual:shared'
      import old from 'virtual:old'
      globalThis.ran = { greeting, old, address: import.meta.url }
      globalThis.load = () => import('virtual:later')`,
    'virtual:shared': 'export const greeting = "xin chào"; export const farewell = "tạm biệt"',
    'virtual:later':
      'import { greeting, farewell } from "virtual:shared"; export const said = greeting + farewell',
    'virtual:old': 'exports.year = 2015',
  })
  const scope = run(files.get('assets/first'))
  expect(scope.ran).toEqual({ greeting: 'xin chào', old: { year: 2015 }, address: `${page}first.js` })
  // As for a browser that loads the file by the name that others import.
  Object.assign(globalThis, { __firstScript: scope.__firstScript })
  const handedOut: Record<string, unknown> = await import(
    `data:text/javascript,${encodeURIComponent(files.get('assets/index') ?? '')}`
  )
  const later = files.get('assets/virtual_later') ?? ''
  const [, names = ''] = /import\s*\{([^}]*)\}\s*from\s*["'`]\.\/index-/.exec(later) ?? []
  const imported = names.split(',').map((name) => handedOut[name.trim().split(/\s+as\s+/)[0] ?? ''])
  expect(imported.sort()).toEqual(['tạm biệt', 'xin chào'])
})

test('a build fails where the entry waits outside of functions, which a script cannot', async () => {
  await expect(built({ 'virtual:entry': 'globalThis.ran = await Promise.resolve(1)' }, [])).rejects.toThrow(
    'await is only valid',
  )
})

test('a build fails where the entry is more than one file', async () => {
  await expect(
    built(
      {
        'virtual:entry': 'import "virtual:shared"; globalThis.load = () => import("virtual:later")',
        'virtual:shared': 'globalThis.ran = true; export const greeting = "a"',
        'virtual:later': later,
      },
      [{ name: 'apart', test: /shared/ }],
    ),
  ).rejects.toThrow('imports more than the bundler')
})

test.each([
  ['an assignment', 'export let greeting = "a"; export const change = () => { greeting = "b" }'],
  [
    'one by taking apart',
    'export let greeting = "a"; export const change = (given) => { [{ greeting = "c" }] = given }',
  ],
  ['counting', 'export let greeting = 0; export const change = () => { greeting++ }'],
  [
    'a loop',
    'export let greeting = ""; export const change = (given) => { for (greeting of given) console.log(1) }',
  ],
  [
    'beside another of that name',
    'export let greeting = "a"; export const change = (given) => { if (given) { const greeting = 1; console.log(greeting) } else greeting = "b" }',
  ],
])('a build fails where an export changes later: %s', async (_what, shared) => {
  await expect(
    built({
      'virtual:entry': `
        import { change } from 'virtual:shared'
        globalThis.change = change
        globalThis.load = () => import('virtual:later')`,
      'virtual:shared': shared,
      'virtual:later': later,
    }),
  ).rejects.toThrow('greeting is exported by the first script and changes later')
})

test.each([
  ['a parameter', 'globalThis.change = (greeting) => { greeting = "b"; return greeting }'],
  ['a variable', 'globalThis.change = () => { let greeting = "b"; greeting += "c"; return greeting }'],
  [
    'a part of a parameter',
    'globalThis.change = ({ at: [greeting] }) => { greeting = "b"; return greeting }',
  ],
  [
    'a variable of a block',
    'globalThis.change = (given) => { for (let greeting of given) { greeting += "b"; console.log(greeting) } }',
  ],
  [
    'one declared below',
    'globalThis.change = (given) => { greeting = given; if (given) { var greeting } return greeting }',
  ],
  [
    'what was caught',
    'globalThis.change = () => { try { load() } catch (greeting) { greeting = "b"; throw greeting } }',
  ],
])('another variable of that name may change: %s', async (_what, shared) => {
  const files = await built({
    'virtual:entry': `
      import 'virtual:shared'
      globalThis.load = () => import('virtual:later')`,
    'virtual:shared': `export const greeting = "a"; ${shared}`,
    'virtual:later': later,
  })
  expect(run(files.get('assets/first')).change).toBeTypeOf('function')
})
