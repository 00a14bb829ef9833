/** `/api/desk/notices`: what the unit tells its people; and what a unit's devices are told of it and of those above. */
import type { FastifyInstance } from 'fastify'
import { v7 as uuidV7 } from 'uuid'
import * as v from 'valibot'
import { type Notice, type NoticeList, newNotice } from '../../contract/notices.ts'
import { noticeAudiences } from '../../domain/notice/notice.ts'
import { vietnamDay } from '../../domain/time/vietnam-time.ts'
import type { GatewayContext } from '../context.ts'
import { parseRequest, sendProblem } from '../problem-reply.ts'
import type { Staff } from '../storage/staff.ts'
import { forStaff } from './session.ts'

const idParameters = v.object({ id: v.pipe(v.string(), v.maxLength(40)) })

export function noticeRoutes(app: FastifyInstance, context: GatewayContext): void {
  const { storage, now, audit } = context
  const today = () => vietnamDay(now().toISOString())
  const note = (staff: Staff, detail: object) =>
    audit.record({
      unit: staff.unit,
      who: staff.username,
      action: 'notice-changed',
      subject: staff.unit,
      detail,
    })
  const listFor = async ({ unit }: Staff): Promise<NoticeList> => {
    const notices = await storage.notices.of(await unitAndAbove(storage, unit), today(), noticeAudiences)
    return { notices: notices.map(({ unit: of, ...notice }) => ({ ...notice, isOwn: of === unit })) }
  }

  app.get(
    '/notices',
    forStaff(context, 'read-notices', (staff) => listFor(staff)),
  )

  app.post(
    '/notices',
    forStaff(context, 'enter-notices', async (staff, request, reply) => {
      const body = parseRequest(newNotice, request.body)
      if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
      if (body.value.until < today())
        return sendProblem(reply, 'request-malformed', { detail: 'it is over', path: 'until' })
      const id = uuidV7()
      const { kind, audience, from, until } = body.value
      await note(staff, { change: 'added', notice: id, kind, audience, from, until })
      await storage.notices.add(
        staff.unit,
        { ...body.value, id },
        { by: staff.username, at: now().toISOString() },
      )
      return listFor(staff)
    }),
  )

  app.delete(
    '/notices/:id',
    forStaff(context, 'enter-notices', async (staff, request, reply) => {
      const wanted = v.safeParse(idParameters, request.params)
      if (!wanted.success || !(await storage.notices.remove(staff.unit, wanted.output.id)))
        return sendProblem(reply, 'not-found')
      await note(staff, { change: 'removed', notice: wanted.output.id })
      return listFor(staff)
    }),
  )
}

/** What a device shows, today's and coming ones: of its unit and all above it. */
export async function noticesForDevice(
  { storage, now }: Pick<GatewayContext, 'storage' | 'now'>,
  device: { readonly unit: string; readonly team: string | null; readonly role: string },
): Promise<Notice[]> {
  const found = await storage.notices.of(
    await unitAndAbove(storage, device.team ?? device.unit),
    vietnamDay(now().toISOString()),
    device.role === 'team' ? noticeAudiences : ['people'],
  )
  return found.map(({ unit: _, ...notice }) => notice)
}

async function unitAndAbove(
  { units }: Pick<GatewayContext['storage'], 'units'>,
  code: string,
): Promise<string[]> {
  const path: string[] = []
  for (let at: string | null = code; at !== null; ) {
    path.push(at)
    const unit = await units.find(at)
    at = unit?.parent ?? null
  }
  return path
}
