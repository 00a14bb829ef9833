import type { FormExample } from '../form-example.ts'

const home = { province: '15', commune: '03046', detail: 'Thôn Mẫu Một' }

/** An owner whose certificate got wet. */
const example: FormExample = {
  filedOn: '2026-11-25',
  answers: {
    case: 'reissue',
    'request.reason': 'damaged',
    'owner.fullName': 'Lò Thị Pành',
    'owner.birthDate': '1990-03-12',
    'owner.idNumber': '012190000017',
    'owner.residence': home,
    'owner.phone': '0912345678',
    'business.name': 'Hộ kinh doanh Tạp hóa Páo Pành',
    'business.number': '12H8001234',
    'business.address': home,
  },
  also: { 'the new kind': { case: 'exchange' } },
  wrong: {
    'nothing asked for': {
      change: { case: undefined },
      problem: { question: 'case', code: 'answer-missing', severity: 'error' },
    },
    'a birth date to come': {
      change: { 'owner.birthDate': '2027-01-01' },
      problem: {
        question: 'owner.birthDate',
        code: 'check-failed',
        severity: 'error',
        check: 'owner-birth-not-in-future',
      },
    },
  },
}
export default example
