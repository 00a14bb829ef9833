/** A province's proxy: services are paths, the body is the bare list, what else there is stands in the query. */
import { dossierMessage } from '../../domain/exchange/dossier-message.ts'
import { exchangeBoolean } from '../../domain/exchange/message-values.ts'
import { statusMessage, stepMessage } from '../../domain/exchange/progress-messages.ts'
import { type Adapter, lookUpOf, replyOf } from './adapter.ts'
import { type Exchanged, exchange } from './http.ts'
import { joined } from './session-adapter.ts'
import type { ProxySettings } from './settings.ts'

export function proxyAdapter(settings: ProxySettings): Adapter {
  const timeoutMs = settings.timeoutSeconds * 1000

  function post(service: string, query: Record<string, string>, data: unknown): Promise<Exchanged> {
    return exchange(`${joined(settings.url, service)}?${new URLSearchParams(query)}`, {
      headers: { 'content-type': 'application/json', ...settings.headers },
      body: JSON.stringify(data),
      timeoutMs,
    })
  }

  return {
    name: 'proxy',
    async sendDossier({ unit, dossier }, isUpdating) {
      const query = { MaDinhDanhDV: unit.senderCode, isUpdating: exchangeBoolean(isUpdating) }
      return replyOf(await post('DongBoHoSoMC', query, [dossierMessage(dossier)]), isUpdating)
    },
    async sendSteps({ unit, number }, steps) {
      const data = steps.map((step) => stepMessage(number, step))
      return replyOf(await post('CapNhatTienDoHoSoMC', { MaDinhDanhDV: unit.senderCode }, data), true)
    },
    async sendStatus({ unit, dossier }, step) {
      if (dossier.portal === null) throw new Error('only of a dossier of the portal is its status told')
      const query = { MaDinhDanhDV: unit.senderCode, type: '2' }
      const data = [statusMessage(dossier, dossier.portal, step)]
      return replyOf(await post('DongBoTrangThaiHoSo', query, data), true)
    },
    async sendRating({ senderCode }, rating) {
      return replyOf(await post('DongBoDanhGia', { MaDinhDanhDV: senderCode }, [rating]), true)
    },
    async lookUp({ senderCode }, number) {
      const query = new URLSearchParams({ MaDinhDanhDV: senderCode, maHoSo: number })
      return lookUpOf(
        await exchange(`${joined(settings.url, 'TraCuuHoSo')}?${query}`, {
          method: 'GET',
          headers: settings.headers,
          timeoutMs,
        }),
      )
    },
  }
}
