import type { FormExample } from '../form-example.ts'

const home = { province: '15', commune: '03046', detail: 'Thôn Mẫu Một' }

/** A mother files for her son at a boarding school. */
const example: FormExample = {
  filedOn: '2026-11-25',
  answers: {
    case: 'boarding-pupil',
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
    'person.ethnicGroup': '08',
    'school.name': 'Trường Phổ thông dân tộc bán trú Bản Mẫu',
    'school.class': '6A',
    'school.year': '2026-2027',
    'school.distance': 9.5,
    'school.roadIsHard': true,
    'request.grounds': ['poor', 'difficult-area'],
    'payment.method': 'cash',
  },
  also: {
    'a student of a very small ethnic group': {
      case: 'small-ethnic-group',
      filingFor: 'self',
      'person.ethnicGroup': '08',
    },
  },
  wrong: {
    'no school': {
      change: { 'school.name': undefined },
      problem: { question: 'school.name', code: 'answer-missing', severity: 'error' },
    },
    'a school beyond all mountains': {
      change: { 'school.distance': 900 },
      problem: { question: 'school.distance', code: 'number-too-large', severity: 'error' },
    },
    'a pupil born tomorrow': {
      change: { 'person.birthDate': '2026-11-26' },
      problem: {
        question: 'person.birthDate',
        code: 'check-failed',
        severity: 'error',
        check: 'person-birth-not-in-future',
      },
    },
  },
}
export default example
