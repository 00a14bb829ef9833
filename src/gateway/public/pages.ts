/** `cong-khai/…`: the procedures of each unit as web pages (publicity duty, Decree 63/2010/NĐ-CP and 61/2018/NĐ-CP). */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as v from 'valibot'
import type { GatewayContext } from '../context.ts'
import type { Unit } from '../storage/units.ts'
import { answersPage } from './answers-page.ts'
import {
  codeParameters,
  publicUnitBy,
  publicUnitsOf,
  publishedAnswers,
  select,
  unitParameters,
} from './api.ts'
import { inLanguage, stylesheet, stylesheetName } from './layout.ts'
import { listPage, noticePage, unitsPage } from './list-pages.ts'
import { answersFolder, answersPath, procedurePath, publicFolder, unitPath } from './paths.ts'
import { type PageSetting, procedurePage } from './procedure-page.ts'
import { publicProcedureOf, publicSummary } from './public-procedure.ts'
import { sendPublic } from './send-public.ts'
import { robots, sitemapIndex, unitSitemap } from './sitemaps.ts'
import { type PageLanguage, textsIn } from './texts.ts'

const htmlType = 'text/html; charset=utf-8'
const xmlType = 'application/xml; charset=utf-8'
const pageSize = 50

const listQuery = v.object({
  q: v.fallback(v.pipe(v.string(), v.maxLength(200)), ''),
  'linh-vuc': v.fallback(v.pipe(v.string(), v.maxLength(200)), ''),
  trang: v.fallback(v.pipe(v.string(), v.regex(/^[1-9]\d{0,4}$/), v.transform(Number)), 1),
})

export function publicPageRoutes(app: FastifyInstance, context: GatewayContext): void {
  const { base, storage, published } = context
  const config = { rateLimit: { max: context.limits.publicRequests, timeWindow: '1 minute' } }
  const settingOf = (request: FastifyRequest, language: PageLanguage): PageSetting => ({
    base,
    origin: originOf(request),
    language,
  })

  // People read these addresses: over the limit as well they get a page.
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error.statusCode !== 429) throw error
    const { pathname } = new URL(request.url, originOf(request))
    const language = pathname.endsWith('/en') ? 'en' : 'vi'
    const t = textsIn(language)
    return reply
      .code(429)
      .type(htmlType)
      .header('cache-control', 'no-store')
      .send(noticePage(t('tooMany.title'), t('tooMany.text'), settingOf(request, language)))
  })

  app.get(`/${publicFolder}/${stylesheetName}`, (_request, reply) =>
    reply
      .type('text/css; charset=utf-8')
      .header('cache-control', 'public, max-age=31536000, immutable')
      .send(stylesheet),
  )

  app.get('/robots.txt', { config }, (request, reply) =>
    sendPublic(request, reply, 'text/plain; charset=utf-8', robots(base, originOf(request))),
  )

  app.get('/sitemap.xml', { config }, async (request, reply) => {
    const units = publicUnitsOf(await storage.units.all())
    return sendPublic(request, reply, xmlType, sitemapIndex(units, base, originOf(request)))
  })

  app.get(`/${publicFolder}/:unit/sitemap.xml`, { config }, async (request, reply) => {
    const unit = await unitOf(request)
    if (unit === undefined) return notFound(request, reply, 'vi', null)
    const { procedures } = await published.of(unit.province)
    return sendPublic(request, reply, xmlType, unitSitemap(procedures, unit, base, originOf(request)))
  })

  for (const language of ['vi', 'en'] as const) {
    const suffix = language === 'vi' ? '' : '/en'

    app.get(`/${publicFolder}${suffix}`, { config }, async (request, reply) => {
      const units = publicUnitsOf(await storage.units.all())
      return sendPublic(request, reply, htmlType, unitsPage(units, settingOf(request, language)))
    })

    app.get(`/${publicFolder}/:unit${suffix}`, { config }, async (request, reply) => {
      const unit = await unitOf(request)
      if (unit === undefined) return notFound(request, reply, language, null)
      if (isOtherName(request, unit))
        return reply.redirect(inLanguage(unitPath(base, unit.code), language), 301)
      const query = v.parse(listQuery, request.query)
      const province = await published.of(unit.province)
      const found = await select(province, query.q, query['linh-vuc'])
      const pages = Math.max(1, Math.ceil(found.length / pageSize))
      if (query.trang > pages) return notFound(request, reply, language, null)
      const procedures = found
        .slice((query.trang - 1) * pageSize, query.trang * pageSize)
        .map((procedure) => publicSummary(procedure, unit, base))
      const content = listPage(
        {
          unit,
          procedures,
          total: found.length,
          page: query.trang,
          pages,
          query: query.q,
          field: query['linh-vuc'],
          fields: province.fields,
        },
        settingOf(request, language),
      )
      return sendPublic(request, reply, htmlType, content)
    })

    app.get(`/${publicFolder}/:unit/${answersFolder}${suffix}`, { config }, async (request, reply) => {
      const unit = await unitOf(request)
      if (unit === undefined) return notFound(request, reply, language, null)
      if (isOtherName(request, unit))
        return reply.redirect(inLanguage(answersPath(base, unit.code), language), 301)
      const content = answersPage(unit, await publishedAnswers(context, unit), settingOf(request, language))
      return sendPublic(request, reply, htmlType, content)
    })

    app.get(`/${publicFolder}/:unit/thu-tuc/:code${suffix}`, { config }, async (request, reply) => {
      const unit = await unitOf(request)
      const wanted = v.safeParse(codeParameters, request.params)
      if (unit === undefined || !wanted.success) return notFound(request, reply, language, null)
      const { code } = wanted.output
      const province = await published.of(unit.province)
      const procedure = province.find(code)
      if (procedure === undefined) {
        const successor = province.procedures.find(({ supersedes }) => supersedes?.includes(code) === true)
        if (successor === undefined) return notFound(request, reply, language, code)
        return reply.redirect(inLanguage(procedurePath(base, unit.code, successor.code), language), 301)
      }
      if (isOtherName(request, unit))
        return reply.redirect(inLanguage(procedurePath(base, unit.code, code), language), 301)
      const content = procedurePage(
        await publicProcedureOf(procedure, unit, base),
        settingOf(request, language),
      )
      return sendPublic(request, reply, htmlType, content)
    })
  }

  /** Whatever else is asked for below: people get a page, not the app. */
  app.get(`/${publicFolder}/*`, { config }, (request, reply) => notFound(request, reply, 'vi', null))

  async function unitOf(request: FastifyRequest): Promise<Unit | undefined> {
    const wanted = v.safeParse(unitParameters, request.params)
    return wanted.success ? publicUnitBy(await storage.units.all(), wanted.output.unit) : undefined
  }

  function notFound(
    request: FastifyRequest,
    reply: FastifyReply,
    language: PageLanguage,
    code: string | null,
  ): FastifyReply {
    const t = textsIn(language)
    const text = code === null ? t('notFound.unit') : t('notFound.procedure', { code })
    return reply
      .code(404)
      .type(htmlType)
      .header('cache-control', 'no-cache')
      .send(noticePage(t('notFound.title'), text, settingOf(request, language)))
  }
}

/** Asked for by another of its codes: one page has one address. */
function isOtherName(request: FastifyRequest, unit: Unit): boolean {
  const wanted = v.safeParse(unitParameters, request.params)
  return wanted.success && wanted.output.unit !== unit.code
}

/** As the reader has it: a proxy's own name only where it is believed (`MOTCUA_TRUST_PROXY`). */
function originOf({ protocol, host }: FastifyRequest): string {
  return `${protocol}://${host}`
}
