import type { FormExample } from '../form-example.ts'

/** A man who goes to work in another commune for two months. */
const example: FormExample = {
  filedOn: '2026-11-25',
  answers: {
    'applicant.fullName': 'Giàng A Páo',
    'applicant.idType': 'identity-card',
    'applicant.idNumber': '010085000014',
    'applicant.phone': '0912345678',
    'absence.reason': 'Đi làm thuê',
    'absence.from': '2026-12-01',
    'absence.to': '2027-01-31',
    'absence.destination': { province: '', commune: '', detail: 'Lán thợ ở suối Mẫu' },
  },
  also: { 'with a passport': { 'applicant.idType': 'passport', 'applicant.otherIdNumber': 'C1234567' } },
  wrong: {
    'a return before the departure': {
      change: { 'absence.to': '2026-11-30' },
      problem: {
        question: 'absence.to',
        code: 'check-failed',
        severity: 'error',
        check: 'back-after-leaving',
      },
    },
    'no reason': {
      change: { 'absence.reason': undefined },
      problem: { question: 'absence.reason', code: 'answer-missing', severity: 'error' },
    },
    'a return that is long past': {
      change: { 'absence.from': '2026-10-01', 'absence.to': '2026-10-09' },
      problem: { question: 'absence.to', code: 'check-failed', severity: 'ask', check: 'not-over-already' },
    },
  },
}
export default example
