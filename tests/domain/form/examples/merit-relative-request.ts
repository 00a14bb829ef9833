import type { FormExample } from '../form-example.ts'

const home = { province: '15', commune: '03046', detail: 'Thôn Mẫu Một' }

/** A grandson keeps the worship of a martyr. */
const example: FormExample = {
  filedOn: '2026-11-25',
  answers: {
    case: 'worship',
    'applicant.fullName': 'Giàng A Páo',
    'applicant.birthDate': '1985-04-02',
    'applicant.idType': 'identity-card',
    'applicant.idNumber': '010085000014',
    'applicant.residence': home,
    'applicant.phone': '0912345678',
    'merit.fullName': 'Giàng A Sử',
    'merit.relation': 'grandchild',
    'merit.category': 'Liệt sĩ',
    'worship.isDelegated': true,
    'worship.place': home,
  },
  also: { 'a confirmation': { case: 'confirmation', 'request.purpose': 'Xin học bổng cho con' } },
  wrong: {
    'no name of the martyr': {
      change: { 'merit.fullName': undefined },
      problem: { question: 'merit.fullName', code: 'answer-missing', severity: 'error' },
    },
    'a family that has not agreed': {
      change: { 'worship.isDelegated': false },
      problem: { question: 'worship.isDelegated', code: 'check-failed', severity: 'ask', check: 'entrusted' },
    },
  },
}
export default example
