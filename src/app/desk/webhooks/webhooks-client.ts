/** Which other systems are told of dossiers, as the desk asks the gateway for it. */
import {
  type CreatedWebhook,
  createdWebhook,
  type NewWebhook,
  type WebhookOverview,
  webhookOverview,
} from '../../../contract/webhooks.ts'
import { type Answer, ask, nothing } from '../desk-client.ts'

export function readWebhooks(): Promise<Answer<WebhookOverview>> {
  return ask('webhooks', webhookOverview)
}

export function addWebhook(webhook: NewWebhook): Promise<Answer<CreatedWebhook>> {
  return ask('webhooks', createdWebhook, { method: 'POST', body: webhook })
}

export function switchWebhook(id: string, isOn: boolean): Promise<Answer<WebhookOverview>> {
  return ask(`webhooks/${encodeURIComponent(id)}/switch`, webhookOverview, {
    method: 'POST',
    body: { isOn },
  })
}

export function removeWebhook(id: string): Promise<Answer<undefined>> {
  return ask(`webhooks/${encodeURIComponent(id)}`, nothing, { method: 'DELETE' })
}

export function sendAgain(id: string, queue: string): Promise<Answer<undefined>> {
  return ask(`webhooks/${encodeURIComponent(id)}/queues/${encodeURIComponent(queue)}/resend`, nothing, {
    method: 'POST',
  })
}
