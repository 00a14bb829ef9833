import type { FormExample } from '../form-example.ts'

const home = { province: '15', commune: '03046', detail: 'Thôn Mẫu Một' }

/** A family that lost its pigs. */
const example: FormExample = {
  filedOn: '2026-11-25',
  answers: {
    'applicant.fullName': 'Lò Thị Pành',
    'applicant.birthDate': '1990-03-12',
    'applicant.idType': 'identity-card',
    'applicant.idNumber': '012190000017',
    'applicant.residence': home,
    'applicant.phone': '0912345678',
    'farm.address': home,
    'disease.name': 'Dịch tả lợn',
    'disease.from': '2026-11',
    animals: [{ kind: 'Lợn', count: 12, weight: 600, culled: true }],
    'payment.method': 'cash',
  },
  wrong: {
    'no animal': {
      change: { animals: undefined },
      problem: { question: 'animals', code: 'group-too-few', severity: 'error' },
    },
    'no count': {
      change: { animals: [{ kind: 'Lợn' }] },
      problem: {
        question: 'animals',
        code: 'answer-missing',
        severity: 'error',
        item: { index: 0, question: 'count' },
      },
    },
    'a disease to come': {
      change: { 'disease.from': '2027' },
      problem: {
        question: 'disease.from',
        code: 'check-failed',
        severity: 'error',
        check: 'disease-not-in-future',
      },
    },
  },
}
export default example
