import type { FormExample } from '../form-example.ts'

const home = { province: '15', commune: '03046', detail: 'Thôn Mẫu Một' }

/** A couple adopts the daughter of a late sister. */
const example: FormExample = {
  filedOn: '2026-11-25',
  answers: {
    'applicant.fullName': 'Giàng A Páo',
    'applicant.birthDate': '1985-04-02',
    'applicant.sex': 'male',
    'applicant.idType': 'identity-card',
    'applicant.idNumber': '010085000014',
    'applicant.residence': home,
    'applicant.phone': '0912345678',
    'applicant.job': 'Làm ruộng',
    'applicant.isMarried': true,
    'spouse.fullName': 'Lò Thị Pành',
    'spouse.birthDate': '1990',
    'spouse.idNumber': '012190000017',
    'child.fullName': 'Giàng Thị Mẩy',
    'child.birthDate': '2022-11-05',
    'child.sex': 'female',
    'child.idNumber': '010322000012',
    'child.residence': home,
    'child.kinship': 'uncle-aunt',
    'request.reason': 'Mẹ bé đã mất',
    'request.promise': true,
  },
  also: { 'a single woman': { 'applicant.isMarried': false } },
  wrong: {
    'a stranger only fifteen years older': {
      change: { 'child.birthDate': '2000-01-01', 'child.kinship': 'none' },
      problem: {
        question: 'applicant.birthDate',
        code: 'check-failed',
        severity: 'ask',
        check: 'twenty-years-older',
      },
    },
    'a child born tomorrow': {
      change: { 'child.birthDate': '2026-11-26' },
      problem: {
        question: 'child.birthDate',
        code: 'check-failed',
        severity: 'error',
        check: 'child-birth-not-in-future',
      },
    },
    'no name of the child': {
      change: { 'child.fullName': undefined },
      problem: { question: 'child.fullName', code: 'answer-missing', severity: 'error' },
    },
  },
}
export default example
