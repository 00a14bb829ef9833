/** What a guide says when it is taken home: no more certain than the screen. */
import i18next from 'i18next'
import { beforeAll, expect, test } from 'vitest'
import guide from '../../locales/vi/guide.json' with { type: 'json' }
import { handoutLines } from '../../src/app/citizen/procedure/handout-lines.ts'
import type { Guidance } from '../../src/app/citizen/procedure/use-guidance.ts'
import type { Words } from '../../src/app/citizen/procedure/wording.ts'
import { loadProcedures } from '../../src/catalogue/load.ts'
import type { CaseAnswers } from '../../src/domain/guidance/cases.ts'
import type { ExemptionGround } from '../../src/domain/guidance/fee.ts'

let words: Words

beforeAll(async () => {
  const texts = i18next.createInstance()
  await texts.init({ lng: 'vi', ns: ['guide'], defaultNS: 'guide', resources: { vi: { guide } } })
  words = { t: texts.getFixedT('vi', 'guide'), language: 'vi' }
})

function linesOf(code: string, answers: CaseAnswers = {}, grounds: readonly ExemptionGround[] = []) {
  const procedure = loadProcedures().find((each) => each.code === code)
  if (procedure === undefined) throw new Error(`no procedure ${code}`)
  const guidance: Guidance = {
    procedure,
    cases: procedure.cases ?? [],
    asked: [],
    answers,
    grounds,
    channels: procedure.channels,
    fee: procedure.fee,
    mountain: 'other',
    now: Date.parse('2026-11-26T02:00:00Z'),
    today: '2026-11-26',
    deadline: undefined,
  }
  return handoutLines(words, guidance, undefined)
}

test('papers that are still open are counted, so that the list never looks complete', () => {
  expect(linesOf('1.001193').rest[0]).toMatch(
    /Tùy trường hợp, có thể thêm \d+ giấy tờ|Mang theo: tùy trường hợp/,
  )
})

test('a fee that an unconfirmed exemption takes away is expected only', () => {
  const fee = (grounds: readonly ExemptionGround[]) =>
    linesOf('2.000635', {}, grounds).rest.find((line) => line.startsWith('Tiền'))
  expect(fee(['poor-household'])).toBe('Tiền: Miễn phí (Dự kiến, cán bộ xác nhận)')
  expect(fee([])).toBe('Tiền: 8.000 đồng mỗi bản')
})
