import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Report, report, serviceIndex } from '../../src/contract/service-index.ts'
import type { SurveyPayload } from '../../src/contract/survey.ts'
import { receiptCodeOf } from '../../src/domain/receipt/receipt-code.ts'
import type { Face, SurveyAnswers } from '../../src/domain/survey/scale.ts'
import type { Engine } from '../../src/gateway/storage/engine.ts'
import { openEngine } from '../../src/gateway/storage/storage.ts'
import { surveyMark } from '../../src/vault/survey-mark.ts'
import { birthSubmission } from './birth-submission.ts'
import { engines } from './engines.ts'
import { quickPace, sessionSettings } from './exchange/exchange-settings.ts'
import { type Portal, standInPortal } from './exchange/stand-in-portal.ts'
import { startGateway, type TestGateway } from './start-gateway.ts'
import { signIn, type TestDesk } from './test-desk.ts'
import { enrolDevice, postJson, type TestDevice } from './test-device.ts'

const november = 'from=2026-11-01&until=2026-11-30'

describe.each(engines)('what people think, on %s', (engine) => {
  let now = '2026-11-26T02:00:00.000Z'
  let portal: Portal
  let gateway: TestGateway
  let device: TestDevice
  let desk: TestDesk
  let tables: Engine

  beforeAll(async () => {
    portal = await standInPortal()
    gateway = await startGateway({
      engine,
      more: { exchange: sessionSettings(portal.url), exchangePace: quickPace },
      now: () => new Date(now),
    })
    device = await enrolDevice(gateway.url, await gateway.enrolmentCode('desk'))
    desk = await signIn(gateway.url, gateway.adminPassword)
    const { dataDir, databaseUrl } = gateway
    tables = openEngine({
      dataDir,
      databaseUrl,
      onBrokenConnection(error) {
        throw error
      },
    })
  })
  afterAll(async () => {
    await tables.database.destroy()
    await gateway.close()
    await portal.close()
  })

  /** Filed and opened. @returns its receipt code */
  async function file(): Promise<string> {
    const envelope = await device.envelope(birthSubmission())
    await device.deliver(envelope)
    await gateway.gateway.settled()
    return receiptCodeOf(envelope.id)
  }

  async function tell(payload: SurveyPayload) {
    const envelope = await device.envelope(payload, [], { kind: 'survey' })
    const [answer] = await device.deliver(envelope)
    expect(answer?.outcome).toBe('stored')
    await gateway.gateway.settled()
    return envelope
  }

  async function about(
    receiptCode: string,
    step: 'filing' | 'return',
    answers: SurveyAnswers,
  ): Promise<SurveyPayload> {
    const mark = await surveyMark(receiptCode, step)
    return { procedure: '1.001193', month: '2026-11', step, mark, answers: given(answers) }
  }

  const visit = (overall: Face, month = '2026-11'): SurveyPayload => ({
    procedure: null,
    month,
    step: 'visit',
    answers: { overall, staff: overall },
  })

  const fromPhone = (receiptCode: string, overall: Face) =>
    postJson(`${gateway.url}api/v1/survey`, { receiptCode, step: 'return', answers: { overall } })

  async function rows() {
    return tables.database
      .selectFrom('survey_counts')
      .selectAll()
      .orderBy('step')
      .orderBy('procedure')
      .orderBy('question')
      .orderBy('face')
      .execute()
  }

  async function people(): Promise<number> {
    const counted = await rows()
    return counted.reduce((sum, { question, count }) => sum + (question === 'overall' ? count : 0), 0)
  }

  async function reportOf(period = november): Promise<Report> {
    return v.parse(report, await (await desk.get(`reports?${period}`)).json())
  }

  test('an answer is counted by unit, month, procedure and step, and its envelope is emptied', async () => {
    const code = await file()
    const envelope = await tell(await about(code, 'filing', { overall: 5, staff: 4 }))
    const where = { unit: 'H38.20', month: 202611, procedure: '1.001193', step: 'filing', told: 0 }
    expect(await rows()).toEqual([
      { ...where, question: 'overall', face: 5, count: 1 },
      { ...where, question: 'staff', face: 4, count: 1 },
    ])
    const stored = await tables.database
      .selectFrom('envelopes')
      .selectAll()
      .where('id', '=', envelope.id)
      .executeTakeFirstOrThrow()
    expect(stored).toMatchObject({ state: 'opened', body: '', sequence: envelope.sequence })
    const [again] = await device.deliver(envelope)
    expect(again?.outcome).toBe('duplicate')
    await gateway.gateway.sweep()
    expect(await people()).toBe(1)
  })

  test("a dossier's step counts once, from whichever device or phone, and each step by itself", async () => {
    const before = await people()
    const code = await file()
    await tell(await about(code, 'filing', { overall: 4 }))
    await tell(await about(code, 'filing', { overall: 1 }))
    expect(await people()).toBe(before + 1)
    expect((await fromPhone(code, 5)).status).toBe(204)
    expect((await fromPhone(code.toLowerCase().replace('-', ' '), 1)).status).toBe(204)
    await tell(await about(code, 'return', { overall: 1 }))
    expect(await people()).toBe(before + 2)
    const counted = await rows()
    expect(counted.filter(({ face }) => face === 1)).toEqual([])
  })

  test('nobody learns from the answer whether a code exists, and what is no answer is refused', async () => {
    const before = await people()
    for (const code of [receiptCodeOf('01900000-0000-7000-8000-0000000000aa'), 'none'])
      expect((await fromPhone(code, 5)).status).toBe(204)
    for (const body of [
      { receiptCode: 'none', step: 'visit', answers: { overall: 5 } },
      { receiptCode: 'none', step: 'return', answers: { overall: 6 } },
      { receiptCode: 'none', step: 'return', answers: {} },
      { receiptCode: 'none', step: 'return', answers: { overall: 5 }, name: 'Giàng A Páo' },
    ])
      expect((await postJson(`${gateway.url}api/v1/survey`, body)).status).toBe(400)
    expect(await people()).toBe(before)
  })

  test('no table joins an answer to a person, dossier, device or moment', async () => {
    const code = await file()
    // Told by one face only, so that any trace of it would be seen.
    const envelope = await tell(await about(code, 'filing', { overall: 2, access: 2, procedure: 2 }))
    const known = await tables.database.introspection.getTables()
    const columnsOf = (name: string) =>
      known
        .find((table) => table.name === name)
        ?.columns.map((column) => column.name)
        .sort()
    // The answer's own table has no room for more, and the marks none for an answer.
    expect(columnsOf('survey_counts')).toEqual(
      ['count', 'face', 'month', 'procedure', 'question', 'step', 'told', 'unit'].sort(),
    )
    expect(columnsOf('survey_marks')).toEqual(['mark'])
    const mark = await surveyMark(code, 'filing')
    const holding: string[] = []
    for (const { name } of known) {
      const { rows: all } = await rowsOf(name)
      if (all.some((row) => Object.values(row).includes(mark))) holding.push(name)
      // What was sealed is nowhere any more.
      expect(JSON.stringify(all), name).not.toContain(envelope.sealed.slice(0, 80))
    }
    expect(holding).toEqual(['survey_marks'])
    const dossiers = await tables.database.selectFrom('dossiers').selectAll().execute()
    expect(JSON.stringify(dossiers)).not.toContain('survey')
  })

  async function rowsOf(name: string): Promise<{ rows: readonly Record<string, unknown>[] }> {
    const { sql } = await import('kysely')
    return sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(tables.database)
  }

  test('SQLite keeps no order of rows either', async () => {
    if (engine !== 'sqlite') return
    const { sql } = await import('kysely')
    for (const name of ['survey_counts', 'survey_marks'])
      await expect(sql`select rowid from ${sql.table(name)}`.execute(tables.database)).rejects.toThrow(
        /no such column: rowid/,
      )
  })

  test('what is no survey inside waits in quarantine, and what more a device sends is not stored', async () => {
    const before = await people()
    const strange = await device.envelope(
      // As a newer device might write it.
      Object.assign(visit(5), { name: 'Lò Thị Pành' }),
      [],
      { kind: 'survey' },
    )
    const broken = await device.envelope(
      { ...visit(5), answers: { overall: 9 } } as unknown as SurveyPayload,
      [],
      { kind: 'survey' },
    )
    await device.deliver(strange, broken)
    await gateway.gateway.settled()
    expect(await people()).toBe(before + 1)
    const { envelopes } = await (await desk.get('quarantine')).json()
    expect(envelopes.map(({ id }: { id: string }) => id)).toEqual([broken.id])
  })

  test('reports tell shares of ten and more only, the running month by tens, and of how many', async () => {
    for (let filed = await people(); filed < 9; filed++) await tell(visit(4))
    const few = (await reportOf()).satisfaction
    expect(few.people).toBe(9)
    expect(few.questions.every(({ faces }) => faces === null)).toBe(true)
    await tell(visit(5))
    await tell(visit(1))
    const { satisfaction } = await reportOf()
    expect(satisfaction.months).toEqual({ from: '2026-11', until: '2026-11' })
    expect(satisfaction.people).toBe(11)
    const overall = satisfaction.questions.find(({ question }) => question === 'overall')
    // The eleventh is not shown before there are twenty: nobody at the counter sees what it was.
    expect(overall).toMatchObject({ answered: 10, faces: [0, 1, 0, 5, 4] })
    expect(satisfaction.questions.find(({ question }) => question === 'result')?.faces).toBeNull()
    expect(satisfaction.units).toMatchObject([{ unit: { code: 'H38.20' }, people: 11 }])
    // One procedure and none: the few of either are kept back, or the whole would give them away.
    expect(satisfaction.procedures.every(({ questions }) => questions[0]?.faces === null)).toBe(true)
    expect(satisfaction.steps.find(({ step }) => step === 'visit')).toMatchObject({ of: null })
    expect(satisfaction.steps.find(({ step }) => step === 'filing')).toMatchObject({ people: 3, of: 0 })
    expect(JSON.stringify(satisfaction)).not.toContain('admin')
    expect((await reportOf('from=2026-11-02&until=2026-11-30')).satisfaction.months).toBeNull()
  })

  test('who was not satisfied with a dossier is taken off the index, as far as it is told', async () => {
    const [dossier] = (await desk.dossiers()).dossiers
    expect((await desk.receive(dossier?.id ?? '', dossier?.revision ?? 0)).ok).toBe(true)
    const read = async () => v.parse(serviceIndex, await (await desk.get(`service-index?${november}`)).json())
    expect((await read()).figures['reception-satisfied']).toEqual({ numerator: 0, denominator: 1 })
    expect((await read()).months.at(-1)?.figures['reception-satisfied']?.numerator).toBe(0)
  })

  test('when the month is over all of it is told, to the portal too, and again when answers come late', async () => {
    await desk.post('exchange/codes', {
      orgCode: 'H38.20',
      dateForm: 'yymmdd',
      digits: 4,
      senderCode: '000.00.20.H38',
    })
    await desk.post('exchange/switch', { isOn: true })
    while ((await staffAnswers()) < 10) await tell(visit(5))
    await gateway.gateway.sweep()
    expect(portal.ratings).toEqual([])
    now = '2026-12-01T02:00:00.000Z'
    await gateway.gateway.sweep()
    await expect.poll(() => portal.ratings.length).toBe(1)
    expect(portal.ratings[0]).toMatchObject({ NgayTongHop: '11-2026', TongSoNguoiDanhGia: 10 })
    await gateway.gateway.sweep()
    await tell(visit(1, '2026-11'))
    await gateway.gateway.sweep()
    await expect.poll(() => portal.ratings.length).toBe(2)
    expect(portal.ratings[1]).toMatchObject({ TongSoNguoiDanhGia: 11 })
    // The session of the month before has ended.
    desk = await signIn(gateway.url, gateway.adminPassword)
    const overall = (await reportOf()).satisfaction.questions[0]
    expect(overall?.answered).toBe(await people())
  })

  async function staffAnswers(): Promise<number> {
    return (await rows()).reduce((sum, { question, count }) => sum + (question === 'staff' ? count : 0), 0)
  }
})

function given(answers: SurveyAnswers): SurveyPayload['answers'] {
  const { overall, ...aspects } = answers
  return { overall, ...Object.fromEntries(Object.entries(aspects)) }
}
