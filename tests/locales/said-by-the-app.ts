/**
 * Which texts the app asks for, as the compiler sees it: also the keys that are put together from a closed set, which
 * no tool that only reads the text of the source can know. And what it says without asking.
 */
import { fileURLToPath } from 'node:url'
import type { CallExpression, Node, SourceFile } from 'typescript/unstable/ast'
import {
  isBinaryExpression,
  isCallExpression,
  isConditionalExpression,
  isIdentifier,
  isJsxAttribute,
  isJsxExpression,
  isJsxText,
  isNoSubstitutionTemplateLiteral,
  isObjectLiteralExpression,
  isParenthesizedExpression,
  isPropertyAssignment,
  isSpreadAssignment,
  isStringLiteral,
  isTemplateExpression,
} from 'typescript/unstable/ast/is'
import { API, type Checker, type Type } from 'typescript/unstable/sync'

const root = fileURLToPath(new URL('../../', import.meta.url))

export interface Asked {
  /** `namespace:key`, without plural endings. */
  readonly key: string
  /** Names of the values given for the gaps; null where only a running app knows them. */
  readonly values: ReadonlySet<string> | null
  readonly where: string
}

export interface SaidByTheApp {
  readonly asked: readonly Asked[]
  /** `namespace:beginning.` of keys that end in what the gateway says, with a text of its own when there is no key. */
  readonly beginnings: readonly string[]
  /** Calls whose keys or namespace the compiler does not know; nothing can be said about them. */
  readonly unknown: readonly string[]
  /** Words that stand in the source itself, in an element or in an attribute that people see or hear. */
  readonly hardCoded: readonly string[]
}

/** Attributes and properties whose words are shown or read out. */
const spokenAttributes: ReadonlySet<string> = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-roledescription',
  'aria-valuetext',
  'caption',
  'error',
  'help',
  'label',
  'official',
  'placeholder',
  'summary',
  'title',
])

/** What every call of a `TFunction` in `src` can ask for, whatever its name. Asks the compiler, some seconds. */
export function saidByTheApp(): SaidByTheApp {
  const api = new API({ cwd: root })
  try {
    const project = api.updateSnapshot({ openProjects: [`${root}tsconfig.json`] }).getProjects()[0]
    if (project === undefined) throw new Error('tsconfig.json opens no project')
    const { program, checker } = project
    const asked: Asked[] = []
    const beginnings: string[] = []
    const unknown: string[] = []
    const hardCoded: string[] = []
    for (const name of program.getSourceFileNames()) {
      if (!name.startsWith(`${root}src/`)) continue
      const file = program.getSourceFile(name)
      if (file === undefined) throw new Error(`no source ${name}`)
      const inSource = (node: Node) => `${name.slice(root.length)}: ${node.getText(file).trim()}`
      hardCoded.push(...wordsInElements(file).map(inSource))
      for (const { call, namespace } of textCalls(file, checker)) {
        const [wanted, options] = call.arguments
        const values = valuesIn(options, checker)
        const found = textsIn(wanted && checker.getTypeAtLocation(wanted))
        for (const key of found) {
          asked.push({ key: key.includes(':') ? key : `${namespace}:${key}`, values, where: inSource(call) })
        }
        if (found.length > 0) continue
        if (wanted !== undefined && isTemplateExpression(wanted) && wanted.head.text !== '') {
          beginnings.push(`${namespace}:${wanted.head.text}`)
        } else unknown.push(inSource(call))
      }
    }
    return { asked, beginnings, unknown, hardCoded }
  } finally {
    api.close()
  }
}

interface TextCall {
  readonly call: CallExpression
  readonly namespace: string
}

function textCalls(file: SourceFile, checker: Checker): readonly TextCall[] {
  const calls: CallExpression[] = []
  const visit = (node: Node): void => {
    if (isCallExpression(node)) calls.push(node)
    node.forEachChild(visit)
  }
  visit(file)
  const called = checker.getTypeAtLocation(calls.map(({ expression }) => expression))
  return calls.flatMap((call, index) => {
    const type = called[index]
    if (type?.getSymbol()?.name !== 'TFunction') return []
    const namespace = namespaceInOptions(call.arguments[1], checker) ?? namespaceOfT(type, checker)
    if (namespace === undefined) throw new Error(`no namespace for ${call.getText(file)}`)
    return [{ call, namespace }]
  })
}

function valuesIn(options: Node | undefined, checker: Checker): ReadonlySet<string> | null {
  const type = options && checker.getTypeAtLocation(options)
  if (type === undefined) return new Set()
  const isSpread =
    options !== undefined && isObjectLiteralExpression(options) && options.properties.some(isSpreadAssignment)
  if (isSpread) return null
  return new Set(checker.getPropertiesOfType(type).map(({ name }) => name))
}

/** `t('action.cancel', { ns: 'common' })` */
function namespaceInOptions(options: Node | undefined, checker: Checker): string | undefined {
  if (options === undefined || !isObjectLiteralExpression(options)) return undefined
  for (const property of options.properties) {
    if (isPropertyAssignment(property) && isIdentifier(property.name) && property.name.text === 'ns') {
      return textsIn(checker.getTypeAtLocation(property.initializer))[0]
    }
  }
  return undefined
}

/** Of the type `TFunction<'guide'>`, or the first of `TFunction<['audit', 'common']>`. */
function namespaceOfT(t: Type, checker: Checker): string | undefined {
  const namespaces = t.isTypeReference() ? checker.getTypeArguments(t)[0] : undefined
  if (namespaces?.isStringLiteralType()) return textsIn(namespaces)[0]
  const first = namespaces?.isTypeReference() ? checker.getTypeArguments(namespaces)[0] : undefined
  return textsIn(first)[0]
}

function textsIn(type: Type | undefined): readonly string[] {
  if (type?.isStringLiteralType()) return [type.value]
  if (type?.isUnionType()) return type.getTypes().flatMap(textsIn)
  return []
}

function wordsInElements(file: SourceFile): readonly Node[] {
  const words: Node[] = []
  const visit = (node: Node): void => {
    if (isJsxText(node) && isWord(node.text)) words.push(node)
    else if (isJsxAttribute(node)) {
      if (spokenAttributes.has(node.name.getText(file))) words.push(...literalWords(node.initializer, file))
    } else if (isJsxExpression(node) && !isJsxAttribute(node.parent))
      words.push(...literalWords(node.expression, file))
    node.forEachChild(visit)
  }
  visit(file)
  return words
}

/** What an expression may turn into, as far as it is written down there. */
function literalWords(node: Node | undefined, file: SourceFile): readonly Node[] {
  if (node === undefined) return []
  if (isStringLiteral(node) || isNoSubstitutionTemplateLiteral(node)) return isWord(node.text) ? [node] : []
  if (isTemplateExpression(node)) {
    const texts = [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)]
    return texts.some(isWord) ? [node] : []
  }
  if (isJsxExpression(node) || isParenthesizedExpression(node)) return literalWords(node.expression, file)
  if (isConditionalExpression(node)) {
    return [...literalWords(node.whenTrue, file), ...literalWords(node.whenFalse, file)]
  }
  if (isBinaryExpression(node)) {
    const operator = node.operatorToken.getText(file)
    return [
      ...(['||', '??', '+'].includes(operator) ? literalWords(node.left, file) : []),
      ...(['||', '??', '+', '&&'].includes(operator) ? literalWords(node.right, file) : []),
    ]
  }
  return []
}

/** A letter alone is a sign (the three A of the text size), not a word. */
function isWord(text: string): boolean {
  return /\p{L}{2}/u.test(text)
}
