import type { FormExample } from '../form-example.ts'

const home = { province: '15', commune: '03046', detail: 'Thôn Mẫu Một' }

/** An owner who gives up her grocery. */
const example: FormExample = {
  filedOn: '2026-11-25',
  answers: {
    'owner.fullName': 'Lò Thị Pành',
    'owner.birthDate': '1990-03-12',
    'owner.idNumber': '012190000017',
    'owner.residence': home,
    'owner.phone': '0912345678',
    'business.name': 'Hộ kinh doanh Tạp hóa Páo Pành',
    'business.number': '12H8001234',
    'business.address': home,
    'closure.on': '2026-12-31',
    'closure.reason': 'Không còn người trông hàng',
    'closure.debtsSettled': true,
    'owner.signature': 'Lò Thị Pành',
  },
  wrong: {
    'debts that are left': {
      change: { 'closure.debtsSettled': false },
      problem: {
        question: 'closure.debtsSettled',
        code: 'check-failed',
        severity: 'ask',
        check: 'debts-settled',
      },
    },
    'no name of the owner': {
      change: { 'owner.fullName': undefined },
      problem: { question: 'owner.fullName', code: 'answer-missing', severity: 'error' },
    },
  },
}
export default example
