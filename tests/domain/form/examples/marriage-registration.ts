import type { FormExample } from '../form-example.ts'

const home = { province: '15', commune: '03046', detail: 'Thôn Mẫu Một' }

/** The bride files for both; each marries for the first time. */
const example: FormExample = {
  filedOn: '2026-11-25',
  answers: {
    case: 'first',
    'requester.role': 'bride',
    'requester.fullName': 'Lò Thị Pành',
    'requester.birthDate': '2004-03-12',
    'requester.idType': 'identity-card',
    'requester.idNumber': '012304000017',
    'requester.residence': home,
    'requester.phone': '0912345678',
    'bride.ethnicGroup': '03',
    'bride.nationality': 'VN',
    'bride.timesMarried': 1,
    'bride.maritalStatus': 'never',
    'groom.fullName': 'Giàng A Páo',
    'groom.birthDate': '2002-01-30',
    'groom.idNumber': '010202000023',
    'groom.ethnicGroup': '08',
    'groom.nationality': 'VN',
    'groom.residence': home,
    'groom.timesMarried': 1,
    'groom.maritalStatus': 'never',
    'bride.isFree': true,
    'groom.isFree': true,
    'couple.isWilling': true,
    'copies.areWanted': false,
  },
  also: {
    'a groom who was divorced before': {
      'groom.timesMarried': 2,
      'groom.maritalStatus': 'divorced',
      'groom.divorceNumber': '12/2024/QĐST-HNGĐ',
      'groom.divorceDate': '2024-06',
      'groom.divorceCourt': 'Tòa án nhân dân khu vực Mẫu',
    },
    'a couple whose papers of long ago are lost': {
      case: 'again',
      'earlier.office': 'Xã Bản Mẫu',
      'earlier.date': '2015',
    },
  },
  wrong: {
    'a bride of 17, shown where she gave her date': {
      change: { 'requester.birthDate': '2008-11-26' },
      problem: {
        question: 'requester.birthDate',
        code: 'check-failed',
        severity: 'error',
        check: 'bride-old-enough',
      },
    },
    'a groom of 19': {
      change: { 'groom.birthDate': '2006-11-26' },
      problem: {
        question: 'groom.birthDate',
        code: 'check-failed',
        severity: 'error',
        check: 'groom-old-enough',
      },
    },
    'a groom who has a wife': {
      change: { 'groom.isFree': false },
      problem: { question: 'groom.isFree', severity: 'error', check: 'groom-not-married' },
    },
    'a marriage under pressure': {
      change: { 'couple.isWilling': false },
      problem: { question: 'couple.isWilling', severity: 'error', check: 'both-willing' },
    },
    'a groom without any paper': {
      change: { 'groom.idNumber': undefined },
      problem: { question: 'groom.otherIdNumber', code: 'answer-missing', severity: 'error' },
    },
  },
}
export default example
