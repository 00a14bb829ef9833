/** `/api/v1/public`: the same as the public pages, for programs. */
import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import type { Procedure } from '../../catalogue/schema.ts'
import type { PublishedFeedback } from '../../contract/feedback.ts'
import {
  type PublicProcedureList,
  type PublicUnit,
  type PublicUnits,
  publicProcedureQuery,
} from '../../contract/public.ts'
import type { GatewayContext } from '../context.ts'
import { parseRequest, sendProblem } from '../problem-reply.ts'
import type { Unit } from '../storage/units.ts'
import { unitPath } from './paths.ts'
import { publicProcedureOf, publicSummary } from './public-procedure.ts'
import type { PublishedProvince } from './published.ts'
import { sendPublic } from './send-public.ts'

export function publicApiRoutes(app: FastifyInstance, context: GatewayContext): void {
  const { storage, published, base, limits } = context
  const config = { rateLimit: { max: limits.publicRequests, timeWindow: '1 minute' } }
  const unitOf = async (parameters: unknown) => {
    const wanted = v.safeParse(unitParameters, parameters)
    return wanted.success ? publicUnitBy(await storage.units.all(), wanted.output.unit) : undefined
  }

  app.get('/units', { config }, async (request, reply) => {
    const units = publicUnitsOf(await storage.units.all())
    const value: PublicUnits = { units: units.map((unit) => unitView(unit, base)) }
    return sendPublic(request, reply, 'application/json; charset=utf-8', JSON.stringify(value))
  })

  app.get('/units/:unit/procedures', { config }, async (request, reply) => {
    const query = parseRequest(publicProcedureQuery, request.query)
    if (!query.ok) return sendProblem(reply, 'request-malformed', query.details)
    const unit = await unitOf(request.params)
    if (unit === undefined) return sendProblem(reply, 'not-found')
    const province = await published.of(unit.province)
    const { q, field, page, size } = query.value
    const found = await select(province, q, field)
    const [number, count] = [Number(page), Number(size)]
    const value: PublicProcedureList = {
      procedures: found
        .slice((number - 1) * count, number * count)
        .map((procedure) => publicSummary(procedure, unit, base)),
      total: found.length,
      page: number,
      size: count,
      fields: [...province.fields],
    }
    return sendPublic(request, reply, 'application/json; charset=utf-8', JSON.stringify(value))
  })

  app.get('/units/:unit/feedback', { config }, async (request, reply) => {
    const unit = await unitOf(request.params)
    if (unit === undefined) return sendProblem(reply, 'not-found')
    const value: PublishedFeedback = {
      unit: { code: unit.code, name: unit.name },
      answers: await publishedAnswers(context, unit),
    }
    return sendPublic(request, reply, 'application/json; charset=utf-8', JSON.stringify(value))
  })

  app.get('/units/:unit/procedures/:code', { config }, async (request, reply) => {
    const unit = await unitOf(request.params)
    const wanted = v.safeParse(codeParameters, request.params)
    if (unit === undefined || !wanted.success) return sendProblem(reply, 'not-found')
    const procedure = (await published.of(unit.province)).find(wanted.output.code)
    if (procedure === undefined) return sendProblem(reply, 'not-found')
    const value = await publicProcedureOf(procedure, unit, base)
    return sendPublic(request, reply, 'application/json; charset=utf-8', JSON.stringify(value))
  })
}

/** The newest are enough for people to read. */
const answersLimit = 100

export async function publishedAnswers(
  { storage }: Pick<GatewayContext, 'storage'>,
  { code }: Pick<Unit, 'code'>,
): Promise<PublishedFeedback['answers']> {
  const published = await storage.feedback.published(code, answersLimit)
  return published.map(({ topic, question, publication, published_at: publishedAt }) => ({
    topic,
    question: question ?? '',
    answer: publication ?? '',
    publishedAt: publishedAt ?? '',
  }))
}

export const unitParameters = v.object({ unit: v.pipe(v.string(), v.maxLength(40)) })
export const codeParameters = v.object({ code: v.pipe(v.string(), v.maxLength(40)) })

/** Teams have no procedures of their own. */
export function publicUnitsOf(units: readonly Unit[]): readonly Unit[] {
  return units.filter(({ kind }) => kind !== 'team')
}

/** By its code, its organisation code, or the administrative code of the commune or province. */
export function publicUnitBy(units: readonly Unit[], wanted: string): Unit | undefined {
  const all = publicUnitsOf(units)
  return (
    all.find(({ code }) => code === wanted) ??
    all.find(({ org_code }) => org_code === wanted) ??
    all.find(({ kind, province, commune }) => (kind === 'province' ? province : commune) === wanted)
  )
}

/** What was asked for, and within it the field. */
export async function select(
  province: PublishedProvince,
  query: string,
  field: string,
): Promise<readonly Procedure[]> {
  const found = query.trim() === '' ? province.procedures : await province.search(query)
  return field === '' ? found : found.filter((procedure) => procedure.field.vi === field)
}

function unitView({ code, name, kind, province, commune, parent }: Unit, base: string): PublicUnit {
  if (kind === 'team') throw new Error(`${code} is a team`)
  return { code, name, kind, province, commune, parent, page: unitPath(base, code) }
}
