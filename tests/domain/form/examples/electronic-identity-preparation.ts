import type { FormExample } from '../form-example.ts'

/** A man prepares his account at the kiosk. */
const example: FormExample = {
  filedOn: '2026-11-25',
  answers: {
    'applicant.fullName': 'Giàng A Páo',
    'applicant.birthDate': '1985-04-02',
    'applicant.idNumber': '010085000014',
    'applicant.phone': '0912345678',
    'applicant.phoneIsOwn': true,
    'applicant.email': 'pao.giang@example.com',
    integrations: 'Thẻ bảo hiểm y tế',
  },
  wrong: {
    "a number in somebody else's name": {
      change: { 'applicant.phoneIsOwn': false },
      problem: {
        question: 'applicant.phoneIsOwn',
        code: 'check-failed',
        severity: 'ask',
        check: 'own-phone',
      },
    },
    'no phone': {
      change: { 'applicant.phone': undefined },
      problem: { question: 'applicant.phone', code: 'answer-missing', severity: 'error' },
    },
    'a child': {
      change: { 'applicant.birthDate': '2015-01-01' },
      problem: {
        question: 'applicant.birthDate',
        code: 'check-failed',
        severity: 'ask',
        check: 'old-enough',
      },
    },
  },
}
export default example
