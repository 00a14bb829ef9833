/**
 * The app's entry as a classic script. A browser translates one once, when its service worker is installed, and starts
 * from that translation ever after; a module's it never keeps there (Chromium 150), so that a slow kiosk would read
 * half a megabyte anew at each start.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Script } from 'node:vm'
import { type ESTree, type Plugin, Visitor, type VisitorObject } from 'vite'

/** Where the script leaves what other files import from the entry. */
const exportsName = '__firstScript'
/** The bundler's own module. */
const helpersId = '\0rolldown/runtime.js'
/** What stands in it for `import.meta`. */
const metaName = '__firstScriptMeta'

/**
 * Splits the entry of a build in two: `first-<hash>.js`, the classic script that the page loads, and a module with the
 * entry's own name which hands out what the script has made. The page waits for the script before it draws anything:
 * the first picture already has the colours and the text size that stay.
 *
 * The build fails where an export is assigned to a second time, for whoever imports it would keep the first value; and
 * where the entry imports anything but the bundler's own helpers.
 */
export function firstScript(): Plugin {
  return {
    name: 'motcua-first-script',
    apply: 'build',
    enforce: 'post',
    renderChunk(code, { isEntry }) {
      if (!isEntry) return
      // Before names are shortened: after that any two may be the same.
      const program = this.parse(code)
      const exported = new Set(exportsOf(program).map(({ local }) => local))
      for (const name of assignedNames(program))
        if (exported.has(name)) this.error(`${name} is exported by the first script and changes later`)
    },
    // Browsers keep a file by its name: whoever changes what is written here gets other names.
    augmentChunkHash: ({ isEntry }) =>
      isEntry ? readFileSync(fileURLToPath(import.meta.url), 'utf8') : undefined,
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
        const [entry, another] = chunks.filter(({ isEntry }) => isEntry)
        if (entry === undefined || another !== undefined) this.error('the app has one entry')
        const imported = entry.imports.map((file) => bundle[file])
        const [helpers] = imported.filter(
          (file) => file?.type === 'chunk' && file.moduleIds.every((id) => id === helpersId),
        )
        if (imported.length > 1 || imported.length !== (helpers === undefined ? 0 : 1))
          this.error(`the first script imports more than the bundler's helpers: ${entry.imports.join(', ')}`)
        const program = this.parse(entry.code)
        const fileName = scriptName(entry.fileName)
        if (fileName === entry.fileName) this.error(`the entry's name ends without a hash: ${fileName}`)
        const source = classicScript(
          entry.code,
          program,
          helpers?.type === 'chunk' ? asFunction(helpers.code, this.parse(helpers.code)) : '{}',
        )
        // Some of what a module may say, as `await` outside of functions, a script may not.
        new Script(source, { filename: fileName })
        this.emitFile({ type: 'asset', fileName, source })
        entry.code = handOut(exportsOf(program))
      },
    },
    transformIndexHtml: {
      order: 'post',
      handler(html) {
        const changed = html.replace(
          /<script type="module"[^>]* src="([^"]+)">/,
          (_tag, file: string) => `<script defer blocking="render" src="${scriptName(file)}">`,
        )
        if (changed === html)
          throw new Error('the page has no module script in whose place the first one comes')
        return changed
      },
    },
  }
}

/** The same hash, which may have hyphens of its own, behind another name. */
function scriptName(entryName: string): string {
  return entryName.replace(/[^/]*(-[\w-]{8}\.js)$/, 'first$1')
}

function classicScript(code: string, program: ESTree.Program, helpers: string): string {
  const imported = program.body
    .filter((node) => node.type === 'ImportDeclaration')
    .flatMap(({ specifiers }) => specifiers.map(importedByName))
  const inner = replaceParts(code, [
    ...moduleOnly(program).map((part) => ({ ...part, text: '' })),
    ...metaOf(program).map((part) => ({ ...part, text: metaName })),
  ])
  return `(function(){"use strict";
const ${metaName}={url:document.currentScript.src},{${imported}}=${helpers};
${inner};
globalThis.${exportsName}={${properties(exportsOf(program))}}
})();
`
}

/** Of a module that imports nothing: a call that gives its exports. */
function asFunction(code: string, program: ESTree.Program): string {
  const inner = replaceParts(
    code,
    moduleOnly(program).map((part) => ({ ...part, text: '' })),
  )
  return `(function(){${inner};return{${properties(exportsOf(program))}}})()`
}

/** The module that stands in the entry's place. */
function handOut(bindings: readonly Binding[]): string {
  const own = bindings.map(({ exported }, at) => ({ exported, local: `e${at}` }))
  return `const {${properties(own)}}=globalThis.${exportsName};export{${own.map(
    ({ exported, local }) => `${local} as ${exported}`,
  )}};
`
}

interface Binding {
  /** Inside the module. */
  readonly local: string
  /** For whoever imports it. */
  readonly exported: string
}

/** As in an object, and in taking one apart. */
function properties(bindings: readonly Binding[]): string {
  return bindings.map(({ local, exported }) => `${exported}:${local}`).join(',')
}

function exportsOf({ body }: ESTree.Program): Binding[] {
  return body
    .filter((node) => node.type === 'ExportNamedDeclaration')
    .flatMap(({ specifiers }) =>
      specifiers.map(({ local, exported }) => ({ local: nameOf(local), exported: nameOf(exported) })),
    )
}

function importedByName(specifier: ESTree.ImportDeclarationSpecifier): string {
  if (specifier.type !== 'ImportSpecifier') throw new Error('the bundler imports its helpers by name')
  return `${nameOf(specifier.imported)}:${specifier.local.name}`
}

function nameOf(name: ESTree.ModuleExportName): string {
  if (name.type === 'Literal') throw new Error(`the bundler names its exports, unlike "${name.value}"`)
  return name.name
}

interface Part {
  readonly start: number
  readonly end: number
}

/** Statements that a classic script cannot have. The bundler declares first and exports by name at the end. */
function moduleOnly({ body }: ESTree.Program): Part[] {
  return body.filter(({ type }) => type === 'ImportDeclaration' || type === 'ExportNamedDeclaration')
}

function metaOf(program: ESTree.Program): Part[] {
  const parts: Part[] = []
  const visitors: VisitorObject = {}
  visitors.MetaProperty = (node) => {
    if (node.meta.name === 'import') parts.push(node)
  }
  new Visitor(visitors).visit(program)
  return parts
}

/** Of the module's own variables that get a value after their declaration, wherever. */
function assignedNames(program: ESTree.Program): Set<string> {
  const scopes: Scope[] = [emptyScope(true)]
  const declare = (names: readonly string[], isVariable: boolean) => {
    const scope = scopes.findLast(({ isFunction }) => isFunction || !isVariable)
    for (const name of names) scope?.declared.add(name)
  }
  const assign = (target: ESTree.Node | null) => {
    for (const name of namesIn(target)) scopes.at(-1)?.assigned.add(name)
  }
  const visitors: VisitorObject = {}
  for (const kind of functions) {
    visitors[kind] = ({ params }: { readonly params: readonly ESTree.Node[] }) => {
      scopes.push(emptyScope(true))
      declare(params.flatMap(namesIn), true)
    }
  }
  for (const kind of blocks) visitors[kind] = () => void scopes.push(emptyScope(false))
  for (const kind of [...functions, ...blocks]) {
    visitors[`${kind}:exit`] = () => {
      const inner = scopes.pop()
      for (const name of inner?.assigned.difference(inner.declared) ?? []) scopes.at(-1)?.assigned.add(name)
    }
  }
  const enterLoop = ({ left }: { readonly left: ESTree.Node }) => {
    scopes.push(emptyScope(false))
    assign(left)
  }
  visitors.ForInStatement = enterLoop
  visitors.ForOfStatement = enterLoop
  visitors.CatchClause = ({ param }) => {
    scopes.push(emptyScope(false))
    declare(namesIn(param), false)
  }
  visitors.VariableDeclaration = ({ kind, declarations }) =>
    declare(
      declarations.flatMap(({ id }) => namesIn(id)),
      kind === 'var',
    )
  visitors.AssignmentExpression = ({ left }) => assign(left)
  visitors.UpdateExpression = ({ argument }) => assign(argument)
  new Visitor(visitors).visit(program)
  return scopes[0]?.assigned ?? new Set()
}

interface Scope {
  readonly isFunction: boolean
  readonly declared: Set<string>
  readonly assigned: Set<string>
}

function emptyScope(isFunction: boolean): Scope {
  return { isFunction, declared: new Set(), assigned: new Set() }
}

const functions = ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'] as const
const blocks = [
  'BlockStatement',
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'SwitchStatement',
  'CatchClause',
] as const

function namesIn(target: ESTree.Node | null): string[] {
  switch (target?.type) {
    case 'Identifier':
      return [target.name]
    case 'AssignmentPattern':
      return namesIn(target.left)
    case 'RestElement':
      return namesIn(target.argument)
    case 'ArrayPattern':
      return target.elements.flatMap(namesIn)
    case 'ObjectPattern':
      return target.properties.flatMap((property) =>
        namesIn(property.type === 'Property' ? property.value : property),
      )
    default:
      return []
  }
}

/** @param parts that do not overlap */
function replaceParts(code: string, parts: readonly (Part & { readonly text: string })[]): string {
  return [...parts]
    .sort((a, b) => b.start - a.start)
    .reduce((text, { start, end, text: put }) => text.slice(0, start) + put + text.slice(end), code)
}
