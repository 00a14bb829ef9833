/** The OpenAPI 3.1 document, generated from the schemas that the gateway itself parses and answers with. */
import { toJsonSchema } from '@valibot/to-json-schema'
import type * as v from 'valibot'
import { problem } from '../../contract/problem.ts'
import { webhookMessage } from '../../contract/webhooks.ts'
import { type PageLanguage, textsIn } from '../public/texts.ts'
import { type Operation, operations } from './operations.ts'

type Json = Readonly<Record<string, unknown>>

/** @param base of the gateway, with slashes at both ends. */
export function openApiDocument(base: string, language: PageLanguage): Json {
  const t = textsIn(language)
  const paths: Record<string, Record<string, Json>> = {}
  const schemas: Record<string, Json> = {
    Problem: jsonSchema(problem, 'output'),
    WebhookMessage: jsonSchema(webhookMessage, 'output'),
  }
  for (const operation of operations) {
    const { method, path, request, response } = operation
    if (request !== undefined) schemas[request.name] = jsonSchema(request.schema, 'input')
    if (response !== undefined) schemas[response.name] = jsonSchema(response.schema, 'output')
    const place = `/api/v1${path.replace(/:(\w+)/g, '{$1}')}`
    paths[place] = { ...paths[place], [method]: described(operation, language) }
  }
  return {
    openapi: '3.1.0',
    info: { title: t('api.title'), description: t('api.description'), version: '1' },
    servers: [{ url: base.slice(0, -1) || '/' }],
    tags: (['public', 'tracking', 'devices', 'queue', 'exchange'] as const).map((name) => ({
      name,
      description: t(`api.tag.${name}`),
    })),
    paths,
    webhooks: {
      dossierEvent: {
        post: {
          operationId: 'dossierEvent',
          summary: t('api.webhook'),
          parameters: ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map(header),
          requestBody: {
            required: true,
            content: { 'application/json': { schema: reference('WebhookMessage') } },
          },
          responses: { '2XX': { description: 'Taken' } },
        },
      },
    },
    components: {
      schemas,
      securitySchemes: {
        device: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: 'Motcua device="…", created="RFC 3339", signature="…"',
        },
        portal: { type: 'http', scheme: 'bearer' },
      },
    },
  }
}

function described(operation: Operation, language: PageLanguage): Json {
  const { id, tag, path, query = {}, headers = [], security, status } = operation
  const { request, requestType, response, responseType } = operation
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const inQuery = Object.entries(query).map(([name, schema]) => ({
    name,
    in: 'query',
    required: false,
    schema: jsonSchema(schema, 'input'),
  }))
  const content =
    response !== undefined
      ? { 'application/json': { schema: reference(response.name) } }
      : responseType === undefined
        ? undefined
        : { [responseType]: {} }
  const parameters = [...inPath, ...inQuery, ...headers.map(header)]
  return {
    operationId: id,
    tags: [tag],
    summary: textsIn(language)(`api.operation.${id}`),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(security === undefined ? {} : { security: [{ [security]: [] }] }),
    ...(request === undefined && requestType === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: {
              [requestType ?? 'application/json']:
                request === undefined ? {} : { schema: reference(request.name) },
            },
          },
        }),
    responses: {
      [status]: { description: 'Done', ...(content === undefined ? {} : { content }) },
      default: {
        description: 'Refused by name (RFC 9457)',
        content: { 'application/problem+json': { schema: reference('Problem') } },
      },
    },
  }
}

function header(name: string): Json {
  return { name, in: 'header', required: true, schema: { type: 'string' } }
}

function reference(name: string): Json {
  return { $ref: `#/components/schemas/${name}` }
}

/** What JSON Schema cannot say (checks in code) is left out: the gateway checks it all the same. */
function jsonSchema(schema: v.GenericSchema, typeMode: 'input' | 'output'): Json {
  const { $schema: _, ...json } = toJsonSchema(schema, {
    errorMode: 'ignore',
    typeMode,
    target: 'draft-2020-12',
  })
  return json
}
