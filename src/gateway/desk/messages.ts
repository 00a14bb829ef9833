/** `/api/desk/messages`: what could not be sent to citizens; and what a dossier's citizen was told, and its end. */
import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import type { DossierMessages, MessageOverview } from '../../contract/messages.ts'
import { maskedAddress, sendableFrom } from '../../domain/message/message.ts'
import type { GatewayContext } from '../context.ts'
import { sendProblem } from '../problem-reply.ts'
import { storedMessageProblem } from '../storage/messages.ts'
import { ownDossier } from './own-dossier.ts'
import { forStaff } from './session.ts'

const shownLimit = 100
const shownDays = 30
const idParameters = v.object({ id: v.pipe(v.string(), v.maxLength(40)) })

export function messageDeskRoutes(app: FastifyInstance, context: GatewayContext): void {
  const { storage, now, audit, messages } = context

  app.get(
    '/messages',
    forStaff(context, 'manage-messages', async ({ unit }): Promise<MessageOverview> => {
      const since = new Date(now().getTime() - shownDays * 86_400_000).toISOString()
      const dead = await storage.messages.dead(unit, shownLimit)
      return {
        channels: [...(messages?.channels ?? [])],
        ...(await storage.messages.counts(unit, since)),
        dead: dead.map(({ id, channel, problem, changed_at, official_number, receipt_code }) => ({
          id,
          code: official_number ?? receipt_code,
          channel,
          failure: problem === null ? null : v.parse(storedMessageProblem, JSON.parse(problem)).failure,
          changedAt: changed_at,
        })),
      }
    }),
  )

  app.post(
    '/messages/:id/resend',
    forStaff(context, 'manage-messages', async (staff, request, reply) => {
      const wanted = v.safeParse(idParameters, request.params)
      if (!wanted.success) return sendProblem(reply, 'not-found')
      const at = now().toISOString()
      const { id } = wanted.output
      if (!(await storage.messages.sendAgain(staff.unit, id, at, sendableFrom(at))))
        return sendProblem(reply, 'not-found')
      await audit.record({
        unit: staff.unit,
        who: staff.username,
        action: 'messages-sent-again',
        subject: id,
        detail: {},
      })
      messages?.sender.wake()
      return reply.code(204).send()
    }),
  )

  app.get(
    '/dossiers/:id/messages',
    forStaff(context, 'read-dossier', async (staff, request, reply) => {
      const dossier = await ownDossier(context, staff, request.params)
      if (dossier === undefined) return sendProblem(reply, 'not-found')
      return messagesOf(context, dossier.id)
    }),
  )

  app.post(
    '/dossiers/:id/messages/stop',
    forStaff(context, 'read-dossier', async (staff, request, reply) => {
      const dossier = await ownDossier(context, staff, request.params)
      if (dossier === undefined) return sendProblem(reply, 'not-found')
      await audit.record({
        unit: staff.unit,
        who: staff.username,
        action: 'messages-stopped',
        subject: dossier.id,
        detail: {},
      })
      if (!(await storage.messages.stop({ dossier: dossier.id }, 'desk', now().toISOString())))
        return sendProblem(reply, 'not-found')
      return messagesOf(context, dossier.id)
    }),
  )
}

async function messagesOf({ storage }: GatewayContext, dossier: string): Promise<DossierMessages> {
  const queue = await storage.messages.find(dossier)
  return {
    contact:
      queue === undefined
        ? null
        : {
            channel: queue.channel,
            address: maskedAddress(queue.address),
            stoppedAt: queue.stopped_at,
          },
    messages: (await storage.messages.of(dossier)).map(
      ({ number, kind, queued_at, sent_at, dropped_at }) => ({
        number,
        kind,
        queuedAt: queued_at,
        sentAt: sent_at,
        droppedAt: dropped_at,
      }),
    ),
  }
}
