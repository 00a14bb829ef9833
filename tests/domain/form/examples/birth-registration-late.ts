import type { FormExample } from '../form-example.ts'

const home = { province: '15', commune: '03046', detail: 'Thôn Mẫu Một' }

/** A man whose certificate burned with the book of the commune. */
const example: FormExample = {
  filedOn: '2026-11-25',
  answers: {
    case: 'again',
    'requester.relation': 'self',
    'requester.fullName': 'Giàng A Páo',
    'requester.birthDate': '1975',
    'requester.idType': 'identity-card',
    'requester.idNumber': '010075000014',
    'requester.residence': home,
    'subject.sex': 'male',
    'subject.birthPlace': { province: '15', commune: '03046', detail: '' },
    'subject.homeTown': { province: '15', commune: '03046', detail: '' },
    'subject.ethnicGroup': '08',
    'subject.nationality': 'VN',
    'mother.fullName': 'Vàng Thị Dợ',
    'mother.birthDate': '1950',
    'mother.nationality': 'VN',
    'mother.isAlive': true,
    'mother.residence': home,
    'earlier.office': 'Xã Bản Mẫu',
    'earlier.date': '1976',
    'earlier.reason': 'Nhà cháy, sổ của xã cũng mất',
    papers: [{ name: 'Thẻ căn cước', number: '010075000014' }, { name: 'Học bạ' }],
    'pledge.originalLost': true,
    'copies.areWanted': true,
    'copies.quantity': 1,
  },
  also: {
    'a son for his old mother, who never had a certificate': {
      case: 'never',
      'requester.relation': 'parent',
      'subject.fullName': 'Vàng Thị Dợ',
      'subject.birthDate': '1950',
      'subject.sex': 'female',
      'subject.residence': home,
      'mother.fullName': undefined,
      'pledge.neverRegistered': true,
    },
  },
  wrong: {
    'a mother less than ten years older': {
      change: { 'mother.birthDate': '1970' },
      problem: { question: 'mother.birthDate', severity: 'error', check: 'mother-ten-years-older' },
    },
    'an original that is still there': {
      change: { 'pledge.originalLost': false },
      problem: { question: 'pledge.originalLost', severity: 'error', check: 'original-lost' },
    },
    'an office that is not said': {
      change: { 'earlier.office': undefined },
      problem: { question: 'earlier.office', code: 'answer-missing', severity: 'error' },
    },
  },
}
export default example
