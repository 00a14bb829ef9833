import type { FormExample } from '../form-example.ts'

const home = { province: '15', commune: '03046', detail: 'Thôn Mẫu Một' }

/** A landlord whose tenants want to register. */
const example: FormExample = {
  filedOn: '2026-11-25',
  answers: {
    'applicant.fullName': 'Giàng A Páo',
    'applicant.birthDate': '1985-04-02',
    'applicant.idNumber': '010085000014',
    'applicant.residence': home,
    'applicant.phone': '0912345678',
    'dwelling.address': home,
    'dwelling.landArea': 120,
    'dwelling.builtArea': 60.5,
    'dwelling.floorArea': 60.5,
    'dwelling.currentResidents': 3,
    'dwelling.newResidents': 2,
    'dwelling.allocatedArea': 20,
    'dwelling.stableUse': true,
    'dwelling.noDispute': true,
    'dwelling.notProhibited': true,
  },
  also: {
    'who knows no figures': {
      'dwelling.landArea': undefined,
      'dwelling.builtArea': undefined,
      'dwelling.floorArea': undefined,
      'dwelling.currentResidents': undefined,
      'dwelling.newResidents': undefined,
      'dwelling.allocatedArea': undefined,
      'dwelling.stableUse': undefined,
      'dwelling.noDispute': undefined,
      'dwelling.notProhibited': undefined,
    },
  },
  wrong: {
    'a home under dispute': {
      change: { 'dwelling.noDispute': false },
      problem: { question: 'dwelling.noDispute', code: 'check-failed', severity: 'ask', check: 'no-dispute' },
    },
    'no address of the home': {
      change: { 'dwelling.address': undefined },
      problem: { question: 'dwelling.address', code: 'answer-missing', severity: 'error' },
    },
    'a number of eleven digits': {
      change: { 'applicant.idNumber': '01008500001' },
      problem: { question: 'applicant.idNumber', code: 'citizen-number-length', severity: 'error' },
    },
  },
}
export default example
