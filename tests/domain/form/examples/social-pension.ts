import type { FormExample } from '../form-example.ts'

const home = { province: '15', commune: '03046', detail: 'Thôn Mẫu Một' }

/** A woman of 78 who files for herself. */
const example: FormExample = {
  filedOn: '2026-11-25',
  answers: {
    case: 'grant',
    filingFor: 'self',
    'filer.fullName': 'Vàng Thị Dợ',
    'filer.birthDate': '1948-06-01',
    'filer.sex': 'female',
    'filer.idType': 'identity-card',
    'filer.idNumber': '012148000031',
    'filer.residence': home,
    'filer.phone': '0912345678',
    'eligibility.poverty': 'no',
    'eligibility.pension': false,
    'payment.method': 'cash',
  },
  also: {
    'a daughter who files for her father': {
      filingFor: 'other',
      'filer.relation': 'daughter',
      'person.fullName': 'Mã A Vàng',
      'person.birthDate': '1944',
      'person.sex': 'male',
      'person.residence': home,
      'payment.method': 'account',
      'payment.holder': 'Vàng Thị Dợ',
      'payment.account': '0011002233',
      'payment.bank': 'Ngân hàng Mẫu',
    },
    'a man with an old identity card': { 'filer.idType': 'old-id', 'filer.oldIdNumber': '061234567' },
  },
  wrong: {
    'a woman of 71 in an ordinary household': {
      change: { 'filer.birthDate': '1955-01-01' },
      problem: { question: 'filer.birthDate', code: 'check-failed', severity: 'ask', check: 'old-enough' },
    },
    'a man of 68 in a poor household': {
      change: { 'filer.birthDate': '1958-01-01', 'eligibility.poverty': 'poor' },
      problem: {
        question: 'filer.birthDate',
        code: 'check-failed',
        severity: 'ask',
        check: 'old-enough-poor',
      },
    },
    'a pension for somebody without a name': {
      change: { filingFor: 'other', 'filer.relation': 'daughter' },
      problem: { question: 'person.fullName', code: 'answer-missing', severity: 'error' },
    },
  },
}
export default example
