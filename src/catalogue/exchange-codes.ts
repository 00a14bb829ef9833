/** What the national portal calls the field and the result of a procedure, for the gateway's messages to it. */
import codes from './lists/exchange-codes.json' with { type: 'json' }

export interface ExchangeCodes {
  readonly fieldName: string
  /** Absent where the portal's public data do not tell. */
  readonly field?: string
  /** Only of a procedure that has exactly one result. */
  readonly result?: string
}

const byProcedure: ReadonlyMap<string, ExchangeCodes> = new Map(Object.entries(codes.procedures))

export function exchangeCodesOf(procedure: string): ExchangeCodes | undefined {
  return byProcedure.get(procedure)
}
