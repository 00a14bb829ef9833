import type { FormExample } from '../form-example.ts'

const home = { province: '15', commune: '03046', detail: 'Thôn Mẫu Một' }

/** A woman registers at her father-in-law's home together with her small child. */
const example: FormExample = {
  filedOn: '2026-11-25',
  answers: {
    case: 'permanent',
    filingFor: 'self',
    'filer.fullName': 'Lò Thị Pành',
    'filer.birthDate': '1990-03-12',
    'filer.sex': 'female',
    'filer.idNumber': '012190000017',
    'filer.phone': '0912345678',
    'filer.email': 'panh.lo@example.com',
    'householder.isPerson': false,
    'householder.fullName': 'Mã A Vàng',
    'householder.relation': 'child-in-law',
    'householder.idNumber': '010044000019',
    'place.address': home,
    'place.basis': 'relative',
    'members.areAny': true,
    members: [
      {
        fullName: 'Giàng Thị Mẩy',
        birthDate: '2022-11-05',
        sex: 'female',
        idNumber: '010322000012',
        relation: 'grandchild',
      },
    ],
    'consent.householder': 'signs-here',
    'consent.householderSignature': 'M100 200L180 120L240 260L320 140',
    'consent.owner': 'vneid',
    'consent.ownerName': 'Mã A Vàng',
    'consent.ownerNumber': '010044000019',
    'filer.signature': 'Lò Thị Pành',
  },
  also: {
    'a lodger, for two years': {
      case: 'temporary',
      'place.basis': 'rented',
      'stay.from': '2026-11',
      'stay.until': '2028-11-20',
      'householder.isPerson': true,
      'members.areAny': false,
    },
    'a longer stay': { case: 'extension', 'stay.until': '2027-11-20' },
    'a household that splits': { case: 'split', 'split.reason': 'agreed' },
    'a relative who died': {
      case: 'remove-permanent',
      'removal.reason': 'died',
      filingFor: 'other',
      'filer.relation': 'daughter',
      'person.fullName': 'Vàng Thị Dợ',
      'person.birthDate': '1948-06-01',
      'person.sex': 'female',
      'person.idNumber': '012148000031',
    },
    'a room given up': { case: 'remove-temporary', 'removal.reason': 'moved' },
    'a wrong birth date': {
      case: 'correction',
      corrections: [{ field: 'birth-date', current: '12/03/1991', correct: '12/03/1990' }],
    },
    'a home that cannot be registered yet': { case: 'declaration', 'stay.from': '2026' },
    'a confirmation': {
      case: 'confirmation',
      'confirmation.content': ['permanent', 'members'],
      'confirmation.purpose': 'Nộp hồ sơ cho con đi học',
    },
    'a child whose mother files': {
      filingFor: 'other',
      'filer.relation': 'mother',
      'person.fullName': 'Giàng Thị Mẩy',
      'person.birthDate': '2022-11-05',
      'person.sex': 'female',
      'person.idNumber': '010322000012',
      'members.areAny': false,
      'consent.guardian': 'signs-here',
      'consent.guardianSignature': 'Lò Thị Pành',
    },
  },
  wrong: {
    'a second head of the household': {
      change: {
        members: [
          {
            fullName: 'Giàng Thị Mẩy',
            birthDate: '2022-11-05',
            sex: 'female',
            idNumber: '010322000012',
            relation: 'self',
          },
        ],
      },
      problem: {
        question: 'members',
        code: 'check-failed',
        severity: 'error',
        check: 'one-head-of-household',
      },
    },
    'an owner who agrees in VNeID without a number': {
      change: { 'consent.ownerNumber': undefined },
      problem: { question: 'consent.ownerNumber', code: 'answer-missing', severity: 'error' },
    },
    'a temporary residence that ended yesterday': {
      change: { case: 'extension', 'stay.until': '2026-11-24' },
      problem: { question: 'stay.until', code: 'check-failed', severity: 'error', check: 'until-in-future' },
    },
    'a correction without any item': {
      change: { case: 'correction' },
      problem: { question: 'corrections', code: 'group-too-few', severity: 'error' },
    },
  },
}
export default example
