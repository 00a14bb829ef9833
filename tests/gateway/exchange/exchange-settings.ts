/** Ways to the stand-in portal, as an operator would configure them. */
import {
  type ExchangeSettings,
  type ExchangeSettingsInput,
  parseExchangeSettings,
} from '../../../src/gateway/exchange/settings.ts'

/** Tests do not wait. */
export const quickPace = { pollMs: 20, firstRetryMs: 5 } as const
export const inboundSecret = 'bi-mat-cua-tinh-2026'

type Common = Partial<Pick<ExchangeSettings, 'parallel' | 'refusals' | 'timeoutSeconds' | 'publicUrl'>>

export function sessionInput(url: string, more: Common = {}): ExchangeSettingsInput {
  return {
    adapter: 'session',
    url,
    authEndpoint: 'dang-nhap',
    shareEndpoint: 'chia-se',
    integrationEndpoint: 'tich-hop',
    username: 'motcua',
    password: 'mat-khau',
    inboundSecret,
    timeoutSeconds: 0.25,
    refusals: 3,
    ...more,
  }
}

export function sessionSettings(url: string, more: Common = {}): ExchangeSettings {
  return parseExchangeSettings(sessionInput(url, more))
}

export function proxySettings(url: string, more: Common = {}): ExchangeSettings {
  return parseExchangeSettings({ adapter: 'proxy', url, inboundSecret, timeoutSeconds: 0.25, ...more })
}

export function restSettings(url: string, more: Common = {}): ExchangeSettings {
  return parseExchangeSettings({
    adapter: 'rest',
    url,
    clientId: 'motcua',
    clientSecret: 'bi-mat',
    timeoutSeconds: 0.25,
    ...more,
  })
}
