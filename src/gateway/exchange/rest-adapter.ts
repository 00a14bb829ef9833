/**
 * The REST interface of 2026: a token, numbers from `GetNextValue`, files first, then the dossier, its steps and its
 * state (exchange format §8). Answers are `{code, message, data}` with the status of HTTP.
 */
import { restDossier, restStatus, restStep, type UploadedFile } from '../../domain/exchange/rest-messages.ts'
import type { SharedStep } from '../../domain/exchange/shared-dossier.ts'
import { type Adapter, failureOf, lookUpOf, type Reply, type Sending } from './adapter.ts'
import { fieldsOf, textIn } from './answer.ts'
import { type Ask, type Exchanged, exchange } from './http.ts'
import { joined } from './session-adapter.ts'
import type { RestSettings } from './settings.ts'

export function restAdapter(settings: RestSettings): Adapter {
  const timeoutMs = settings.timeoutSeconds * 1000
  const { paths } = settings
  let token: Promise<string | Exchanged> | null = null

  async function askForToken(): Promise<string | Exchanged> {
    const exchanged = await exchange(joined(settings.url, paths.token), {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ clientId: settings.clientId, clientSecret: settings.clientSecret }),
      timeoutMs,
    })
    if (exchanged.kind !== 'answer') return { kind: 'unreachable', text: `token: ${exchanged.text}` }
    const data = dataOf(exchanged)
    const found = textIn(data, 'access_token') || textIn(data, 'accesstoken') || textIn(data, 'token')
    return found === '' ? { kind: 'unreachable', text: `token: HTTP ${exchanged.status}` } : found
  }

  async function call(path: string, ask: Omit<Ask, 'timeoutMs'>): Promise<Exchanged> {
    for (let attempt = 1; ; attempt++) {
      token ??= askForToken()
      const mine = token
      const bearer = await mine
      if (typeof bearer !== 'string') {
        if (token === mine) token = null
        return bearer
      }
      const exchanged = await exchange(joined(settings.url, path), {
        ...ask,
        headers: { authorization: `Bearer ${bearer}`, ...ask.headers },
        timeoutMs,
      })
      if (attempt === 2 || exchanged.kind !== 'answer' || exchanged.status !== 401) return exchanged
      if (token === mine) token = null
    }
  }

  const post = (path: string, body: unknown) =>
    call(path, { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

  /** @returns the portal's name of the file, or why there is none. */
  async function upload(
    { content }: Sending,
    id: string,
    name: string,
  ): Promise<UploadedFile | Reply | null> {
    const file = await content(id)
    if (file === null) return null
    const form = new FormData()
    form.set('file', new Blob([file.bytes], { type: file.mediaType }), name)
    const exchanged = await call(paths.files, { body: form })
    // A file that nobody names yet is of no consequence: what is unknown here is sent again.
    const failed = failureOf(exchanged)
    if (failed !== null)
      return failed.kind === 'unknown' ? { ...failed, kind: 'busy', retryAfterMs: null } : failed
    const data = dataOf(exchanged)
    const uploaded = { id: textIn(data, 'idteptin'), hash: textIn(data, 'hashteptin') }
    return uploaded.id === '' ? { kind: 'refused', code: '', text: 'no IdTepTin' } : uploaded
  }

  async function create(sending: Sending): Promise<Reply> {
    const uploaded = new Map<string, UploadedFile>()
    for (const { id, name, kind, isReplaced } of sending.dossier.documents) {
      if (kind !== 'component' || isReplaced) continue
      const file = await upload(sending, id, name)
      if (file === null) continue
      if ('kind' in file) return file
      uploaded.set(id, file)
    }
    const body = restDossier(sending.dossier, sending.unit.senderCode, uploaded)
    const exchanged = await post(paths.dossiers, body)
    if (exchanged.kind === 'answer' && exchanged.status === 409) return { kind: 'exists' }
    const reply = restReply(exchanged)
    return reply.kind === 'accepted'
      ? { ...reply, remoteId: textIn(dataOf(exchanged), 'idhoso') || null }
      : reply
  }

  async function sendState(sending: Sending, step: SharedStep): Promise<Reply> {
    const ids = { id: sending.remoteId ?? '', number: sending.number }
    return restReply(await post(paths.states, [restStatus(ids, sending.dossier, step)]))
  }

  return {
    name: 'rest',
    // What the portal has is not created again: its state goes with the steps.
    sendDossier: async (sending, isUpdating) =>
      isUpdating ? { kind: 'accepted', remoteId: null } : create(sending),
    async sendSteps(sending, steps) {
      const ids = { id: sending.remoteId ?? '', number: sending.number }
      const reply = restReply(
        await post(
          paths.steps,
          steps.map((step) => restStep(ids, step)),
        ),
      )
      const last = steps.at(-1)
      return reply.kind === 'accepted' && last !== undefined ? sendState(sending, last) : reply
    },
    sendStatus: sendState,
    sendRating: async () => ({
      kind: 'refused',
      code: 'rest',
      text: 'Giao diện REST 2026 không có dịch vụ đồng bộ đánh giá.',
    }),
    async lookUp(_unit, number) {
      if (paths.lookUp === '') return { kind: 'not-found' }
      const exchanged = await call(`${paths.lookUp}?maHoSo=${encodeURIComponent(number)}`, { method: 'GET' })
      return exchanged.kind === 'answer' && exchanged.status === 404
        ? { kind: 'not-found' }
        : lookUpOf(exchanged)
    },
    async nextNumber(orgCode) {
      const exchanged = await call(`${paths.nextNumber}?code=${encodeURIComponent(orgCode)}`, {
        method: 'GET',
      })
      if (failureOf(exchanged) !== null || exchanged.kind !== 'answer') return null
      const bare = /^[A-Z0-9.]+-\d{6,8}-\d{4,7}$/.exec(exchanged.text.trim().replaceAll('"', ''))
      return bare?.[0] ?? (textIn(dataOf(exchanged), 'mahoso') || textIn(dataOf(exchanged), 'data') || null)
    },
  }
}

function restReply(exchanged: Exchanged): Reply {
  return failureOf(exchanged) ?? { kind: 'accepted', remoteId: null }
}

/** `data`, or the answer itself where it has none. */
function dataOf(exchanged: Exchanged): ReadonlyMap<string, unknown> {
  if (exchanged.kind !== 'answer') return new Map()
  let value: unknown = null
  try {
    value = JSON.parse(exchanged.text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  const whole = fieldsOf(value) ?? new Map<string, unknown>()
  return fieldsOf(whole.get('data')) ?? whole
}
