import type { FormExample } from '../form-example.ts'

const home = { province: '15', commune: '03046', detail: 'Thôn Mẫu Một' }

/** A mother files for her son who cannot walk. */
const example: FormExample = {
  filedOn: '2026-11-25',
  answers: {
    case: 'first',
    filingFor: 'other',
    'filer.relation': 'mother',
    'filer.fullName': 'Lò Thị Pành',
    'filer.birthDate': '1990-03-12',
    'filer.sex': 'female',
    'filer.idType': 'identity-card',
    'filer.idNumber': '012190000017',
    'filer.residence': home,
    'filer.phone': '0912345678',
    'person.fullName': 'Giàng A Lử',
    'person.birthDate': '2015-02-03',
    'person.sex': 'male',
    'person.idNumber': '010215000011',
    'person.residence': home,
    'disability.kinds': ['movement'],
    'disability.since': 'Từ lúc mới sinh',
    'disability.note': 'Cần người bế, đút ăn',
  },
  also: {
    'a lost certificate': {
      case: 'reissue',
      'request.reason': 'Mất khi đi chợ',
      'disability.oldNumber': '12/2020',
      'disability.oldDate': '2020',
    },
    'for oneself': { filingFor: 'self' },
  },
  wrong: {
    'no name of the child': {
      change: { 'person.fullName': undefined },
      problem: { question: 'person.fullName', code: 'answer-missing', severity: 'error' },
    },
    'a difficulty that the form does not know': {
      change: { 'disability.kinds': ['flying'] },
      problem: { question: 'disability.kinds', code: 'choice-unknown', severity: 'error' },
    },
    'an old certificate from the future': {
      change: { case: 'reissue', 'disability.oldDate': '2027' },
      problem: {
        question: 'disability.oldDate',
        code: 'check-failed',
        severity: 'error',
        check: 'old-certificate-not-in-future',
      },
    },
  },
}
export default example
