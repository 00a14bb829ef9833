import type { FormExample } from '../form-example.ts'

const home = { province: '15', commune: '03046', detail: 'Thôn Mẫu Một' }

/** A widow asks for herself, to sell a piece of land. */
const example: FormExample = {
  filedOn: '2026-11-25',
  answers: {
    'requester.relation': 'self',
    'requester.fullName': 'Vàng Thị Dợ',
    'requester.birthDate': '1962',
    'requester.idType': 'identity-card',
    'requester.idNumber': '012162000031',
    'requester.residence': home,
    'subject.sex': 'female',
    'subject.ethnicGroup': '08',
    'subject.nationality': 'VN',
    'status.kind': 'widowed',
    'spouseDeath.number': '15/2019',
    'spouseDeath.date': '2019-05-20',
    'spouseDeath.office': 'UBND xã Mẫu',
    'purpose.kind': 'property',
  },
  also: {
    'a father for his daughter, who was unmarried for a time': {
      'requester.relation': 'child',
      'subject.fullName': 'Giàng Thị Mẩy',
      'subject.birthDate': '1990-02-03',
      'subject.otherIdNumber': 'Hộ chiếu C1234567',
      'subject.residence': home,
      'status.kind': 'period',
      'period.from': '2008-02-03',
      'period.to': '2015',
      'period.residence': home,
      'purpose.kind': 'other',
      'purpose.detail': 'Bổ sung hồ sơ vay vốn',
    },
    'someone who will marry': {
      'status.kind': 'never',
      'purpose.kind': 'marriage',
      'intended.spouse': "H'Hen Niê",
      'intended.office': 'Phường Mẫu',
    },
  },
  wrong: {
    'a period that ends before it begins': {
      change: {
        'status.kind': 'period',
        'period.from': '2015-01-01',
        'period.to': '2014-12-31',
        'period.residence': home,
      },
      problem: { question: 'period.from', severity: 'error', check: 'period-in-order' },
    },
    'a purpose left open': {
      change: { 'purpose.kind': 'other' },
      problem: { question: 'purpose.detail', code: 'answer-missing', severity: 'error' },
    },
    'a divorce in the future': {
      change: { 'status.kind': 'divorced', 'divorce.date': '2027-01-01' },
      problem: { question: 'divorce.date', severity: 'error', check: 'divorce-date-not-in-future' },
    },
  },
}
export default example
