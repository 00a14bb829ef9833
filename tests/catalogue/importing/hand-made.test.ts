import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { differencesOf, withOfficialRecord } from '../../../src/catalogue/importing/hand-made.ts'
import { plainGuide } from '../../../src/catalogue/importing/plain-guide.ts'
import { recordsInJson } from '../../../src/catalogue/importing/raw-record.ts'
import { loadProcedures } from '../../../src/catalogue/load.ts'
import { anyProcedure } from '../../../src/catalogue/schema.ts'
import { method, portalAnswer } from './records.ts'

const birth = loadProcedures().find(({ code }) => code === '1.001193')
if (birth === undefined) throw new Error('no hand-made procedure')

function imported(more: Readonly<Record<string, unknown>> = {}) {
  const [read] = recordsInJson(portalAnswer('1.001193', 'Thủ tục đăng ký khai sinh.', more))
  if (read?.ok !== true) throw new Error('not read')
  return { record: read.record, procedure: plainGuide(read.record, '2026-11-26').procedure }
}

const same = {
  executionMethods: ['ONLINE', 'POSTAL', 'DIRECT'].map((channel) => method(channel, { processingTime: 1 })),
  isFullProcess: false,
  updatedAt: Date.UTC(2026, 3, 15, 3),
}

describe('a hand-made procedure and its official record', () => {
  test('every hand-made field stands; the official text is beside it', () => {
    const both = withOfficialRecord(birth, imported().procedure)
    const { official, ...rest } = both
    expect(rest).toEqual({ ...birth, record: { ...birth.record } })
    expect(official).toMatchObject({ guide: 'hand-made', steps: [{}, {}] })
    expect(v.is(anyProcedure, both)).toBe(true)
  })

  test('what the hand-made one lacks comes from the record', () => {
    const { publishedBy: _, ...anonymous } = birth
    const both = withOfficialRecord({ ...anonymous, legalBasis: [] }, imported().procedure)
    expect(both.publishedBy).toBe('Bộ Tư pháp')
    expect(both.legalBasis).toEqual(['60/2014/QH13 Luật Hộ tịch'])
  })

  test('no difference where they say the same', () => {
    const { record, procedure } = imported(same)
    expect(differencesOf(birth, procedure, record)).toEqual([])
  })

  test('a record that was changed after the verification is named first, with what differs', () => {
    const { record, procedure } = imported({
      ...same,
      updatedAt: Date.UTC(2026, 9, 1, 3),
      executionMethods: [method('DIRECT', { processingTime: 2, fees: [{ value: 9000, description: '' }] })],
    })
    const found = differencesOf(birth, procedure, record)
    expect(found.map(({ field, official }) => [field, official])).toEqual([
      ['updated', '2026-10-01'],
      ['channels', 'in-person'],
      ['timeLimit', '2 working-days'],
      ['fee', '9000'],
      ['papers', '1'],
    ])
  })
})
