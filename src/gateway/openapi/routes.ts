/** `api/v1/openapi.json`, and `api/v1/docs`: the same to read and to try, with nothing from elsewhere. */
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import type { GatewayContext } from '../context.ts'
import { html } from '../public/html.ts'
import { sendPublic } from '../public/send-public.ts'
import { type PageLanguage, textsIn } from '../public/texts.ts'
import { openApiDocument } from './document.ts'
import { pageScript, pageStyle } from './page.ts'

const library = new URL(import.meta.resolve('swagger-ui-dist/package.json'))
const { version }: { readonly version: string } = JSON.parse(await readFile(library, 'utf8'))
const assets = [
  ['swagger-ui-bundle.js', 'text/javascript; charset=utf-8'],
  ['swagger-ui.css', 'text/css; charset=utf-8'],
] as const
const compress = promisify(gzip)

export function openApiRoutes(app: FastifyInstance, { base, limits }: GatewayContext): void {
  const config = { rateLimit: { max: limits.publicRequests, timeWindow: '1 minute' } }
  const documents = new Map<PageLanguage, string>()
  const documentIn = (language: PageLanguage) => {
    const known = documents.get(language) ?? JSON.stringify(openApiDocument(base, language))
    documents.set(language, known)
    return known
  }

  for (const language of ['vi', 'en'] as const) {
    const suffix = language === 'vi' ? '' : '/en'
    const file = language === 'vi' ? 'openapi.json' : 'openapi.en.json'

    app.get(`/${file}`, { config }, (request, reply) =>
      sendPublic(request, reply, 'application/json; charset=utf-8', documentIn(language)),
    )

    app.get(`/docs${suffix}`, { config }, (request, reply) =>
      sendPublic(request, reply, 'text/html; charset=utf-8', docsPage(base, language, file)),
    )
  }

  app.get('/docs/start.js', { config }, (request, reply) =>
    sendPublic(request, reply, 'text/javascript; charset=utf-8', pageScript),
  )

  app.get('/docs/page.css', { config }, (request, reply) =>
    sendPublic(request, reply, 'text/css; charset=utf-8', pageStyle),
  )

  for (const [name, type] of assets) {
    let compressed: Promise<Buffer> | null = null
    app.get(`/docs/${version}/${name}`, { config }, async (_request, reply) => {
      compressed ??= readFile(new URL(name, library)).then((bytes) => compress(bytes))
      return reply
        .type(type)
        .header('cache-control', 'public, max-age=31536000, immutable')
        .header('content-encoding', 'gzip')
        .send(await compressed)
    })
  }
}

function docsPage(base: string, language: PageLanguage, file: string): string {
  const t = textsIn(language)
  const folder = `${base}api/v1/docs`
  return `<!doctype html>
${
  html`<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${t('api.title')}</title>
<link rel="icon" href="${base}icons/icon.svg">
<link rel="stylesheet" href="${folder}/${version}/swagger-ui.css">
<link rel="stylesheet" href="${folder}/page.css">
</head>
<body>
<header><p><a href="${base}api/v1/${file}">${t('api.file')}</a></p></header>
<noscript><p>${t('api.noScript')} <a href="${base}api/v1/${file}">${t('api.file')}</a></p></noscript>
<div id="docs" data-document="${base}api/v1/${file}" data-servers="${t('api.servers')}" data-example="${t('api.example')}"></div>
<script src="${folder}/${version}/swagger-ui-bundle.js"></script>
<script src="${folder}/start.js"></script>
</body>
</html>
`.text
}`
}
