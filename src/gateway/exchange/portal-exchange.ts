/** The exchange with the national portal as the rest of the gateway knows it. */
import type { AdapterName, ExchangeLookUp } from '../../contract/exchange.ts'
import type { Sender } from './sender.ts'
import type { ExchangeSettings } from './settings.ts'

export interface Exchange {
  readonly adapter: AdapterName
  readonly settings: Pick<ExchangeSettings, 'url' | 'inboundSecret' | 'fileHosts' | 'timeoutSeconds'>
  readonly sender: Sender
  /** What the portal says of a dossier now; what contradicts is parked. */
  lookUp(dossier: string): Promise<ExchangeLookUp>
  /** Only where the portal gives out the numbers; null when it does not answer. */
  readonly nextNumber?: (orgCode: string) => Promise<string | null>
}
