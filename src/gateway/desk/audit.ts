/** `GET /api/desk/audit`: who read and did what in one's own unit. */
import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import type { AuditPage } from '../../contract/audit.ts'
import { uuid } from '../../contract/envelope.ts'
import { parseOfficialNumber } from '../../domain/dossier/official-number.ts'
import { parseReceiptCode } from '../../domain/receipt/receipt-code.ts'
import { addDays } from '../../domain/time/civil-day.ts'
import { vietnamInstant } from '../../domain/time/vietnam-time.ts'
import type { GatewayContext } from '../context.ts'
import { parseRequest, sendProblem } from '../problem-reply.ts'
import type { AuditListRow } from '../storage/audit.ts'
import { forStaff } from './session.ts'

const pageSize = 50

const day = v.pipe(v.string(), v.isoDate())
const listQuery = v.object({
  /** Id, receipt code or official number. */
  dossier: v.optional(v.pipe(v.string(), v.maxLength(80))),
  /** User name or a device's id. */
  person: v.optional(v.pipe(v.string(), v.maxLength(80))),
  from: v.optional(day),
  to: v.optional(day),
  before: v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number))),
})

export function auditRoutes(app: FastifyInstance, context: GatewayContext): void {
  const { storage, audit } = context

  /** Null for one that this unit does not have. */
  async function dossierId(named: string, unit: string): Promise<string | null> {
    if (v.is(uuid, named)) return named
    const receipt = parseReceiptCode(named)
    const official = parseOfficialNumber(named)
    const found = receipt.ok
      ? await storage.dossiers.findByCode({ receiptCode: receipt.code })
      : official.ok
        ? await storage.dossiers.findByCode({ officialNumber: official.number })
        : []
    return found.find((dossier) => dossier.unit === unit)?.id ?? null
  }

  app.get(
    '/audit',
    forStaff(context, 'read-audit', async (staff, request, reply) => {
      const query = parseRequest(listQuery, request.query)
      if (!query.ok) return sendProblem(reply, 'request-malformed', query.details)
      const { dossier, person, from, to, before } = query.value
      const subject = dossier === undefined ? null : await dossierId(dossier, staff.unit)
      await audit.record({ unit: staff.unit, who: staff.username, action: 'read-audit', subject })
      if (dossier !== undefined && subject === null) return { entries: [], next: null } satisfies AuditPage
      const rows = await storage.audit.list({
        unit: staff.unit,
        subject,
        who: person?.normalize('NFC').trim().toLowerCase() ?? null,
        from: from === undefined ? null : vietnamInstant(from, 0),
        until: to === undefined ? null : vietnamInstant(addDays(to, 1), 0),
        before: before ?? null,
        limit: pageSize + 1,
      })
      const page = rows.slice(0, pageSize)
      return {
        entries: page.map(entryOf),
        next: rows.length > pageSize ? (page.at(-1)?.number ?? null) : null,
      } satisfies AuditPage
    }),
  )
}

function entryOf(row: AuditListRow): AuditPage['entries'][number] {
  const { number, at, who, action, subject, receiptCode } = row
  return { number, at, who, whoName: row.staffName ?? row.deviceName, action, subject, receiptCode }
}
