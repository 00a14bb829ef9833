import type { FormExample } from '../form-example.ts'

const home = { province: '15', commune: '03046', detail: 'Thôn Mẫu Một' }

/** A son of a war invalid. */
const example: FormExample = {
  filedOn: '2026-11-25',
  answers: {
    'applicant.fullName': 'Giàng A Páo',
    'applicant.birthDate': '1985-04-02',
    'applicant.idType': 'identity-card',
    'applicant.idNumber': '010085000014',
    'applicant.residence': home,
    'applicant.phone': '0912345678',
    'deceased.fullName': 'Mã A Vàng',
    'deceased.birthDate': '1944',
    'deceased.idNumber': '010044000019',
    'applicant.relation': 'son',
    'deceased.diedOn': '2026-11-10',
    'deceased.buriedOn': '2026-11-12',
    'deceased.residence': home,
    'merit.category': 'Thương binh',
    'merit.wants': ['funeral', 'lump-sum'],
    relatives: [
      { fullName: 'Vàng Thị Dợ', birthDate: '1948', relation: 'wife', job: 'Làm ruộng, thôn Mẫu Một' },
    ],
    'payment.method': 'cash',
  },
  wrong: {
    'no day of the death': {
      change: { 'deceased.diedOn': undefined },
      problem: { question: 'deceased.diedOn', code: 'answer-missing', severity: 'error' },
    },
    'a burial before the death': {
      change: { 'deceased.buriedOn': '2026-11-01' },
      problem: {
        question: 'deceased.buriedOn',
        code: 'check-failed',
        severity: 'error',
        check: 'buried-after-death',
      },
    },
  },
}
export default example
