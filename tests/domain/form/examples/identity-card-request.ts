import type { FormExample } from '../form-example.ts'

const home = { province: '15', commune: '03046', detail: 'Thôn Mẫu Một' }

/** A woman whose card has expired. */
const example: FormExample = {
  filedOn: '2026-11-25',
  answers: {
    case: 'exchange',
    filingFor: 'self',
    'filer.fullName': 'Lò Thị Pành',
    'filer.birthDate': '1990-03-12',
    'filer.sex': 'female',
    'filer.idType': 'identity-card',
    'filer.idNumber': '012190000017',
    'filer.residence': home,
    'filer.phone': '0912345678',
    'exchange.reason': 'expired',
    delivery: 'desk',
  },
  also: {
    'a small daughter': {
      case: 'under-14',
      filingFor: 'other',
      'filer.relation': 'mother',
      'person.fullName': 'Giàng Thị Mẩy',
      'person.birthDate': '2022-11-05',
      'person.sex': 'female',
      'person.residence': home,
    },
    'an old number': { case: 'old-number', oldNumber: '061234567' },
    'a lost card': { case: 'reissue', 'lost.on': '2026-11', 'lost.note': 'Rơi ở chợ' },
    'wrong data': { case: 'correction', corrections: [{ field: 'Tên đệm', current: 'Thi', correct: 'Thị' }] },
  },
  wrong: {
    'a boy of 15 among the small children': {
      change: {
        case: 'under-14',
        filingFor: 'other',
        'filer.relation': 'mother',
        'person.fullName': 'Giàng A Lử',
        'person.birthDate': '2011-02-03',
        'person.sex': 'male',
        'person.residence': home,
      },
      problem: {
        question: 'person.birthDate',
        code: 'check-failed',
        severity: 'ask',
        check: 'child-under-fourteen',
      },
    },
    'a card lost tomorrow': {
      change: { case: 'reissue', 'lost.on': '2026-11-26' },
      problem: { question: 'lost.on', code: 'check-failed', severity: 'error', check: 'lost-not-in-future' },
    },
    'an old number of eight digits': {
      change: { case: 'old-number', oldNumber: '06123456' },
      problem: { question: 'oldNumber', code: 'old-id-number-malformed', severity: 'error' },
    },
  },
}
export default example
