import type { FormExample } from '../form-example.ts'

const home = { province: '15', commune: '03046', detail: 'Thôn Mẫu Một' }

/** A son files for his father, who died at home in old age. */
const example: FormExample = {
  filedOn: '2026-11-25',
  answers: {
    case: 'first',
    'requester.relation': 'child',
    'requester.fullName': 'Giàng A Páo',
    'requester.birthDate': '1975-04-02',
    'requester.idType': 'identity-card',
    'requester.idNumber': '010075000014',
    'requester.idIssuedOn': '2024-08-01',
    'requester.residence': home,
    'requester.phone': '0912345678',
    'deceased.fullName': 'Giàng A Sùng',
    'deceased.birthDate': '1948',
    'deceased.sex': 'male',
    'deceased.idNumber': '010048000019',
    'deceased.ethnicGroup': '08',
    'deceased.nationality': 'VN',
    'deceased.residence': home,
    'death.date': '2026-11-20',
    'death.time': '5 giờ 30 sáng',
    'death.place': home,
    'death.cause': 'Già yếu',
    'death.notice': 'notice',
    'death.noticeNumber': '03/2026',
    'death.noticeDate': '2026-11-21',
    'death.noticeIssuer': 'UBND xã Mẫu',
    'copies.areWanted': true,
    'copies.quantity': 2,
  },
  also: {
    'a death registered again, of someone without a number': {
      case: 'again',
      'deceased.idNumber': undefined,
      'death.date': '2009',
      'earlier.office': 'Xã Bản Mẫu',
      'earlier.date': '2009',
    },
    'a wife without phone, with a passport, and no death notice': {
      'requester.relation': 'spouse',
      'requester.idType': 'passport',
      'requester.otherIdNumber': 'C1234567',
      'requester.phone': undefined,
      'death.notice': 'none',
    },
  },
  wrong: {
    'a death tomorrow': {
      change: { 'death.date': '2026-11-26' },
      problem: {
        question: 'death.date',
        code: 'check-failed',
        severity: 'error',
        check: 'death-not-in-future',
      },
    },
    'a death before the birth': {
      change: { 'death.date': '1947-12-31' },
      problem: { code: 'check-failed', severity: 'error', check: 'death-not-before-birth' },
    },
    'a death of long ago, as a doubt only': {
      change: { 'death.date': '2026-11-01' },
      problem: { code: 'check-failed', severity: 'ask', check: 'late-registration' },
    },
    'a missing cause': {
      change: { 'death.cause': undefined },
      problem: { question: 'death.cause', code: 'answer-missing', severity: 'error' },
    },
  },
}
export default example
