import type { FormExample } from '../form-example.ts'

const home = { province: '15', commune: '03046', detail: 'Thôn Mẫu Một' }

/** A father gives a plot to his son. */
const example: FormExample = {
  filedOn: '2026-11-25',
  answers: {
    case: 'transfer',
    'applicant.fullName': 'Giàng A Páo',
    'applicant.birthDate': '1985-04-02',
    'applicant.idType': 'identity-card',
    'applicant.idNumber': '010085000014',
    'applicant.residence': home,
    'applicant.phone': '0912345678',
    'certificate.number': 'BM 123456',
    'certificate.issuedOn': '2015',
    plots: [{ address: home, sheet: '12', number: '45', area: 250.5 }],
    'transfer.kind': 'gift',
    parties: [{ fullName: 'Giàng A Lử', address: home }],
  },
  also: {
    'the first certificate': {
      case: 'first',
      'land.use': 'Làm nhà',
      'land.since': '1995',
      'land.origin': 'Bố mẹ cho',
    },
    'two plots out of one': { case: 'split-merge', 'request.content': 'Tách thành hai thửa cho hai con' },
  },
  wrong: {
    'a certificate from the future': {
      change: { 'certificate.issuedOn': '2027' },
      problem: {
        question: 'certificate.issuedOn',
        code: 'check-failed',
        severity: 'error',
        check: 'certificate-not-in-future',
      },
    },
    'nothing asked for': {
      change: { case: undefined },
      problem: { question: 'case', code: 'answer-missing', severity: 'error' },
    },
    'a plot that is nowhere': {
      change: { plots: [{ sheet: '12' }] },
      problem: {
        question: 'plots',
        code: 'answer-missing',
        severity: 'error',
        item: { index: 0, question: 'address' },
      },
    },
  },
}
export default example
