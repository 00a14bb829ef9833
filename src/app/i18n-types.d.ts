/** Makes every translation key a checked one: the Vietnamese files are the source. */
import 'i18next'
import type account from '../../locales/vi/account.json'
import type assistance from '../../locales/vi/assistance.json'
import type audit from '../../locales/vi/audit.json'
import type card from '../../locales/vi/card.json'
import type carried from '../../locales/vi/carried.json'
import type catalogue from '../../locales/vi/catalogue.json'
import type common from '../../locales/vi/common.json'
import type declaration from '../../locales/vi/declaration.json'
import type desk from '../../locales/vi/desk.json'
import type documents from '../../locales/vi/documents.json'
import type exchange from '../../locales/vi/exchange.json'
import type feedback from '../../locales/vi/feedback.json'
import type feedbackDesk from '../../locales/vi/feedback-desk.json'
import type fees from '../../locales/vi/fees.json'
import type guide from '../../locales/vi/guide.json'
import type home from '../../locales/vi/home.json'
import type keyboard from '../../locales/vi/keyboard.json'
import type kiosk from '../../locales/vi/kiosk.json'
import type kioskSettings from '../../locales/vi/kiosk-settings.json'
import type listen from '../../locales/vi/listen.json'
import type messages from '../../locales/vi/messages.json'
import type notices from '../../locales/vi/notices.json'
import type noticesDesk from '../../locales/vi/notices-desk.json'
import type people from '../../locales/vi/people.json'
import type printed from '../../locales/vi/printed.json'
import type problems from '../../locales/vi/problems.json'
import type publicTexts from '../../locales/vi/public.json'
import type queue from '../../locales/vi/queue.json'
import type receipt from '../../locales/vi/receipt.json'
import type reports from '../../locales/vi/reports.json'
import type serviceIndex from '../../locales/vi/service-index.json'
import type setup from '../../locales/vi/setup.json'
import type slips from '../../locales/vi/slips.json'
import type specimen from '../../locales/vi/specimen.json'
import type supplement from '../../locales/vi/supplement.json'
import type survey from '../../locales/vi/survey.json'
import type team from '../../locales/vi/team.json'
import type ticket from '../../locales/vi/ticket.json'
import type tracking from '../../locales/vi/tracking.json'
import type training from '../../locales/vi/training.json'
import type visitorQueue from '../../locales/vi/visitor-queue.json'
import type visits from '../../locales/vi/visits.json'
import type voices from '../../locales/vi/voices.json'
import type workflow from '../../locales/vi/workflow.json'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: {
      assistance: typeof assistance
      audit: typeof audit
      account: typeof account
      carried: typeof carried
      card: typeof card
      catalogue: typeof catalogue
      common: typeof common
      declaration: typeof declaration
      desk: typeof desk
      documents: typeof documents
      exchange: typeof exchange
      feedback: typeof feedback
      'feedback-desk': typeof feedbackDesk
      fees: typeof fees
      guide: typeof guide
      home: typeof home
      keyboard: typeof keyboard
      kiosk: typeof kiosk
      listen: typeof listen
      'kiosk-settings': typeof kioskSettings
      messages: typeof messages
      notices: typeof notices
      'notices-desk': typeof noticesDesk
      people: typeof people
      printed: typeof printed
      problems: typeof problems
      public: typeof publicTexts
      queue: typeof queue
      receipt: typeof receipt
      reports: typeof reports
      'service-index': typeof serviceIndex
      setup: typeof setup
      slips: typeof slips
      specimen: typeof specimen
      supplement: typeof supplement
      survey: typeof survey
      tracking: typeof tracking
      training: typeof training
      ticket: typeof ticket
      'visitor-queue': typeof visitorQueue
      voices: typeof voices
      team: typeof team
      visits: typeof visits
      workflow: typeof workflow
    }
  }
}
