import type { FormExample } from '../form-example.ts'

const home = { province: '15', commune: '03046', detail: 'Thôn Mẫu Một' }

/** A grandmother becomes the guardian of an orphan. */
const example: FormExample = {
  filedOn: '2026-11-25',
  answers: {
    case: 'register',
    'requester.role': 'guardian',
    'requester.fullName': 'Vàng Thị Dợ',
    'requester.birthDate': '1962',
    'requester.idType': 'identity-card',
    'requester.idNumber': '012162000031',
    'requester.residence': home,
    'guardian.sex': 'female',
    'guardian.ethnicGroup': '08',
    'guardian.nationality': 'VN',
    'ward.fullName': 'Giàng A Tủa',
    'ward.birthDate': '2018-06-01',
    'ward.sex': 'male',
    'ward.ethnicGroup': '08',
    'ward.nationality': 'VN',
    'ward.residence': home,
    'guardianship.kind': 'natural',
    'guardianship.reason': 'Bố mẹ cháu đã mất',
    'copies.areWanted': false,
  },
  also: {
    'a guardianship that ends at 18': {
      case: 'end',
      'ward.birthDate': '2008-06-01',
      'entry.office': 'Xã Bản Mẫu',
      'guardianship.endReason': 'Cháu đã đủ 18 tuổi',
    },
  },
  wrong: {
    'a guardian of 16, as a doubt': {
      change: { 'requester.birthDate': '2010-01-01' },
      problem: { question: 'requester.birthDate', severity: 'ask', check: 'guardian-adult' },
    },
    'a reason that is not said': {
      change: { 'guardianship.reason': undefined },
      problem: { question: 'guardianship.reason', code: 'answer-missing', severity: 'error' },
    },
    'a ward born tomorrow': {
      change: { 'ward.birthDate': '2026-11-26' },
      problem: { question: 'ward.birthDate', severity: 'error', check: 'ward-birth-not-in-future' },
    },
  },
}
export default example
