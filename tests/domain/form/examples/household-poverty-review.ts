import type { FormExample } from '../form-example.ts'

const home = { province: '15', commune: '03046', detail: 'Thôn Mẫu Một' }

/** A householder whose crop failed. */
const example: FormExample = {
  filedOn: '2026-11-25',
  answers: {
    case: 'near-poor',
    'applicant.fullName': 'Giàng A Páo',
    'applicant.birthDate': '1985-04-02',
    'applicant.idType': 'identity-card',
    'applicant.idNumber': '010085000014',
    'applicant.residence': home,
    'applicant.phone': '0912345678',
    'applicant.isHead': true,
    'householder.ethnicGroup': '08',
    members: [
      { fullName: 'Giàng A Páo', birthDate: '1985', relation: 'self' },
      { fullName: 'Lò Thị Pành', birthDate: '1990', idNumber: '012190000017', relation: 'wife' },
    ],
    'request.reason': 'Mất mùa, nhà dột',
  },
  also: {
    'a wife who files': {
      'applicant.isHead': false,
      'householder.fullName': 'Mã A Vàng',
      'householder.idNumber': '010044000019',
      'householder.address': home,
    },
    'a family that left poverty': { case: 'left-poverty', members: undefined },
  },
  wrong: {
    'a member born in the future': {
      change: { members: [{ fullName: 'Giàng Thị Mẩy', birthDate: '2027-01-01' }] },
      problem: {
        question: 'members',
        code: 'check-failed',
        severity: 'error',
        check: 'members-born-in-past',
      },
    },
    'two heads': {
      change: {
        members: [
          { fullName: 'Giàng A Páo', relation: 'self' },
          { fullName: 'Lò Thị Pành', relation: 'self' },
        ],
      },
      problem: { question: 'members', code: 'check-failed', severity: 'ask', check: 'one-head-of-household' },
    },
    'a householder without a name': {
      change: { 'applicant.isHead': false },
      problem: { question: 'householder.fullName', code: 'answer-missing', severity: 'error' },
    },
  },
}
export default example
