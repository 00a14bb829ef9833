import type { FormExample } from '../form-example.ts'

const home = { province: '15', commune: '03046', detail: 'Thôn Mẫu Một' }

/** A father recognises his daughter, with the result of a gene test. */
const example: FormExample = {
  filedOn: '2026-11-25',
  answers: {
    case: 'child',
    'parent.kind': 'father',
    'requester.fullName': 'Giàng A Páo',
    'requester.birthDate': '1995-02-01',
    'requester.idType': 'identity-card',
    'requester.idNumber': '010095000023',
    'requester.residence': home,
    'parent.ethnicGroup': '08',
    'parent.nationality': 'VN',
    'child.fullName': 'Lò Thị Mai',
    'child.birthDate': '2019-09-09',
    'child.sex': 'female',
    'child.ethnicGroup': '03',
    'child.nationality': 'VN',
    'child.residence': home,
    'recognition.otherAgrees': true,
    'recognition.evidence': 'expert',
    'copies.areWanted': false,
  },
  also: {
    'a mother who files for her son': {
      case: 'for-another',
      'requester.relation': 'Mẹ',
      'requester.birthDate': undefined,
      'parent.fullName': 'Giàng A Páo',
      'parent.birthDate': '1995',
      'parent.residence': home,
    },
    'a grown man who recognises his father': {
      case: 'father',
      'parent.fullName': 'Giàng A Sùng',
      'parent.birthDate': '1968',
      'parent.residence': home,
      'child.sex': 'male',
    },
  },
  wrong: {
    'a father younger than his daughter': {
      change: { 'child.birthDate': '1994-12-31' },
      problem: { question: 'requester.birthDate', severity: 'error', check: 'parent-older-than-child' },
    },
    'a mother who does not agree, as a doubt': {
      change: { 'recognition.otherAgrees': false },
      problem: { question: 'recognition.otherAgrees', severity: 'ask', check: 'no-dispute' },
    },
    'no proof yet, as a doubt': {
      change: { 'recognition.evidence': 'none' },
      problem: { question: 'recognition.evidence', severity: 'ask', check: 'evidence-needed' },
    },
  },
}
export default example
