/** Messages to citizens, as the desk asks the gateway. */
import {
  type DossierMessages,
  dossierMessages,
  type MessageOverview,
  messageOverview,
} from '../../../contract/messages.ts'
import { type Answer, ask, nothing } from '../desk-client.ts'

export function readMessages(): Promise<Answer<MessageOverview>> {
  return ask('messages', messageOverview)
}

export function sendMessagesAgain(dossier: string): Promise<Answer<undefined>> {
  return ask(`messages/${encodeURIComponent(dossier)}/resend`, nothing, { method: 'POST' })
}

export function readDossierMessages(dossier: string): Promise<Answer<DossierMessages>> {
  return ask(`dossiers/${encodeURIComponent(dossier)}/messages`, dossierMessages)
}

export function stopDossierMessages(dossier: string): Promise<Answer<DossierMessages>> {
  return ask(`dossiers/${encodeURIComponent(dossier)}/messages/stop`, dossierMessages, { method: 'POST' })
}
