import type { FormExample } from '../form-example.ts'

const home = { province: '15', commune: '03046', detail: 'Thôn Mẫu Một' }

/** A passport lost on the bus. */
const example: FormExample = {
  filedOn: '2026-11-25',
  answers: {
    'applicant.fullName': 'Giàng A Páo',
    'applicant.birthDate': '1985-04-02',
    'applicant.sex': 'male',
    'applicant.idNumber': '010085000014',
    'applicant.residence': home,
    'applicant.phone': '0912345678',
    'passport.number': 'C1234567',
    'passport.issuedOn': '2023',
    'passport.issuedBy': 'Cục Quản lý xuất nhập cảnh',
    'loss.on': '2026-11-23',
    'loss.place': 'Trên xe khách',
    'loss.story': 'Để quên túi trên xe',
  },
  wrong: {
    'a loss to come': {
      change: { 'loss.on': '2026-11-26' },
      problem: { question: 'loss.on', code: 'check-failed', severity: 'error', check: 'loss-not-in-future' },
    },
    'a loss before the issue': {
      change: { 'passport.issuedOn': '2026-11-24' },
      problem: { question: 'loss.on', code: 'check-failed', severity: 'error', check: 'issued-before-loss' },
    },
    'no story': {
      change: { 'loss.story': undefined },
      problem: { question: 'loss.story', code: 'answer-missing', severity: 'error' },
    },
  },
}
export default example
