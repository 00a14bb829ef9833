import type { FormExample } from '../form-example.ts'

const home = { province: '15', commune: '03046', detail: 'Thôn Mẫu Một' }

/** Two neighbours and a field boundary. */
const example: FormExample = {
  filedOn: '2026-11-25',
  answers: {
    'applicant.fullName': 'Giàng A Páo',
    'applicant.birthDate': '1985-04-02',
    'applicant.idType': 'identity-card',
    'applicant.idNumber': '010085000014',
    'applicant.residence': home,
    'applicant.phone': '0912345678',
    parties: [{ fullName: 'Mã A Vàng', address: home }],
    'plot.address': home,
    'plot.sheet': '12',
    'plot.number': '45',
    'dispute.story': 'Nhà bên dựng hàng rào lấn một mét từ năm ngoái',
    'dispute.wish': 'Trả lại ranh giới cũ',
    'dispute.wasMediated': true,
  },
  wrong: {
    'nobody on the other side': {
      change: { parties: undefined },
      problem: { question: 'parties', code: 'group-too-few', severity: 'error' },
    },
    'no story': {
      change: { 'dispute.story': undefined },
      problem: { question: 'dispute.story', code: 'answer-missing', severity: 'error' },
    },
  },
}
export default example
