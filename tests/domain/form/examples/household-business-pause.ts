import type { FormExample } from '../form-example.ts'

const home = { province: '15', commune: '03046', detail: 'Thôn Mẫu Một' }

/** An owner who closes over the winter because of illness. */
const example: FormExample = {
  filedOn: '2026-11-25',
  answers: {
    case: 'pause',
    'owner.fullName': 'Lò Thị Pành',
    'owner.birthDate': '1990-03-12',
    'owner.idNumber': '012190000017',
    'owner.residence': home,
    'owner.phone': '0912345678',
    'business.name': 'Hộ kinh doanh Tạp hóa Páo Pành',
    'business.number': '12H8001234',
    'business.address': home,
    'pause.from': '2026-12-01',
    'pause.to': '2027-02-28',
    'pause.reason': 'Đau ốm',
  },
  also: { 'open again early': { case: 'resume', 'resume.from': '2026-12-20' } },
  wrong: {
    'a pause that ends before it begins': {
      change: { 'pause.to': '2026-11-30' },
      problem: {
        question: 'pause.to',
        code: 'check-failed',
        severity: 'error',
        check: 'pause-ends-after-start',
      },
    },
    'no first day': {
      change: { 'pause.from': undefined },
      problem: { question: 'pause.from', code: 'answer-missing', severity: 'error' },
    },
    'no name of the business': {
      change: { 'business.name': undefined },
      problem: { question: 'business.name', code: 'answer-missing', severity: 'error' },
    },
  },
}
export default example
