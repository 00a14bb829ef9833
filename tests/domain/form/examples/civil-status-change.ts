import type { FormExample } from '../form-example.ts'

const home = { province: '15', commune: '03046', detail: 'Thôn Mẫu Một' }

/** A man has the spelling of his middle name and his mother's year of birth corrected. */
const example: FormExample = {
  filedOn: '2026-11-25',
  answers: {
    case: 'correct',
    'requester.relation': 'self',
    'requester.fullName': 'Mã A Páo',
    'requester.birthDate': '1990-01-15',
    'requester.idType': 'citizen-card',
    'requester.idNumber': '010090000015',
    'requester.residence': home,
    'subject.sex': 'male',
    'subject.ethnicGroup': '08',
    'subject.nationality': 'VN',
    'entry.kind': 'birth',
    'entry.office': 'Xã Bản Mẫu',
    'entry.date': '1990',
    changes: [
      { field: 'name', from: 'Mã Á Páo', to: 'Mã A Páo' },
      { field: 'mother', to: 'Sinh năm 1965' },
    ],
    'change.reason': 'Cán bộ ghi nhầm khi đăng ký.',
    'copies.areWanted': false,
  },
  also: {
    'a mother who changes the name of her daughter of ten, who agrees': {
      case: 'change',
      'requester.relation': 'child',
      'subject.fullName': 'Mã Thị Say',
      'subject.birthDate': '2016-02-02',
      'subject.sex': 'female',
      'subject.residence': home,
      changes: [{ field: 'name', from: 'Mã Thị Say', to: 'Mã Thị Sua' }],
      'consent.isGiven': true,
    },
  },
  wrong: {
    'nothing to change': {
      change: { changes: undefined },
      problem: { question: 'changes', code: 'group-too-few', severity: 'error' },
    },
    'a change of name without a name, as a doubt': {
      change: { case: 'change', changes: [{ field: 'sex', from: 'Nữ', to: 'Nam' }] },
      problem: { question: 'changes', severity: 'ask', check: 'new-name-among-changes' },
    },
    'a daughter of ten who does not agree, as a doubt': {
      change: {
        case: 'change',
        'requester.relation': 'child',
        'subject.fullName': 'Mã Thị Say',
        'subject.birthDate': '2016-02-02',
        'subject.residence': home,
        'consent.isGiven': false,
      },
      problem: { question: 'consent.isGiven', severity: 'ask', check: 'consent-needed' },
    },
  },
}
export default example
