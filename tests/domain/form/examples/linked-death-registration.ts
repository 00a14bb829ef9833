import type { FormExample } from '../form-example.ts'

const home = { province: '15', commune: '03046', detail: 'Thôn Mẫu Một' }

/** A daughter files for her father, a pensioner, and asks for the funeral allowance and her mother's benefit. */
const example: FormExample = {
  filedOn: '2026-11-25',
  answers: {
    'requester.relation': 'child',
    'requester.fullName': 'Lò Thị Pành',
    'requester.birthDate': '1980-03-12',
    'requester.idType': 'identity-card',
    'requester.idNumber': '012180000017',
    'requester.residence': home,
    'requester.phone': '0912345678',
    'deceased.fullName': 'Lò Văn Inh',
    'deceased.birthDate': '1950-01-01',
    'deceased.sex': 'male',
    'deceased.idNumber': '012050000012',
    'deceased.ethnicGroup': '03',
    'deceased.nationality': 'VN',
    'deceased.residence': home,
    'death.date': '2026-11-15',
    'death.place': { province: '15', commune: '03046', detail: 'Trung tâm y tế Mẫu' },
    'death.cause': 'Ốm lâu ngày',
    'death.notice': 'notice',
    'death.noticeNumber': '21/BT',
    'death.noticeDate': '2026-11-15',
    'death.noticeIssuer': 'Trung tâm y tế Mẫu',
    'removal.isWanted': true,
    'removal.address': home,
    'householder.fullName': 'Lò Văn Inh',
    'benefit.groups': ['pension', 'veteran'],
    'benefit.kinds': ['funeral', 'survivor'],
    'benefit.insuranceNumber': '1234567890',
    'receiver.isSelf': true,
    'receiver.relation': 'daughter',
    'payment.method': 'account',
    'payment.bank': 'Ngân hàng Mẫu',
    'payment.account': '0123456789',
    survivors: [{ fullName: 'Vi Thị On', birthDate: '1953', relation: 'wife', canWork: false }],
    'copies.areWanted': false,
  },
  also: {
    'no benefit and no removal': {
      'removal.isWanted': false,
      'benefit.groups': undefined,
      'benefit.kinds': undefined,
    },
    'money in cash for someone else': {
      'receiver.isSelf': false,
      'receiver.fullName': 'Vi Thị On',
      'receiver.relation': 'wife',
      'payment.method': 'cash',
    },
  },
  wrong: {
    'a death in the future': {
      change: { 'death.date': '2027-01-01' },
      problem: { question: 'death.date', severity: 'error', check: 'death-not-in-future' },
    },
    'a removal without an address': {
      change: { 'removal.address': undefined },
      problem: { question: 'removal.address', code: 'answer-missing', severity: 'error' },
    },
    'a notice older than the death, as a doubt': {
      change: { 'death.noticeDate': '2026-11-14' },
      problem: { question: 'death.noticeDate', severity: 'ask', check: 'notice-not-before-death' },
    },
  },
}
export default example
