/** What a message says: the dossier's code, its state, a day and a place, from the texts of the app. */
import { createInstance } from 'i18next'
import messagesEn from '../../../locales/en/messages.json' with { type: 'json' }
import messagesVi from '../../../locales/vi/messages.json' with { type: 'json' }
import type { MessageKind } from '../../domain/message/message.ts'
import { formatPartialDate } from '../../domain/time/partial-date.ts'
import type { MessageFacts } from '../storage/message-queue.ts'

const texts = createInstance({
  lng: 'vi',
  fallbackLng: 'vi',
  initAsync: false,
  resources: { vi: { messages: messagesVi }, en: { messages: messagesEn } },
  // Plain text.
  interpolation: { escapeValue: false },
})
await texts.init()
const fixed = { vi: texts.getFixedT('vi', 'messages'), en: texts.getFixedT('en', 'messages') }

/** What the day of a message is. */
const days: Readonly<Partial<Record<MessageKind, 'appointment' | 'last'>>> = {
  received: 'appointment',
  extended: 'appointment',
  'remind-appointment': 'appointment',
  supplement: 'last',
  'remind-supplement': 'last',
}

/** @param language BCP 47: other languages than English are served in Vietnamese. @param stopUrl where messages end. */
export function messageText(
  kind: MessageKind,
  { code, day, place }: MessageFacts,
  language: string,
  stopUrl: string,
): { readonly subject: string; readonly text: string } {
  const t = fixed[language.startsWith('en') ? 'en' : 'vi']
  const said = t(`text.${kind}`, { code, place })
  const which = days[kind]
  const when = day === null || which === undefined ? null : t(`day.${which}`, { day: formatPartialDate(day) })
  return {
    subject: t('subject', { code, place }),
    text: [said, ...(when === null ? [] : [when]), t('stopLink', { url: stopUrl })].join(' '),
  }
}
