/** `npm run dev`: Vite serves the app from its sources, with reload, on the gateway's own port. */
import type { FastifyInstance } from 'fastify'
import { sendProblem } from '../problem-reply.ts'

export async function serveFromSources(app: FastifyInstance, base: string): Promise<void> {
  const { createServer } = await import('vite')
  const vite = await createServer({
    base,
    appType: 'spa',
    server: { middlewareMode: true, hmr: { server: app.server } },
  })
  app.addHook('onClose', () => vite.close())
  app.setNotFoundHandler((request, reply) => {
    if (request.url.startsWith(`${base}api/`)) return sendProblem(reply, 'not-found')
    reply.hijack()
    vite.middlewares(request.raw, reply.raw)
  })
}
