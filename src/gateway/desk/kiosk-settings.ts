/** `/api/desk/kiosk-settings`: what the unit's kiosks do unless staff have set them otherwise on the spot. */
import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import {
  type KioskSettings,
  type KioskSettingsOverview,
  kioskSettings,
  kioskSettingsChange,
} from '../../contract/kiosk-settings.ts'
import type { GatewayContext } from '../context.ts'
import { parseRequest, sendProblem } from '../problem-reply.ts'
import { forStaff } from './session.ts'

const nothingSet: KioskSettings = { quietMinutes: null, theme: null, pin: null }

/** @param stored as in `units.kiosk_settings` */
export function kioskSettingsOf(stored: string | null | undefined): KioskSettings {
  return stored == null ? nothingSet : v.parse(kioskSettings, JSON.parse(stored))
}

export function kioskSettingsRoutes(app: FastifyInstance, context: GatewayContext): void {
  const { storage } = context

  app.get(
    '/kiosk-settings',
    forStaff(context, 'read-devices', async (staff) => {
      const unit = await storage.units.find(staff.unit)
      const { pin, ...look } = kioskSettingsOf(unit?.kiosk_settings)
      return { ...look, hasPin: pin !== null } satisfies KioskSettingsOverview
    }),
  )

  app.post(
    '/kiosk-settings',
    forStaff(context, 'manage-devices', async (staff, request, reply) => {
      const body = parseRequest(kioskSettingsChange, request.body)
      if (!body.ok) return sendProblem(reply, 'request-malformed', body.details)
      const { quietMinutes, theme, pin } = body.value
      const isSet = await storage.units.changeKioskSettings(staff.unit, (stored) =>
        JSON.stringify({
          quietMinutes,
          theme,
          pin: pin === undefined ? kioskSettingsOf(stored).pin : pin,
        } satisfies KioskSettings),
      )
      if (!isSet) return sendProblem(reply, 'not-found')
      await context.audit.record({
        unit: staff.unit,
        who: staff.username,
        action: 'unit-changed',
        subject: staff.unit,
        detail: { kiosk: pin === undefined ? 'settings' : 'settings-and-pin' },
      })
      return reply.code(204).send()
    }),
  )
}
