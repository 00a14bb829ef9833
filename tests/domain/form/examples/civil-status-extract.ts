import type { FormExample } from '../form-example.ts'

const home = { province: '15', commune: '03046', detail: 'Thôn Mẫu Một' }

/** A mother asks for two copies of her son's birth certificate. */
const example: FormExample = {
  filedOn: '2026-11-25',
  answers: {
    case: 'extract',
    'event.kind': 'birth',
    'requester.relation': 'child',
    'requester.fullName': 'Lò Thị Pành',
    'requester.idType': 'identity-card',
    'requester.idNumber': '012198000017',
    'requester.residence': home,
    'subject.fullName': 'Giàng A Tủa',
    'subject.birthDate': '2020-06-01',
    'subject.sex': 'male',
    'subject.nationality': 'VN',
    'subject.residence': home,
    'entry.office': 'Xã Bản Mẫu',
    'entry.date': '2020-06-20',
    'entry.number': '45/2020',
    'copies.quantity': 2,
  },
  also: {
    'a man who needs his two names confirmed': {
      case: 'confirmation',
      'event.kind': 'other',
      'event.other': 'Xác nhận hai tên là một người',
      'requester.relation': 'self',
      'requester.birthDate': '1980',
      'requester.idNumber': '012080000011',
      'confirmation.content': 'Giàng A Tủa và Giàng Tủa là một người.',
    },
  },
  wrong: {
    'no copies at all': {
      change: { 'copies.quantity': 0 },
      problem: { question: 'copies.quantity', code: 'number-too-small', severity: 'error' },
    },
    'a registration before the birth, as a doubt': {
      change: { 'entry.date': '2019' },
      problem: { question: 'entry.date', severity: 'ask', check: 'entry-not-before-birth' },
    },
    'a place that is not said': {
      change: { 'entry.office': undefined },
      problem: { question: 'entry.office', code: 'answer-missing', severity: 'error' },
    },
  },
}
export default example
