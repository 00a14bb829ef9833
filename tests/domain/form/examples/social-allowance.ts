import type { FormExample } from '../form-example.ts'

const home = { province: '15', commune: '03046', detail: 'Thôn Mẫu Một' }

/** A poor mother who raises two children alone. */
const example: FormExample = {
  filedOn: '2026-11-25',
  answers: {
    case: 'allowance',
    filingFor: 'self',
    'filer.fullName': 'Lò Thị Pành',
    'filer.birthDate': '1990-03-12',
    'filer.sex': 'female',
    'filer.idType': 'identity-card',
    'filer.idNumber': '012190000017',
    'filer.residence': home,
    'filer.phone': '0912345678',
    'person.category': 'single-parent',
    'person.poverty': 'poor',
    'person.children': 2,
    'person.currentBenefit': false,
    'request.situation': 'Chồng đã mất, nhà không có ruộng',
    'payment.method': 'cash',
  },
  also: {
    'a father for his disabled son': {
      filingFor: 'other',
      'filer.relation': 'father',
      'person.fullName': 'Giàng A Lử',
      'person.birthDate': '2015-02-03',
      'person.sex': 'male',
      'person.residence': home,
      'person.category': 'disabled',
      'person.disabilityPaper': '12/2023',
    },
    'somebody who tells the rest in private': {
      'person.category': 'other',
      'person.poverty': undefined,
      'request.situation': undefined,
    },
  },
  wrong: {
    'nothing asked for': {
      change: { case: undefined },
      problem: { question: 'case', code: 'answer-missing', severity: 'error' },
    },
    'a number of children that cannot be': {
      change: { 'person.children': 99 },
      problem: { question: 'person.children', code: 'number-too-large', severity: 'error' },
    },
    'a birth date to come': {
      change: { 'filer.birthDate': '2030' },
      problem: {
        question: 'filer.birthDate',
        code: 'check-failed',
        severity: 'error',
        check: 'filer-birth-not-in-future',
      },
    },
  },
}
export default example
