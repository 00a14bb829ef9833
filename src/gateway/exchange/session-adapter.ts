/** The portal's own interface: log in for a session, then name the service in the body (exchange format §1). */
import { dossierMessage } from '../../domain/exchange/dossier-message.ts'
import { exchangeBoolean } from '../../domain/exchange/message-values.ts'
import { statusMessage, stepMessage } from '../../domain/exchange/progress-messages.ts'
import { type Adapter, lookUpOf, replyOf } from './adapter.ts'
import { readAnswer, saysSessionIsOver } from './answer.ts'
import { type Exchanged, exchange } from './http.ts'
import type { SessionSettings } from './settings.ts'

export function sessionAdapter(settings: SessionSettings): Adapter {
  const timeoutMs = settings.timeoutSeconds * 1000
  const json = {
    'content-type': 'application/json',
    ...(settings.dstcode === undefined ? {} : { dstcode: settings.dstcode }),
  }
  /** Of everybody who sends at this moment; null before the first and after it ran out. */
  let session: Promise<string | Exchanged> | null = null

  async function logIn(): Promise<string | Exchanged> {
    const exchanged = await exchange(joined(settings.url, settings.authEndpoint), {
      headers: json,
      body: JSON.stringify({ username: settings.username, password: settings.password }),
      timeoutMs,
    })
    // Logging in changes nothing over there: however it failed, the message itself was not sent.
    if (exchanged.kind !== 'answer') return { kind: 'unreachable', text: `log-in: ${exchanged.text}` }
    const answer = readAnswer(exchanged.text)
    if (answer?.code === '0' && answer.session !== null) return answer.session
    return { kind: 'unreachable', text: `log-in: ${answer?.message || `HTTP ${exchanged.status}`}` }
  }

  async function call(endpoint: string, senderCode: string, fields: object): Promise<Exchanged> {
    for (let attempt = 1; ; attempt++) {
      session ??= logIn()
      const mine = session
      const token = await mine
      if (typeof token !== 'string') {
        if (session === mine) session = null
        return token
      }
      const exchanged = await exchange(joined(settings.url, endpoint), {
        headers: json,
        body: JSON.stringify({ session: token, madonvi: senderCode, ...fields }),
        timeoutMs,
      })
      if (attempt === 2 || !isSessionOver(exchanged)) return exchanged
      // Whoever noticed first logs in for all.
      if (session === mine) session = null
    }
  }

  const integration = (senderCode: string, fields: object) =>
    call(settings.integrationEndpoint, senderCode, fields)

  return {
    name: 'session',
    async sendDossier({ unit, dossier }, isUpdating) {
      const fields = {
        service: 'DongBoHoSoMC',
        isUpdating: exchangeBoolean(isUpdating),
        data: [dossierMessage(dossier)],
      }
      return replyOf(await integration(unit.senderCode, fields), isUpdating)
    },
    async sendSteps({ unit, number }, steps) {
      const data = steps.map((step) => stepMessage(number, step))
      return replyOf(await integration(unit.senderCode, { service: 'CapNhatTienDoHoSoMC', data }), true)
    },
    async sendStatus({ unit, dossier }, step) {
      if (dossier.portal === null) throw new Error('only of a dossier of the portal is its status told')
      const data = statusMessage(dossier, dossier.portal, step)
      const fields = { service: 'DongBoTrangThaiHoSo', type: '2', data }
      return replyOf(await integration(unit.senderCode, fields), true)
    },
    async sendRating({ senderCode }, rating) {
      return replyOf(await integration(senderCode, { service: 'DongBoDanhGia', data: [rating] }), true)
    },
    async lookUp({ senderCode }, number) {
      return lookUpOf(
        await call(settings.shareEndpoint, senderCode, { service: 'TraCuuHoSo', mahoso: number }),
      )
    },
  }
}

function isSessionOver(exchanged: Exchanged): boolean {
  if (exchanged.kind !== 'answer') return false
  if (exchanged.status === 401) return true
  const answer = readAnswer(exchanged.text)
  return answer !== null && saysSessionIsOver(answer)
}

/** One slash between. */
export function joined(url: string, path: string): string {
  return path === '' ? url : `${url.replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}`
}
