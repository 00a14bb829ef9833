/**
 * `npm run bench -- index`: the service index of 99 communes in each of 12 months, from PostgreSQL, with the dossiers of
 * a province's year; and whether every count is that of a slow reference over all events of all dossiers.
 */
import { isDeepStrictEqual, parseArgs } from 'node:util'
import { sql } from 'kysely'
import { figuresOf } from '../../src/domain/service-index/measures.ts'
import { scoreOf } from '../../src/domain/service-index/score.ts'
import { builtInCatalogue } from '../../src/gateway/catalogue.ts'
import { procedureCountsOf } from '../../src/gateway/reports/procedure-counts.ts'
import { fillDossierFacts } from '../../src/gateway/storage/dossier-facts.ts'
import type { Engine } from '../../src/gateway/storage/engine.ts'
import { openPostgres } from '../../src/gateway/storage/postgres.ts'
import { type CountsOf, serviceIndexStore } from '../../src/gateway/storage/service-index.ts'
import { createDatabase } from '../gateway/engines.ts'
import {
  asCounts,
  countSlowly,
  type ReferenceCounts,
  type ReferenceDossier,
  type ReferenceQuestion,
} from '../gateway/index-reference.ts'
import { prepareCommunes } from '../gateway/many-dossiers.ts'
import { startPostgresServer } from '../gateway/postgres-server.ts'

/** The communes of Lào Cai. */
const unitCount = 99
const runs = 5
const from = '2025-12-01'
const until = '2026-11-30'
const nowMs = Date.parse('2026-11-26T03:00:00.000Z')

/** @param args as typed after the name of the benchmark: `--dossiers N`. */
export async function benchIndex(args: readonly string[]): Promise<object> {
  const { values } = parseArgs({
    args: args.filter((arg) => arg !== '--'),
    options: { dossiers: { type: 'string', default: '640000' } },
  })
  const dossiers = Number(values.dossiers)
  const server = await startPostgresServer(false)
  try {
    const engine = openPostgres(await createDatabase(server.url), () => {})
    const units = await prepareCommunes(engine, unitCount, nowMs)
    await timed('dossiers, events, papers, fees', () => addYear(engine, dossiers))
    await timed('counted into facts', () => fillDossierFacts(engine.database))
    await sql`vacuum analyze dossier_facts`.execute(engine.database)
    const store = serviceIndexStore(engine)
    const { procedures } = builtInCatalogue()
    const known = procedureCountsOf(procedures, false)
    const period = { units, from, until, asOfMs: nowMs }
    const times: number[] = []
    let scores = 0
    for (let run = 0; run < runs; run++) {
      const start = performance.now()
      const all = await store.counts(period, 'units-and-months')
      scores = all.map(({ counts }) => scoreOf(figuresOf(counts, known)).points).length
      times.push((performance.now() - start) / 1000)
    }
    console.table({ 'index of each commune and month': { scores, seconds: times.map(rounded).join(', ') } })
    const equalsReference = await timed('slow reference over all events', () => isSame(engine, units))
    await engine.database.destroy()
    // The slowest, so that no lucky run stands for all.
    return { dossiers, seconds: rounded(Math.max(...times)), equalsReference }
  } finally {
    await server.stop()
  }
}

function rounded(seconds: number): number {
  return Number(seconds.toFixed(3))
}

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now()
  const result = await work()
  console.log(`${what}: ${((performance.now() - start) / 1000).toFixed(1)} s`)
  return result
}

/** By SQL alone: 640,000 dossiers with all that happened to them in half a minute. The same number gives the same rows. */
async function addYear({ database }: Engine, count: number): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(database)
  // Lists and searches are not asked here; without their indexes a year is written in a third of the time.
  const { rows: indexes } = await sql<{ name: string }>`
    select relname as name from pg_index inner join pg_class on pg_class.oid = indexrelid
    where indrelid = 'dossiers'::regclass and not indisunique`.execute(database)
  for (const { name } of indexes) await sql`drop index ${sql.ref(name)}`.execute(database)
  const instant = (value: string) => `to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
  await run(`insert into devices (id, unit, role, name, public_key, enrolled_at, change_sequence)
    select 'device-' || way, 'H38.20', case way when 'portal' then 'desk' else way end, way,
      case way when 'portal' then 'portal' else '{}' end, '2025-12-01T00:00:00.000Z', 0
    from unnest(array['portal', 'kiosk', 'team', 'desk']) as way`)
  // One row a dossier with what becomes of it; a draw is a hash of its number.
  await run(`create unlogged table year as
    with drawn as (
      select i, lpad(to_hex(i), 12, '0') as id,
        timestamptz '2025-12-01 00:00:00+07' + (i::float8 / ${count}) * interval '360 days'
          + (abs(hashint4(i)) % 1440) * interval '1 minute' as received,
        abs(hashint4(i + 1000000007)) % 100 as fate, abs(hashint4(i + 500000003)) % 100 as luck,
        abs(hashint4(i + 300000007)) % 21 as limit_days, abs(hashint4(i + 700000001)) % (23 * 1440) as worked
      from generate_series(1, ${count}) as i)
    select *,
      case when i % 10 = 0 then 'H38.20' else 'H38.' || 20 + abs(hashint4(i + 11)) % 99 end as unit,
      (array['1.001193', '1.004859', '2.000635', '1.000894', '1.115668', '2.000815', '1.004222', '1.001776'])
        [1 + abs(hashint4(i + 13)) % 8] as procedure,
      (array['portal', 'portal', 'kiosk', 'team', 'desk', 'desk'])[1 + abs(hashint4(i + 17)) % 6] as way,
      received + interval '1 hour' as asked,
      case when luck >= 3 then date_trunc('day', received at time zone 'Asia/Ho_Chi_Minh') at time zone 'Asia/Ho_Chi_Minh'
        + limit_days * interval '1 day' + interval '17 hours' end as due,
      received + worked * interval '1 minute' as ended,
      received + worked * interval '1 minute' < to_timestamp(${nowMs / 1000}) as is_over
    from drawn`)
  await run(`insert into envelopes (id, device, sequence, digest, kind, unit, created_at, received_at, body, state)
    select 'e' || id, 'device-' || way, i, id, 'submission', unit, ${instant('received')}, ${instant('received')}, '', 'opened'
    from year`)
  await run(`insert into parts (envelope, sha256, bytes, media_type, arrived_at)
    select 'e' || id, id, 9, 'image/jpeg', ${instant('received')} from year where luck < 60`)
  // Fate: under 85 finished, to 90 stopped for want of papers, to 93 withdrawn, then two requests, then still open.
  await run(`insert into dossiers (id, envelope, receipt_code, unit, handler_unit, device, procedure, form_name, form_version,
      state, stage, officer, supplements, clock_stopped_at, applicant_name, answers, papers, doubts, language, filed_on,
      arrived_at, received_at, due_at, finished_at, closed_at, revision, extensions, return_way)
    select id, 'e' || id, id, unit, unit, 'device-' || way, procedure, 'birth-registration', 1,
      case when is_over and fate < 85 then 9 when is_over and fate < 93 then 8 else 4 end,
      case when is_over and fate < 85 then 'finished' when is_over and fate < 90 then 'stopped'
        when is_over and fate < 93 then 'withdrawn' else 'processing' end,
      'can-bo-' || i % 7,
      case when fate >= 93 and fate < 96 then 2 when fate >= 85 and fate < 90 then 1 else 0 end,
      case when not is_over and fate >= 85 and fate < 90 then ${instant('asked')} end,
      'Giàng A Páo', '{}', '[]', '[]', 'vi', '2026-01-01',
      ${instant('received')}, ${instant('received')}, ${instant('due')},
      case when is_over and fate < 85 then ${instant('ended')} end,
      case when is_over and fate >= 85 and fate < 93 then ${instant('ended')} end, 1, 0, 'counter'
    from year`)
  const event = (number: number, type: string, at: string, data: string, where: string) =>
    run(`insert into dossier_events (dossier, number, type, at, "by", data, digest)
      select id, ${number}, ${type}, ${instant(at)}, 'x', ${data}, 'x' from year where ${where}`)
  const plain = `'{"changes":{},"details":{}}'`
  await event(
    1,
    `'receive'`,
    'received',
    `'{"changes":{"due_at":' || coalesce('"' || ${instant('due')} || '"', 'null') || ',"officer":"can-bo-' || i % 7 || '"},"details":{}}'`,
    'true',
  )
  await event(
    2,
    `'request-supplement'`,
    'asked',
    plain,
    'fate >= 85 and fate < 90 or fate >= 93 and fate < 96',
  )
  await event(3, `'supplement'`, 'asked', plain, 'fate >= 93 and fate < 96')
  await event(4, `'request-supplement'`, 'asked', plain, 'fate >= 93 and fate < 96')
  await event(5, `'supplement'`, 'asked', plain, 'fate >= 93 and fate < 96')
  await event(
    6,
    `case when fate < 85 then 'finish' when fate < 90 then 'lapse' else 'withdraw' end`,
    'ended',
    plain,
    'is_over and fate < 93',
  )
  await run(`insert into dossier_documents (dossier, number, kind, name, document_number, issuer, is_reusable, media_type,
      sha256, bytes, pages, source, signatures, file, created_at, created_by)
    select id, 1, 'result', 'x', '', '', 0, 'application/pdf', id, 9, 1, '{}', '[]', 'documents/' || id, ${instant('ended')}, 'x'
    from year where is_over and fate < 55`)
  await event(
    7,
    `'document-added'`,
    'ended',
    `'{"changes":{},"details":{"kind":"result"}}'`,
    'is_over and fate < 55',
  )
  const fee = (number: number, state: string, way: string, where: string) =>
    run(`insert into dossier_fees (dossier, number, fee, unit, day, kind, full_vnd, amount_vnd, state, way, at, "by")
      select id, ${number}, 1, unit, '2026-01-01', 'fee', 8000, 8000, '${state}', ${way}, ${instant('asked')}, 'x'
      from year where ${where}`)
  const told = (state: string, way: string) =>
    `'{"changes":{},"details":{"fees":[{"fee":1,"state":"${state}","amountVnd":8000,"way":' || ${way} || '}]}}'`
  const way = `case when i % 3 = 0 then 'transfer' else 'cash' end`
  await fee(1, 'due', 'null', 'luck >= 60')
  await event(8, `'fee-set'`, 'asked', told('due', `'null'`), 'luck >= 60')
  await fee(2, 'paid', way, 'luck >= 65')
  await event(9, `'fee-paid'`, 'asked', told('paid', `'"' || ${way} || '"'`), 'luck >= 65')
  // Two communes of three exchange with the portal, which has most of their dossiers.
  await run(`insert into exchange_units (unit, is_on, sender_code)
    select code, case when abs(hashtext(code)) % 3 = 0 then 0 else 1 end, code from units where kind = 'commune'`)
  await run(`insert into exchange_queues (id, unit, kind, state, next_at, attempts, refusals, is_in_doubt, is_known, changed_at)
    select id, unit, 'dossier', case when luck < 90 then 'sent' else 'waiting' end, ${instant('asked')}, 0, 0, 0,
      case when luck < 90 then 1 else 0 end, ${instant('asked')}
    from year inner join exchange_units using (unit) where is_on = 1`)
  await run('analyze')
}

interface Streamed {
  readonly id: string
  readonly unit: string
  readonly procedure: string
  readonly way: ReferenceDossier['filedThrough']
  readonly has_photos: boolean
  readonly is_on: boolean
  readonly is_known: boolean
  readonly events: readonly { readonly type: string; readonly at: string; readonly data: string }[]
}

/** All dossiers, in pieces that fit into memory. */
async function isSame(engine: Engine, units: readonly string[]): Promise<boolean> {
  const questions = {
    nothing: { ...whole, key: () => '' },
    units: { ...whole, key: ({ unit }: ReferenceDossier) => unit },
    months: { ...monthly, key: (_: ReferenceDossier, month: string) => month },
    'units-and-months': {
      ...monthly,
      key: ({ unit }: ReferenceDossier, month: string) => `${unit} ${month}`,
    },
  } as const
  const names = ['nothing', 'units', 'months', 'units-and-months'] as const
  const slow = new Map(names.map((name) => [name, new Map<string, ReferenceCounts>()]))
  for (let after = ''; ; ) {
    const { rows } = await sql<Streamed>`
      select dossiers.id, dossiers.unit, procedure,
        case when devices.public_key = 'portal' then 'portal' else devices.role end as way,
        exists (select 1 from parts where parts.envelope = dossiers.envelope) as has_photos,
        exists (select 1 from exchange_units where unit = dossiers.unit and is_on = 1) as is_on,
        exists (select 1 from exchange_queues where exchange_queues.id = dossiers.id and is_known = 1) as is_known,
        (select json_agg(json_build_object('type', type, 'at', at, 'data', data) order by number)
          from dossier_events where dossier = dossiers.id) as events
      from dossiers inner join devices on devices.id = dossiers.device
      where dossiers.id > ${after} order by dossiers.id limit 20000`.execute(engine.database)
    const last = rows.at(-1)
    if (last === undefined) break
    after = last.id
    const dossiers = rows.map(
      (row): ReferenceDossier => ({
        unit: row.unit,
        procedure: row.procedure,
        filedThrough: row.way,
        hasPhotos: row.has_photos,
        isSynchronised: row.is_on ? row.is_known : null,
        events: row.events.map((event) => ({ ...event, data: JSON.parse(event.data) })),
      }),
    )
    for (const name of names) countSlowly(dossiers, questions[name], slow.get(name))
  }
  const store = serviceIndexStore(engine)
  for (const name of names) {
    const fast = await store.counts({ units, from, until, asOfMs: nowMs }, name)
    const groups = slow.get(name)
    if (groups === undefined || fast.length !== groups.size) return false
    for (const group of fast) {
      const reference = groups.get(keyOf(group))
      if (reference === undefined || !isDeepStrictEqual(group.counts, asCounts(reference))) {
        console.log(name, keyOf(group), group.counts, reference)
        return false
      }
    }
  }
  return true
}

function keyOf({ unit, month }: CountsOf): string {
  const written = month === null ? null : `${String(month).slice(0, 4)}-${String(month).slice(4)}`
  return [unit, written].filter((part) => part !== null).join(' ')
}

const now = new Date(nowMs).toISOString()
const whole = { from, until, asOf: () => now } satisfies Omit<ReferenceQuestion, 'key'>
const monthly = {
  from,
  until,
  asOf(month: string) {
    const endMs = Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 1) - 7 * 3_600_000
    return new Date(Math.min(endMs, nowMs)).toISOString()
  },
} satisfies Omit<ReferenceQuestion, 'key'>
