/**
 * Every route of `/api/desk` with what it takes, for `role-matrix.test.ts`, which asks each as every role. A route that
 * is not here fails that test: add a line. The bodies are such that asking often changes nothing that another row needs.
 */
import type { Permission } from '../../src/domain/people/permissions.ts'

/** What there is in the unit H38.20; all of it belongs to no other unit. */
export interface DeskWorld {
  readonly dossier: string
  readonly device: string
  /** An account that may be changed. */
  readonly person: string
  readonly team: string
  readonly feedback: string
}

export interface DeskRoute {
  /** `null` for what anybody may ask, signed in or not. */
  readonly permission: Permission | null
  /** Parts of the address in the place of `:names`. */
  readonly parameters?: (world: DeskWorld) => Readonly<Record<string, string>>
  readonly query?: string
  readonly body?: (world: DeskWorld) => unknown
  /** What somebody who may do it hears: `ok`, or problems that are about the request. */
  readonly outcomes: readonly string[]
  /** Who may do it, but in another unit: is told that it does not exist, or is answered about that other unit. */
  readonly elsewhere: 'not-found' | 'own-unit'
  /** Events that never end: only the beginning of the answer is looked at. */
  readonly isEndless?: true
  /** The session is over afterwards. */
  readonly endsSession?: true
}

const feedback = ({ feedback: id }: DeskWorld) => ({ id })
const dossier = ({ dossier: id }: DeskWorld) => ({ id })
const device = ({ device: id }: DeskWorld) => ({ id })
const person = ({ person: username }: DeskWorld) => ({ username })
const nothing = () => ({})

const ownAccount = { permission: 'own-account', elsewhere: 'own-unit' } as const
const ofPerson = {
  permission: 'manage-people',
  parameters: person,
  outcomes: ['ok'],
  elsewhere: 'not-found',
} as const

const ofVoices = {
  permission: 'record-voices',
  parameters: () => ({ language: 'mww' }),
  elsewhere: 'own-unit',
} as const

export const deskRoutes: Readonly<Record<string, DeskRoute>> = {
  'GET /sign-in-ways': { permission: null, outcomes: ['ok'], elsewhere: 'own-unit' },
  'POST /session': {
    permission: null,
    body: nothing,
    outcomes: ['request-malformed'],
    elsewhere: 'own-unit',
  },
  'GET /session': { ...ownAccount, outcomes: ['ok'] },
  'DELETE /session': { permission: null, outcomes: ['ok'], elsewhere: 'own-unit', endsSession: true },
  'GET /oidc/start': { permission: null, outcomes: ['not-found'], elsewhere: 'own-unit' },
  'GET /oidc/callback': { permission: null, outcomes: ['not-found'], elsewhere: 'own-unit' },

  'GET /feedback': { permission: 'handle-feedback', outcomes: ['ok'], elsewhere: 'own-unit' },
  'GET /feedback/:id': {
    permission: 'handle-feedback',
    parameters: feedback,
    outcomes: ['ok'],
    elsewhere: 'not-found',
  },
  'GET /feedback/:id/parts/:sha256': {
    permission: 'handle-feedback',
    parameters: (world) => ({ ...feedback(world), sha256: 'A'.repeat(43) }),
    outcomes: ['not-found'],
    elsewhere: 'not-found',
  },
  'POST /feedback/:id/events': {
    permission: 'handle-feedback',
    parameters: feedback,
    body: () => ({ type: 'publish', revision: 1, question: 'Hỏi gì?', answer: 'Trả lời.' }),
    outcomes: ['transition-not-allowed'],
    elsewhere: 'not-found',
  },

  'GET /account': { ...ownAccount, outcomes: ['ok'] },
  'POST /account/password': { ...ownAccount, body: nothing, outcomes: ['request-malformed'] },
  'POST /account/second-factor': { ...ownAccount, body: nothing, outcomes: ['request-malformed'] },
  'POST /account/second-factor/confirmation': {
    ...ownAccount,
    body: () => ({ code: '000000' }),
    outcomes: ['second-factor-wrong'],
  },
  'POST /account/second-factor/removal': { ...ownAccount, body: nothing, outcomes: ['request-malformed'] },
  'POST /account/recovery-codes': { ...ownAccount, body: nothing, outcomes: ['request-malformed'] },
  'GET /account/sessions': { ...ownAccount, outcomes: ['ok'] },
  'POST /account/sessions/:id/end': {
    ...ownAccount,
    parameters: () => ({ id: crypto.randomUUID() }),
    outcomes: ['not-found'],
  },
  'POST /account/sessions/end-others': { ...ownAccount, outcomes: ['ok'] },

  'GET /people': { permission: 'manage-people', outcomes: ['ok'], elsewhere: 'own-unit' },
  'POST /people': {
    permission: 'manage-people',
    body: () => ({ username: 'tên lạ', name: 'Mẩy', role: 'leader', unit: 'H38.20', identityName: null }),
    outcomes: ['username-invalid'],
    elsewhere: 'own-unit',
  },
  'POST /people/:username': {
    ...ofPerson,
    body: () => ({ name: 'Sùng Thị Mỷ', role: 'reception', unit: 'H38.20', identityName: null }),
  },
  'POST /people/:username/deactivation': ofPerson,
  'POST /people/:username/reactivation': ofPerson,
  'POST /people/:username/password': ofPerson,
  'POST /people/:username/second-factor-removal': ofPerson,
  'POST /people/:username/session-end': ofPerson,

  'GET /units': { permission: 'read-devices', outcomes: ['ok'], elsewhere: 'own-unit' },
  'POST /units': {
    permission: 'manage-people',
    body: () => ({ name: ' ' }),
    outcomes: ['name-invalid'],
    elsewhere: 'own-unit',
  },
  'POST /units/:code': {
    permission: 'manage-people',
    parameters: ({ team }) => ({ code: team }),
    body: () => ({ name: 'Tổ 1 Cốc Lếu', demandsSecondFactor: false }),
    outcomes: ['ok'],
    elsewhere: 'not-found',
  },

  'GET /step-shares': { permission: 'manage-people', outcomes: ['ok'], elsewhere: 'own-unit' },
  'POST /step-shares': {
    permission: 'manage-people',
    body: () => ({ from: '2026-01-01', shares: { reception: 50, processing: 50, signature: 0, result: 0 } }),
    outcomes: ['request-malformed'],
    elsewhere: 'own-unit',
  },

  'GET /dossiers': { permission: 'list-dossiers', outcomes: ['ok'], elsewhere: 'own-unit' },
  'POST /dossiers/search': {
    permission: 'list-dossiers',
    body: () => ({ search: 'giang' }),
    outcomes: ['ok'],
    elsewhere: 'own-unit',
  },
  'GET /board': {
    permission: 'read-board',
    query: '?from=2026-11-01&until=2026-11-30',
    outcomes: ['ok'],
    elsewhere: 'own-unit',
  },
  'GET /visits': {
    permission: 'read-board',
    query: '?from=2026-11-01&until=2026-11-30',
    outcomes: ['ok'],
    elsewhere: 'own-unit',
  },
  'GET /officers': { permission: 'assign-dossier', outcomes: ['ok'], elsewhere: 'own-unit' },
  'GET /transfer-units': { permission: 'process-dossier', outcomes: ['ok'], elsewhere: 'own-unit' },
  'GET /live': { permission: 'list-dossiers', outcomes: ['ok'], elsewhere: 'own-unit', isEndless: true },
  'GET /dossiers/:id': {
    permission: 'read-dossier',
    parameters: dossier,
    outcomes: ['ok'],
    elsewhere: 'not-found',
  },
  'GET /dossiers/:id/parts/:sha256': {
    permission: 'read-dossier',
    parameters: (world) => ({ ...dossier(world), sha256: 'A'.repeat(43) }),
    outcomes: ['not-found'],
    elsewhere: 'not-found',
  },
  // Which event needs which permission is the workflow's table, tested with it; here an outdated one is sent.
  'POST /dossiers/:id/events': {
    permission: 'read-dossier',
    parameters: dossier,
    body: () => ({ type: 'receive', revision: 99 }),
    outcomes: ['dossier-changed'],
    elsewhere: 'not-found',
  },

  'GET /dossiers/:id/documents': {
    permission: 'read-dossier',
    parameters: dossier,
    outcomes: ['ok'],
    elsewhere: 'not-found',
  },
  // Which kind of document needs which permission: `domain/dossier/documents.ts`, tested with `documents.test.ts`.
  'POST /dossiers/:id/documents': {
    permission: 'read-dossier',
    parameters: dossier,
    body: nothing,
    outcomes: ['request-malformed'],
    elsewhere: 'not-found',
  },
  'POST /dossiers/:id/documents/upload': {
    permission: 'read-dossier',
    parameters: dossier,
    body: nothing,
    outcomes: ['request-malformed'],
    elsewhere: 'not-found',
  },
  'GET /dossiers/:id/documents/:number/content': {
    permission: 'read-dossier',
    parameters: (world) => ({ ...dossier(world), number: '1' }),
    outcomes: ['not-found'],
    elsewhere: 'not-found',
  },
  'GET /dossiers/:id/archive': {
    permission: 'read-dossier',
    parameters: dossier,
    outcomes: ['ok'],
    elsewhere: 'not-found',
  },

  'POST /dossiers/:id/prints': {
    permission: 'read-dossier',
    parameters: dossier,
    body: nothing,
    outcomes: ['request-malformed'],
    elsewhere: 'not-found',
  },
  'POST /dossiers/:id/exports': {
    permission: 'read-dossier',
    parameters: dossier,
    body: nothing,
    outcomes: ['request-malformed'],
    elsewhere: 'not-found',
  },
  'GET /dossiers/:id/fees': {
    permission: 'read-dossier',
    parameters: dossier,
    outcomes: ['ok'],
    elsewhere: 'not-found',
  },
  // Which step of a fee needs which permission is the fees' own test; here an outdated one is sent.
  'POST /dossiers/:id/fees': {
    permission: 'read-dossier',
    parameters: dossier,
    body: () => ({ type: 'waive', seen: 99, fee: 1, reason: 'x' }),
    outcomes: ['fee-changed', 'forbidden'],
    elsewhere: 'not-found',
  },
  'GET /cash-book': {
    permission: 'read-cash-book',
    query: '?from=2026-11-01&until=2026-11-30',
    outcomes: ['ok'],
    elsewhere: 'own-unit',
  },
  'GET /service-index': {
    permission: 'read-board',
    query: '?from=2026-11-01&until=2026-11-30',
    outcomes: ['ok'],
    elsewhere: 'own-unit',
  },
  'GET /service-index/dossiers': {
    permission: 'read-dossier',
    query: '?from=2026-11-01&until=2026-11-30&measure=received',
    outcomes: ['ok'],
    elsewhere: 'own-unit',
  },
  // Counted from events: nobody may type it.
  'POST /service-index/entries': {
    permission: 'enter-index-figures',
    body: () => ({
      component: 'on-time',
      month: '2026-10',
      numerator: 1,
      denominator: 1,
      source: 'x',
      asOf: '2026-11-01',
    }),
    outcomes: ['request-malformed'],
    elsewhere: 'own-unit',
  },
  'GET /reports': {
    permission: 'read-board',
    query: '?from=2026-11-01&until=2026-11-30',
    outcomes: ['ok'],
    elsewhere: 'own-unit',
  },
  'GET /exchange': { permission: 'manage-exchange', outcomes: ['ok'], elsewhere: 'own-unit' },
  'POST /exchange/switch': {
    permission: 'manage-exchange',
    body: () => ({ isOn: false }),
    outcomes: ['ok'],
    elsewhere: 'own-unit',
  },
  'POST /exchange/codes': {
    permission: 'manage-codes',
    body: () => ({ orgCode: 'H38.20', dateForm: 'yymmdd', digits: 4, senderCode: '' }),
    outcomes: ['ok'],
    elsewhere: 'own-unit',
  },
  'POST /exchange/field-codes': {
    permission: 'manage-codes',
    body: () => ({ field: 'Chứng thực', code: 'G15-TP03' }),
    outcomes: ['ok'],
    elsewhere: 'own-unit',
  },
  // Not configured here: there is nothing to be queued.
  'POST /exchange/existing': {
    permission: 'manage-exchange',
    outcomes: ['transition-not-allowed'],
    elsewhere: 'own-unit',
  },
  'POST /exchange/queues/:id/resend': {
    permission: 'manage-exchange',
    parameters: dossier,
    outcomes: ['not-found'],
    elsewhere: 'not-found',
  },
  'POST /exchange/queues/:id/look-up': {
    permission: 'manage-exchange',
    parameters: dossier,
    outcomes: ['not-found'],
    elsewhere: 'not-found',
  },
  'POST /exchange/conflicts/:id': {
    permission: 'manage-exchange',
    parameters: dossier,
    body: () => ({ choice: 'send-ours' }),
    outcomes: ['not-found'],
    elsewhere: 'not-found',
  },
  'GET /webhooks': { permission: 'manage-webhooks', outcomes: ['ok'], elsewhere: 'own-unit' },
  'POST /webhooks': {
    permission: 'manage-webhooks',
    body: () => ({ url: 'https://he-thong.laocai.gov.vn/su-kien', events: ['received'] }),
    outcomes: ['ok'],
    elsewhere: 'own-unit',
  },
  'POST /webhooks/:id/switch': {
    permission: 'manage-webhooks',
    parameters: dossier,
    body: () => ({ isOn: false }),
    outcomes: ['not-found'],
    elsewhere: 'not-found',
  },
  'DELETE /webhooks/:id': {
    permission: 'manage-webhooks',
    parameters: dossier,
    outcomes: ['not-found'],
    elsewhere: 'not-found',
  },
  'POST /webhooks/:id/queues/:queue/resend': {
    permission: 'manage-webhooks',
    parameters: ({ dossier: id }) => ({ id, queue: id }),
    outcomes: ['not-found'],
    elsewhere: 'not-found',
  },
  'POST /assistance': {
    permission: 'help-with-accounts',
    body: () => ({
      need: 'portal',
      outcome: 'done',
      next: 'nothing',
      reason: null,
      village: null,
      helpedOn: '2026-11-26',
    }),
    outcomes: ['ok'],
    elsewhere: 'own-unit',
  },
  'GET /unit-days': { permission: 'help-with-accounts', outcomes: ['ok'], elsewhere: 'own-unit' },
  'POST /unit-days': {
    permission: 'enter-unit-days',
    body: () => ({
      kind: 'mobile-police',
      day: '2026-01-01',
      from: '08:00',
      until: '11:00',
      place: 'Nậm Mòn',
    }),
    outcomes: ['request-malformed'],
    elsewhere: 'own-unit',
  },
  'DELETE /unit-days/:id': {
    permission: 'enter-unit-days',
    parameters: dossier,
    outcomes: ['not-found'],
    elsewhere: 'not-found',
  },
  'GET /notices': { permission: 'read-notices', outcomes: ['ok'], elsewhere: 'own-unit' },
  'POST /notices': {
    permission: 'enter-notices',
    body: () => ({
      kind: 'holiday',
      audience: 'people',
      procedure: null,
      from: '2026-01-01',
      until: '2026-01-01',
      order: 1,
      vi: { title: 'Nghỉ Tết Dương lịch', text: 'Bộ phận Một cửa nghỉ.' },
      en: null,
    }),
    // The day is over.
    outcomes: ['request-malformed'],
    elsewhere: 'own-unit',
  },
  'DELETE /notices/:id': {
    permission: 'enter-notices',
    parameters: dossier,
    outcomes: ['not-found'],
    elsewhere: 'not-found',
  },
  'GET /messages': { permission: 'manage-messages', outcomes: ['ok'], elsewhere: 'own-unit' },
  'POST /messages/:id/resend': {
    permission: 'manage-messages',
    parameters: dossier,
    outcomes: ['not-found'],
    elsewhere: 'not-found',
  },
  'GET /dossiers/:id/messages': {
    permission: 'read-dossier',
    parameters: dossier,
    outcomes: ['ok'],
    elsewhere: 'not-found',
  },
  'POST /dossiers/:id/messages/stop': {
    permission: 'read-dossier',
    parameters: dossier,
    // The citizen of this one did not ask for any.
    outcomes: ['not-found'],
    elsewhere: 'not-found',
  },
  'GET /bank-payments': {
    permission: 'read-cash-book',
    query: '?from=2026-01-01&until=2026-01-31',
    outcomes: ['ok'],
    elsewhere: 'own-unit',
  },
  'POST /bank-payments/:transaction/settle': {
    permission: 'collect-fee',
    parameters: () => ({ transaction: 'FT0001' }),
    body: () => ({ type: 'settled', note: 'Đã trả lại' }),
    outcomes: ['not-found'],
    elsewhere: 'not-found',
  },
  'GET /visitor-queue': { permission: 'serve-queue', outcomes: ['ok'], elsewhere: 'own-unit' },
  'POST /visitor-queue/counters/:id/seat': {
    permission: 'serve-queue',
    parameters: dossier,
    body: () => ({ isSeated: true }),
    outcomes: ['not-found'],
    elsewhere: 'not-found',
  },
  // Nobody sits at a counter here.
  'POST /visitor-queue/next': {
    permission: 'serve-queue',
    body: () => ({ seen: null }),
    outcomes: ['transition-not-allowed'],
    elsewhere: 'own-unit',
  },
  'POST /visitor-queue/tickets/:id/events': {
    permission: 'serve-queue',
    parameters: dossier,
    body: () => ({ type: 'skip', revision: 1 }),
    outcomes: ['not-found'],
    elsewhere: 'not-found',
  },
  'POST /visitor-queue/setting': {
    permission: 'manage-queue',
    body: nothing,
    outcomes: ['request-malformed'],
    elsewhere: 'own-unit',
  },
  'POST /visitor-queue/counters': {
    permission: 'manage-queue',
    body: nothing,
    outcomes: ['request-malformed'],
    elsewhere: 'own-unit',
  },
  'POST /visitor-queue/counters/:id': {
    permission: 'manage-queue',
    parameters: dossier,
    body: () => ({ name: 'Quầy 1', groups: ['A'] }),
    outcomes: ['not-found'],
    elsewhere: 'not-found',
  },
  'DELETE /visitor-queue/counters/:id': {
    permission: 'manage-queue',
    parameters: dossier,
    outcomes: ['not-found'],
    elsewhere: 'not-found',
  },
  'GET /visitor-queue/bookings': {
    permission: 'serve-queue',
    query: '?day=2026-11-26',
    outcomes: ['ok'],
    elsewhere: 'own-unit',
  },
  'GET /visitor-queue/statistics': {
    permission: 'read-board',
    query: '?from=2026-11-01&until=2026-11-30',
    outcomes: ['ok'],
    elsewhere: 'own-unit',
  },
  'GET /voices': { permission: 'record-voices', outcomes: ['ok'], elsewhere: 'own-unit' },
  'GET /voices/:language': { ...ofVoices, outcomes: ['ok'] },
  'POST /voices/:language/translations': { ...ofVoices, body: nothing, outcomes: ['request-malformed'] },
  'POST /voices/:language/recordings': { ...ofVoices, body: nothing, outcomes: ['request-malformed'] },
  'POST /voices/:language/recording-removals': {
    ...ofVoices,
    body: () => ({ source: 'Chưa ai thu', revision: 0 }),
    outcomes: ['not-found'],
  },
  'POST /voices/:language/reviews': {
    ...ofVoices,
    body: () => ({ source: 'Chưa ai thu', revision: 0, isReviewed: true }),
    outcomes: ['not-found'],
  },
  'GET /voices/:language/recordings/:sha256': {
    ...ofVoices,
    parameters: () => ({ language: 'mww', sha256: 'A'.repeat(43) }),
    outcomes: ['not-found'],
  },
  'POST /voices/:language/publication': {
    ...ofVoices,
    permission: 'publish-voices',
    outcomes: ['transition-not-allowed'],
  },
  'DELETE /voices/:language/publication': {
    ...ofVoices,
    permission: 'publish-voices',
    outcomes: ['ok'],
  },
  'GET /audit': { permission: 'read-audit', outcomes: ['ok'], elsewhere: 'own-unit' },

  'POST /enrolment-codes': {
    permission: 'manage-devices',
    body: () => ({ role: 'kiosk' }),
    outcomes: ['ok'],
    elsewhere: 'own-unit',
  },
  'GET /devices': { permission: 'read-devices', outcomes: ['ok'], elsewhere: 'own-unit' },
  'GET /kiosk-settings': { permission: 'read-devices', outcomes: ['ok'], elsewhere: 'own-unit' },
  'POST /kiosk-settings': {
    permission: 'manage-devices',
    body: () => ({ quietMinutes: 5, theme: null }),
    outcomes: ['ok'],
    elsewhere: 'own-unit',
  },
  'POST /devices/:id/revocation': {
    permission: 'manage-devices',
    parameters: device,
    outcomes: ['ok'],
    elsewhere: 'not-found',
  },
  'POST /devices/:id/team': {
    permission: 'manage-devices',
    parameters: device,
    body: () => ({ team: null }),
    outcomes: ['ok'],
    elsewhere: 'not-found',
  },
  'GET /quarantine': { permission: 'read-quarantine', outcomes: ['ok'], elsewhere: 'own-unit' },
  'POST /bundles': {
    permission: 'import-bundle',
    body: nothing,
    outcomes: ['bundle-malformed', 'request-malformed'],
    elsewhere: 'own-unit',
  },
}
