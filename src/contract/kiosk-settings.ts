/** What a unit sets for all its kiosks. Whatever staff have set on a kiosk itself goes first there. */
import * as v from 'valibot'

/** WCAG 2.2.1: a whole minute of counting down comes on top of any of these. */
export const quietMinutesChoices = [2, 3, 5, 10] as const
export const kioskThemes = ['light', 'dark', 'contrast'] as const
export type KioskTheme = (typeof kioskThemes)[number]

/** With no bit set beyond the last byte: kiosks read it strictly. */
const base64url = (shape: RegExp) => v.pipe(v.string(), v.regex(shape))

/** PBKDF2-SHA256 of the PIN of the staff corner, made in the administrator's browser: the gateway never has the PIN. */
export const pinHash = v.strictObject({
  /** 16 bytes. */
  salt: base64url(/^[\w-]{21}[AQgw]$/),
  /** 32 bytes. */
  hash: base64url(/^[\w-]{42}[AEIMQUYcgkosw048]$/),
  iterations: v.pipe(v.number(), v.integer(), v.minValue(100_000), v.maxValue(2_000_000)),
})

const look = {
  /** How long nobody need touch the screen before it asks whether they are still there; null: as kiosks come. */
  quietMinutes: v.nullable(v.picklist(quietMinutesChoices)),
  /** Colours of whoever has not chosen any; null: what the machine's own settings ask for. */
  theme: v.nullable(v.picklist(kioskThemes)),
}

/** In `GET /api/v1/changes`, for kiosks. */
export const kioskSettings = v.object({ ...look, pin: v.nullable(pinHash) })
export type KioskSettings = v.InferOutput<typeof kioskSettings>

/** `GET /api/desk/kiosk-settings` */
export const kioskSettingsOverview = v.object({ ...look, hasPin: v.boolean() })
export type KioskSettingsOverview = v.InferOutput<typeof kioskSettingsOverview>

/** `POST /api/desk/kiosk-settings`. Without `pin` it stays as it is; null takes it away. */
export const kioskSettingsChange = v.strictObject({ ...look, pin: v.exactOptional(v.nullable(pinHash)) })
