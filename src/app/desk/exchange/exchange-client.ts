/** The exchange with the national portal, as the desk asks the gateway for it. */
import {
  type ExchangeChoice,
  type ExchangeCodesChange,
  type ExchangeLookUp,
  type ExchangeOverview,
  exchangeLookUp,
  exchangeOverview,
  exchangeQueued,
} from '../../../contract/exchange.ts'
import { type Answer, ask, nothing } from '../desk-client.ts'

export function readExchange(): Promise<Answer<ExchangeOverview>> {
  return ask('exchange', exchangeOverview)
}

export function switchExchange(isOn: boolean): Promise<Answer<ExchangeOverview>> {
  return ask('exchange/switch', exchangeOverview, { method: 'POST', body: { isOn } })
}

export function changeCodes(codes: ExchangeCodesChange): Promise<Answer<ExchangeOverview>> {
  return ask('exchange/codes', exchangeOverview, { method: 'POST', body: codes })
}

export function giveFieldCode(field: string, code: string): Promise<Answer<ExchangeOverview>> {
  return ask('exchange/field-codes', exchangeOverview, { method: 'POST', body: { field, code } })
}

export function queueExisting(): Promise<Answer<{ readonly queued: number }>> {
  return ask('exchange/existing', exchangeQueued, { method: 'POST' })
}

export function sendAgain(id: string): Promise<Answer<undefined>> {
  return ask(`exchange/queues/${encodeURIComponent(id)}/resend`, nothing, { method: 'POST' })
}

/** What the portal says of the dossier now. */
export function lookUp(id: string): Promise<Answer<ExchangeLookUp>> {
  return ask(`exchange/queues/${encodeURIComponent(id)}/look-up`, exchangeLookUp, { method: 'POST' })
}

export function decideConflict(id: string, choice: ExchangeChoice): Promise<Answer<undefined>> {
  return ask(`exchange/conflicts/${encodeURIComponent(id)}`, nothing, { method: 'POST', body: { choice } })
}
