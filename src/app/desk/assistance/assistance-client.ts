/** Help with accounts and the unit's days, as the desk asks the gateway. */
import type { AssistancePayload } from '../../../contract/assistance.ts'
import { type NewUnitDay, type UnitNews, unitNews } from '../../../contract/unit-days.ts'
import { type Answer, ask, nothing } from '../desk-client.ts'

export function readUnitNews(): Promise<Answer<UnitNews>> {
  return ask('unit-days', unitNews)
}

export function addUnitDay(day: NewUnitDay): Promise<Answer<UnitNews>> {
  return ask('unit-days', unitNews, { method: 'POST', body: day })
}

export function removeUnitDay(id: string): Promise<Answer<UnitNews>> {
  return ask(`unit-days/${encodeURIComponent(id)}`, unitNews, { method: 'DELETE' })
}

export function noteAssistance(payload: AssistancePayload): Promise<Answer<undefined>> {
  return ask('assistance', nothing, { method: 'POST', body: payload })
}
