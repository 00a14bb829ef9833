/** JSON Schemas of the content files, from the schemas that judge them: editors complete what one types by them. */
import { readFileSync } from 'node:fs'
import { type JsonSchema, toJsonSchema } from '@valibot/to-json-schema'
import type { GenericSchema } from 'valibot'
import { caseCondition, caseConditionShapes } from '../case-condition.ts'
import { writtenForm } from '../form-parts.ts'
import { condition, conditionShapes } from '../form-schema.ts'
import { localizedText, procedure, provincialRules } from '../schema.ts'
import { type Docs, readDocs } from './docs.ts'

/** Where they lie, beside the folders of the files that name them. */
export const schemaFolder = new URL('../schemas/', import.meta.url)

/** By file name; the text as it is committed. */
export function jsonSchemas(): ReadonlyMap<string, string> {
  const form = readDocs(
    read('../../domain/form/definition.ts'),
    read('../form-schema.ts'),
    read('../form-parts.ts'),
  )
  return new Map([
    ['procedure.schema.json', textOf(convert(procedure), readDocs(read('../schema.ts')))],
    ['province.schema.json', textOf(convert(provincialRules), readDocs(read('../schema.ts')))],
    ['form.schema.json', textOf(convert(writtenForm), form)],
  ])
}

function read(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8')
}

/** Written once and referred to: by the schema that stands in the others, and the one that says all of it. */
const shared = [
  { name: 'text', schema: localizedText, shapes: localizedText },
  { name: 'condition', schema: condition, shapes: conditionShapes },
  { name: 'caseCondition', schema: caseCondition, shapes: caseConditionShapes },
]
// What JSON Schema cannot say (trimming, references between parts) is left to the schema itself.
const options = { errorMode: 'ignore', typeMode: 'input' } as const

function convert(schema: GenericSchema): JsonSchema {
  const definitions: Record<string, JsonSchema> = {}
  const used = new Set<string>()
  const convertPart = (part: GenericSchema) =>
    toJsonSchema(part, {
      ...options,
      overrideSchema({ valibotSchema }) {
        const found = shared.find((one) => one.schema === valibotSchema && one.schema !== part)
        if (found === undefined) return undefined
        used.add(found.name)
        return { $ref: `#/definitions/${found.name}` }
      },
    })
  const converted = convertPart(schema)
  for (const { name, shapes } of shared) if (used.has(name)) definitions[name] = convertPart(shapes)
  return { $schema: 'http://json-schema.org/draft-07/schema#', ...converted, definitions }
}

function textOf(schema: JsonSchema, docs: Docs): string {
  return `${JSON.stringify(describe(schema, docs), null, 2)}\n`
}

/** The same with the docstrings of the sources as descriptions, which an editor shows. */
function describe(schema: unknown, docs: Docs): unknown {
  if (Array.isArray(schema)) return schema.map((part) => describe(part, docs))
  if (typeof schema !== 'object' || schema === null) return schema
  const parts: [string, unknown][] = Object.entries(schema)
  const properties = parts.find(([key]) => key === 'properties')?.[1]
  const docOf = docs.forKeys(isRecord(properties) ? Object.keys(properties) : [])
  return Object.fromEntries(
    parts.map(([key, part]) => {
      if (key !== 'properties' || !isRecord(part)) return [key, describe(part, docs)]
      const described = Object.entries(part).map(([name, property]) => {
        const doc = docOf.get(name)
        const inner = describe(property, docs)
        return [name, doc === undefined || !isRecord(inner) ? inner : { description: doc, ...inner }]
      })
      return [key, Object.fromEntries(described)]
    }),
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
