/** Serves the built app: long-lived assets, a page that knows its base path, and never a page in place of a script. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { sendProblem } from '../problem-reply.ts'

/**
 * @param folder with the build's output.
 * @param base path with slashes at both ends.
 */
export async function serveBuiltSite(app: FastifyInstance, folder: string, base: string): Promise<void> {
  const page = withBase(await readFile(join(folder, 'index.html'), 'utf8'), base)
  const prefix = base.slice(0, -1)
  await app.register(
    async (site) => {
      await site.register(fastifyStatic, {
        root: folder,
        index: false,
        wildcard: false,
        preCompressed: true,
        // Only what is named after its content may be kept; all else is asked for anew.
        setHeaders(reply, path) {
          const isNamedByContent = path.includes(`${join(folder, 'assets')}/`)
          reply.header('cache-control', isNamedByContent ? 'public, max-age=31536000, immutable' : 'no-cache')
        },
        globIgnore: ['**/.*', '**/*.br', 'index.html'],
      })
      site.get('/', { prefixTrailingSlash: 'slash' }, (_request, reply) =>
        reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page),
      )
    },
    { prefix },
  )
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] ?? ''
    if (prefix !== '' && path === prefix) return reply.redirect(base)
    if (isNavigation(request.method, request.headers.accept, path, base))
      return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page)
    return sendProblem(reply, 'not-found')
  })
}

/** Hidden, or ends like a file; a procedure's code (`1.001193`) does not. */
const fileName = /(^|\/)\.|\.[a-z][a-z0-9]*$/i

/**
 * A page of the app is a navigation to a path without a file name. A missing script must be a 404: a page in its
 * place would be cached as code (bug case 21).
 */
function isNavigation(method: string, accept: string | undefined, path: string, base: string): boolean {
  if (method !== 'GET' || !path.startsWith(base) || accept?.includes('text/html') !== true) return false
  const inside = path.slice(base.length)
  return !inside.startsWith('assets/') && !inside.startsWith('api/') && !fileName.test(inside)
}

/** Relative addresses in the page, its scripts and its router start from here. */
function withBase(page: string, base: string): string {
  return page.replace(/<base href="[^"]*"/, `<base href="${base}"`)
}
