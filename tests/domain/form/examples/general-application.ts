import type { FormExample } from '../form-example.ts'

const home = { province: '15', commune: '03046', detail: 'Thôn Mẫu Một' }

/** A forest owner asks for an inspection after a storm. */
const example: FormExample = {
  filedOn: '2026-11-25',
  answers: {
    'applicant.fullName': 'Giàng A Páo',
    'applicant.birthDate': '1985-04-02',
    'applicant.idType': 'identity-card',
    'applicant.idNumber': '010085000014',
    'applicant.residence': home,
    'applicant.phone': '0912345678',
    'acting.for': 'self',
    'request.content': 'Kiểm tra 2 ha rừng keo bị gãy đổ',
    'request.reason': 'Bão làm gãy',
    'request.place': home,
    attachments: [{ name: 'Ảnh rừng bị gãy', count: 1 }],
  },
  also: {
    'a village': { 'acting.for': 'group', 'acting.name': 'Thôn Mẫu Một' },
    'with a passport': { 'applicant.idType': 'passport', 'applicant.otherIdNumber': 'C1234567' },
  },
  wrong: {
    'nothing asked for': {
      change: { 'request.content': undefined },
      problem: { question: 'request.content', code: 'answer-missing', severity: 'error' },
    },
    'a paper without a name': {
      change: { attachments: [{ count: 2 }] },
      problem: {
        question: 'attachments',
        code: 'answer-missing',
        severity: 'error',
        item: { index: 0, question: 'name' },
      },
    },
    'a name with digits': {
      change: { 'applicant.fullName': 'Giàng A Páo 2' },
      problem: { question: 'applicant.fullName', code: 'name-has-digits', severity: 'error' },
    },
  },
}
export default example
