import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { communes } from '../../src/catalogue/lists/communes.ts'
import { loadProcedures } from '../../src/catalogue/load.ts'
import {
  loadProvincialRules,
  mountainStatusOf,
  provincialFeesOf,
} from '../../src/catalogue/provincial-rules.ts'
import { type ProvincialRules, provincialRules } from '../../src/catalogue/schema.ts'
import { feeOf, withProvincialFees } from '../../src/domain/guidance/fee.ts'

const folder = fileURLToPath(new URL('../../src/catalogue/provinces/', import.meta.url))
const files = readdirSync(folder).filter((file) => file.endsWith('.json'))

describe('the rules of each province', () => {
  test.each(files)('%s is valid, and what is loaded', async (file) => {
    const parsed = v.safeParse(provincialRules, JSON.parse(readFileSync(folder + file, 'utf8')))
    if (!parsed.success) expect.fail(parsed.issues.map(({ message }) => message).join())
    const { province, mountainCommunes, fees } = parsed.output
    expect(await loadProvincialRules(province)).toEqual(parsed.output)
    const known = new Set(
      communes.filter(({ provinceCode }) => provinceCode === province).map(({ code }) => code),
    )
    expect(known.size).toBeGreaterThan(0)
    for (const code of mountainCommunes === 'all' ? [] : mountainCommunes) expect(known).toContain(code)
    const procedures = new Set(loadProcedures().map(({ code }) => code))
    for (const code of fees.flatMap((entry) => entry.procedures)) expect(procedures).toContain(code)
  })

  test('there are none for other provinces', async () => {
    expect(await loadProvincialRules('01')).toBeUndefined()
    expect(await loadProvincialRules('constructor')).toBeUndefined()
  })
})

const rules: ProvincialRules = {
  province: '15',
  mountainCommunes: ['02647'],
  sources: [],
  unverified: [],
  fees: [{ procedures: ['1.001193'], rules: [{ amountVnd: 0, channel: 'online' }], exemptions: [] }],
}

test('a commune is a mountain one when it is listed; an unverified list is only a guess', () => {
  expect(mountainStatusOf(rules, '02647')).toBe('mountain')
  expect(mountainStatusOf(rules, '02650')).toBe('other')
  expect(mountainStatusOf(rules, null)).toBe('other')
  expect(mountainStatusOf(undefined, '02647')).toBe('other')
  expect(mountainStatusOf({ ...rules, confirm: true }, '02647')).toBe('unconfirmed')
  expect(mountainStatusOf({ ...rules, mountainCommunes: 'all', confirm: true }, null)).toBe('unconfirmed')
})

test('the fee of a province comes before the national one', () => {
  const national = { rules: [{ amountVnd: 8_000 }], exemptions: [] }
  const fee = (channel: 'online' | 'in-person', code: string) =>
    feeOf(withProvincialFees(national, provincialFeesOf(rules, code)), {
      cases: [],
      answers: {},
      channel,
      grounds: [],
      today: '2026-11-26',
    })
  expect(fee('online', '1.001193')).toMatchObject({ kind: 'known', amountVnd: 0 })
  expect(fee('in-person', '1.001193')).toMatchObject({ kind: 'known', amountVnd: 8_000 })
  expect(fee('online', '2.000635')).toMatchObject({ kind: 'known', amountVnd: 8_000 })
})
