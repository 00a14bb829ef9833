import type { FormExample } from '../form-example.ts'

const home = { province: '15', commune: '03046', detail: 'Thôn Mẫu Một' }

/** A son buried his father, who had the social pension. */
const example: FormExample = {
  filedOn: '2026-11-25',
  answers: {
    case: 'social-pension',
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
    'payment.method': 'cash',
  },
  also: {
    'in Lai Châu': { case: 'ethnic-minority', 'deceased.ethnicGroup': '08' },
    'by the village': { 'applicant.organisation': 'Bản Mẫu Hai', 'applicant.relation': undefined },
  },
  wrong: {
    'a burial before the death': {
      change: { 'deceased.buriedOn': '2026-11-09' },
      problem: {
        question: 'deceased.buriedOn',
        code: 'check-failed',
        severity: 'error',
        check: 'buried-after-death',
      },
    },
    'a death to come': {
      change: { 'deceased.diedOn': '2026-11-26', 'deceased.buriedOn': undefined },
      problem: {
        question: 'deceased.diedOn',
        code: 'check-failed',
        severity: 'error',
        check: 'death-not-in-future',
      },
    },
    'a death before the birth': {
      change: { 'deceased.birthDate': '2026-12' },
      problem: {
        question: 'deceased.diedOn',
        code: 'check-failed',
        severity: 'error',
        check: 'died-after-birth',
      },
    },
    'a burial in Lai Châu long ago': {
      change: { case: 'ethnic-minority', 'deceased.diedOn': '2026-08-01', 'deceased.buriedOn': '2026-08-03' },
      problem: {
        question: 'deceased.buriedOn',
        code: 'check-failed',
        severity: 'ask',
        check: 'within-thirty-working-days',
      },
    },
  },
}
export default example
