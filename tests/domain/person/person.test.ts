import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { citizenNumberDoubts, parseCitizenNumber } from '../../../src/domain/person/citizen-number.ts'
import { parseEmail } from '../../../src/domain/person/email.ts'
import { parseName } from '../../../src/domain/person/name.ts'
import { parsePhone } from '../../../src/domain/person/phone.ts'

describe('names', () => {
  test.each([
    'Nguyễn Thị Ánh',
    'Lò Thị Ó',
    'Lò Thị Pành',
    'Giàng A Páo',
    "H'Hen Niê",
    'H’Hen Niê',
    "K'Tem",
    'Mã A Páo',
    'Đăk',
    'Y',
    'Trần-Lê Văn Anh',
    'Nguyễn T. Mai',
    'Ẵm Ợ Ỹ',
    'José Ñandú',
    '山田 太郎',
    'עברית',
    'Ă'.repeat(60),
    'a'.repeat(100),
  ])('%s is a name', (name) => {
    expect(parseName(name)).toEqual({ ok: true, name: name.normalize('NFC') })
  })

  test('composed and decomposed spelling are the same name once saved', () => {
    expect(parseName('Nguyễn Thị Ánh'.normalize('NFD'))).toEqual({ ok: true, name: 'Nguyễn Thị Ánh' })
  })

  test('pasted spaces and line breaks are tidied', () => {
    expect(parseName('  Giàng \n A\t\tPáo\u200b ')).toEqual({ ok: true, name: 'Giàng A Páo' })
  })

  test.each([
    ['', 'name-empty'],
    ['   \u200b', 'name-empty'],
    ['Páo 2', 'name-has-digits'],
    ['Páo ２', 'name-has-digits'],
    ['<b>Páo</b>', 'name-has-symbols'],
    ['Páo 🙂', 'name-has-symbols'],
    ['Páo & Pành', 'name-has-symbols'],
    ['--', 'name-has-symbols'],
    ['a'.repeat(101), 'name-too-long'],
    ['a'.repeat(1_000_000), 'name-too-long'],
  ])('%s is refused: %s', (typed, problem) => {
    expect(parseName(typed)).toEqual({ ok: false, problem })
  })

  test('a saved name is read back unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
        const result = parseName(typed)
        if (result.ok) expect(parseName(result.name)).toEqual(result)
      }),
    )
  })
})

describe('citizen numbers', () => {
  test.each([
    ['010190000017', '1990-02-15', '010', 'female', 1990],
    ['012075000029', '1975-06-01', '012', 'male', 1975],
    ['015303000031', '2003-11-30', '015', 'female', 2003],
    ['010215000043', '2015-03-08', '010', 'male', 2015],
    ['012320000055', '2020-05-05', '012', 'female', 2020],
  ] as const)(
    '%s says what it says and raises no doubt',
    (number, birthDate, provinceCode, sex, birthYear) => {
      expect(parseCitizenNumber(number)).toEqual({
        ok: true,
        number,
        info: { provinceCode, provinceKnown: true, sex, birthYear },
      })
      expect(citizenNumberDoubts({ number, sex, birthDate })).toEqual([])
    },
  )

  test.each([
    [{ number: '010090000017', birthDate: '1991-02-15' }, ['citizen-number-birth-year-differs']],
    [{ number: '010190000017', birthDate: '1990', sex: 'male' }, ['citizen-number-sex-differs']],
    [{ number: '003190000017', birthDate: '1990-02' }, ['citizen-number-province-unknown']],
    [{ number: '01019000001', birthDate: '1990-02-15' }, []],
  ] as const)('%j is doubted, not refused: %j', (person, doubts) => {
    expect(citizenNumberDoubts(person)).toEqual(doubts)
  })

  test.each([
    '010 190 000 017',
    '010.190.000.017',
    '０１０１９００００017',
    ' 010190000017\r',
    '010-190-000-017',
  ])('%s keeps its zeros and loses what people add', (typed) => {
    expect(parseCitizenNumber(typed)).toMatchObject({ ok: true, number: '010190000017' })
  })

  test.each([
    ['01019000001', 'citizen-number-length', 11],
    ['10190000017', 'citizen-number-length', 11],
    ['063012345', 'citizen-number-length', 9],
    ['', 'citizen-number-length', 0],
    ['01019000001x', 'citizen-number-not-digits', 11],
    ['o10190000017', 'citizen-number-not-digits', 11],
  ])('%s is refused: %s', (typed, problem, digits) => {
    expect(parseCitizenNumber(typed)).toEqual({ ok: false, problem, digits })
  })
})

describe('phone numbers', () => {
  test.each([
    ['0912345678', '0912345678'],
    ['+84 912 345 678', '0912345678'],
    ['84912345678', '0912345678'],
    ['0084.912.345.678', '0912345678'],
    ['(0214) 3840-034', '02143840034'],
    ['０９１２３４５６７８', '0912345678'],
  ])('%s is %s', (typed, phone) => {
    expect(parsePhone(typed)).toEqual({ ok: true, phone })
  })

  test.each(['', '912345678', '091234567', '09123456789', '0112345678', 'gọi cho tôi', '+1 555 0100'])(
    '%s is refused',
    (typed) => {
      expect(parsePhone(typed)).toEqual({ ok: false, problem: 'phone-malformed' })
    },
  )
})

test.each([
  ['pao@vidu.vn', true],
  [' Pao.Giang+khai@hop-thu.vidu.com.vn ', true],
  ['pao@vidu', false],
  ['pao vidu.vn', false],
  ['@vidu.vn', false],
  ['pao@@vidu.vn', false],
  ['<pao@vidu.vn>', false],
  [`${'a'.repeat(250)}@vidu.vn`, false],
])('e-mail %s: %s', (typed, isAccepted) => {
  expect(parseEmail(typed)).toEqual(
    isAccepted ? { ok: true, email: typed.trim() } : { ok: false, problem: 'email-malformed' },
  )
})
