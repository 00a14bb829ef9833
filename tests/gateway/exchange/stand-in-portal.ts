/**
 * A national portal to test against, after the documented shapes: the session interface, a province's proxy and the
 * REST interface of 2026 over one register. It misbehaves as it is told.
 */
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'

type Json = Record<string, unknown>

export interface Call {
  readonly service: string
  /** MaHoSo; empty where there is none. */
  readonly number: string
  /** `madonvi`; empty where there is none. */
  readonly sender: string
  readonly body: unknown
  readonly query: URLSearchParams
}

/** What goes wrong with a call; null: nothing. */
export type Misbehaviour =
  /** Carried out, but the connection breaks before the answer. */
  | { readonly kind: 'lost-answer' }
  /** Carried out, and never answered. */
  | { readonly kind: 'silence' }
  /** Not carried out, and never answered. */
  | { readonly kind: 'lost-request' }
  | { readonly kind: 'error'; readonly code: number | string; readonly message: string }
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: string }
  | { readonly kind: 'page' }
  | null

export interface Portal {
  readonly url: string
  /** By number: the newest message of each. */
  readonly dossiers: ReadonlyMap<string, Json>
  /** By number, in the order they came. */
  readonly steps: ReadonlyMap<string, readonly Json[]>
  readonly statuses: readonly Json[]
  readonly ratings: readonly Json[]
  readonly files: number
  /** Carried out, in order. */
  readonly calls: readonly Call[]
  /** Steps that came more than once. */
  doubled(): number
  /** Calls about a dossier that began while another about it was not answered yet. */
  overlaps(): number
  misbehave(decide: (call: Call, count: number) => Misbehaviour): void
  /** Every session given so far is over. */
  endSessions(): void
  /** As if somebody over there had changed it. */
  setState(number: string, state: string): void
  close(): Promise<void>
}

const silenceMs = 60_000

export async function standInPortal(
  options: { readonly doesTellSteps?: boolean; readonly answerAfterMs?: number } = {},
): Promise<Portal> {
  const { doesTellSteps = true, answerAfterMs = 0 } = options
  const dossiers = new Map<string, Json>()
  const steps = new Map<string, Json[]>()
  const statuses: Json[] = []
  const ratings: Json[] = []
  const calls: Call[] = []
  let sessions = new Set<string>()
  let files = 0
  let overlaps = 0
  const underWay = new Set<string>()
  let running = 0
  let count = 0
  let decide: (call: Call, count: number) => Misbehaviour = () => null

  /** @returns the answer of the format; error codes come as numbers here and as texts there. */
  function carryOut({ service, number, body }: Call, isUpdating: boolean): Json {
    const data = listOf(body)
    if (service === 'TraCuuHoSo') {
      const dossier = dossiers.get(number)
      const told = doesTellSteps ? { DanhSachTienDo: steps.get(number) ?? [] } : {}
      return { error_code: '0', message: '', result: dossier === undefined ? [] : [{ ...dossier, ...told }] }
    }
    if (service === 'DongBoHoSoMC') {
      for (const each of data) {
        const lacking = ['MaHoSo', 'MaTTHC', 'TenTTHC', 'MaLinhVuc', 'NgayTiepNhan', 'TrangThaiHoSo'].find(
          (field) => (each[field] ?? '') === '',
        )
        if (lacking !== undefined) return { error_code: '-1', message: `Thiếu trường bắt buộc ${lacking}` }
        const key = String(each.MaHoSo)
        if (dossiers.has(key) && !isUpdating) return { error_code: '3', message: `Hồ sơ ${key} đã tồn tại` }
        dossiers.set(key, each)
      }
      return { error_code: 0, message: 'Đồng bộ hồ sơ thành công' }
    }
    if (service === 'CapNhatTienDoHoSoMC') {
      if (data.length > 10) return { error_code: -1, message: 'Quá 10 bước' }
      const unknown = data.find((each) => !dossiers.has(String(each.MaHoSo)))
      if (unknown !== undefined) return { error_code: -1, message: `Không có hồ sơ ${unknown.MaHoSo}` }
      for (const each of data) {
        const key = String(each.MaHoSo)
        steps.set(key, [...(steps.get(key) ?? []), each])
      }
      return { error_code: '0', message: 'OK' }
    }
    if (service === 'DongBoTrangThaiHoSo') statuses.push(...data)
    if (service === 'DongBoDanhGia') ratings.push(...data)
    return { error_code: '0', message: 'OK' }
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://portal')
    const isForm = request.headers['content-type']?.startsWith('multipart/') === true
    const text = await textOf(request)
    const body: unknown = text === '' || isForm ? null : JSON.parse(text)
    const path = url.pathname.slice(1)
    const record = recordOf(body)
    const answer = (status: number, value: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
    }
    if (path === 'dang-nhap') {
      if (record.password !== 'mat-khau') return answer(200, { error_code: -1, message: 'Sai mật khẩu' })
      const session = randomUUID()
      sessions.add(session)
      return answer(200, { error_code: 0, session })
    }
    if (path === 'token') return answer(200, { code: 'OK', data: { access_token: newToken() } })
    const isRest = ['GetNextValue', 'tep-tin', 'ho-so', 'tien-trinh', 'trang-thai'].includes(path)
    if (isRest && !sessions.has((request.headers.authorization ?? '').slice(7)))
      return answer(401, { code: 'UNAUTHORIZED', message: 'token' })
    const isSession = path === 'chia-se' || path === 'tich-hop'
    const service = isSession ? String(record.service) : (restServices[path] ?? path)
    const number = String(
      record.mahoso ?? url.searchParams.get('maHoSo') ?? listOf(record.data ?? body)[0]?.MaHoSo ?? '',
    )
    const sender = String(record.madonvi ?? '')
    const call: Call = { service, number, sender, body: record.data ?? body, query: url.searchParams }
    if (isSession && !sessions.has(String(record.session)))
      return answer(200, { error_code: '-1', message: 'Phiên làm việc (session) đã hết hạn' })
    count += 1
    const wrong = decide(call, count)
    if (wrong?.kind === 'error') return answer(200, { error_code: wrong.code, message: wrong.message })
    if (wrong?.kind === 'status') {
      if (wrong.retryAfter !== undefined) response.setHeader('retry-after', wrong.retryAfter)
      return answer(wrong.status, { code: 'ERROR', message: `HTTP ${wrong.status}` })
    }
    if (wrong?.kind === 'page') {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Bảo trì</html>')
      return
    }
    if (wrong?.kind === 'lost-request') {
      globalThis.setTimeout(() => request.socket.destroy(), silenceMs).unref()
      return
    }
    calls.push(call)
    const [status, value] = isRest
      ? restAnswer(path, call)
      : wrapped(
          carryOut(call, (record.isUpdating ?? url.searchParams.get('isUpdating')) === 'True'),
          isSession,
        )
    if (wrong?.kind === 'lost-answer') {
      request.socket.destroy()
      return
    }
    if (wrong?.kind === 'silence') {
      globalThis.setTimeout(() => request.socket.destroy(), silenceMs).unref()
      return
    }
    if (answerAfterMs > 0 && number !== '') {
      if (underWay.has(number)) overlaps += 1
      underWay.add(number)
      await setTimeout(answerAfterMs)
      underWay.delete(number)
    }
    answer(status, value)
  }

  function newToken(): string {
    const token = randomUUID()
    sessions.add(token)
    return token
  }

  function restAnswer(path: string, call: Call): readonly [number, unknown] {
    const record = recordOf(call.body)
    if (path === 'GetNextValue') {
      running += 1
      const number = `${call.query.get('code')}-20261126-${String(running).padStart(7, '0')}`
      return [200, { code: 'OK', message: '', data: { MaHoSo: number } }]
    }
    if (path === 'tep-tin') {
      files += 1
      return [200, { code: 'OK', data: { IdTepTin: `tep-${files}`, HashTepTin: `bam-${files}` } }]
    }
    if (path === 'ho-so') {
      const key = String(record.MaHoSo)
      if (dossiers.has(key)) return [409, { code: 'CONFLICT', message: 'đã tồn tại' }]
      dossiers.set(key, record)
      return [200, { code: 'OK', data: { idHoSo: `id-${key}`, maHoSo: key } }]
    }
    if (path === 'tien-trinh')
      for (const each of listOf(call.body)) {
        const key = String(each.MaHoSo)
        steps.set(key, [...(steps.get(key) ?? []), each])
      }
    else statuses.push(...listOf(call.body))
    return [200, { code: 'OK', message: '', data: null }]
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      response.writeHead(400).end(String(error))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    dossiers,
    steps,
    statuses,
    ratings,
    get files() {
      return files
    },
    calls,
    doubled: () =>
      [...steps.values()].reduce((sum, list) => {
        const different = new Set(
          list.map((each) => `${each.ThoiDiemXuLy} ${each.TrangThai} ${each.NoiDungXuLy}`),
        )
        return sum + list.length - different.size
      }, 0),
    overlaps: () => overlaps,
    misbehave(next) {
      count = 0
      decide = next
    },
    endSessions() {
      sessions = new Set()
    },
    setState(number, state) {
      dossiers.set(number, { ...dossiers.get(number), TrangThaiHoSo: state })
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

const restServices: Readonly<Record<string, string>> = {
  'ho-so': 'create',
  'tien-trinh': 'steps',
  'trang-thai': 'states',
  'tep-tin': 'file',
}

/** A proxy hands the portal's answer on as a text. */
function wrapped(value: Json, isSession: boolean): readonly [number, unknown] {
  return [200, isSession ? value : { error_code: 0, message: JSON.stringify(value) }]
}

function recordOf(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}
}

function listOf(value: unknown): Json[] {
  return Array.isArray(value)
    ? value.map(recordOf)
    : value === null || value === undefined
      ? []
      : [recordOf(value)]
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
