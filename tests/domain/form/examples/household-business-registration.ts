import type { FormExample } from '../form-example.ts'

const home = { province: '15', commune: '03046', detail: 'Thôn Mẫu Một' }

/** A couple opens a grocery that also mends motorbikes. */
const example: FormExample = {
  filedOn: '2026-11-25',
  answers: {
    'owner.fullName': 'Lò Thị Pành',
    'owner.birthDate': '1990-03-12',
    'owner.sex': 'female',
    'owner.idNumber': '012190000017',
    'owner.phone': '0912345678',
    'owner.ethnicGroup': '03',
    'owner.nationality': 'VN',
    'owner.permanentAddress': home,
    'owner.currentAddress': home,
    'business.name': 'Hộ kinh doanh Tạp hóa Páo Pành',
    'premises.address': home,
    'premises.phone': '0912345678',
    lines: [
      { name: 'Bán lẻ tạp hóa', isMain: true, code: '4711' },
      { name: 'Sửa xe máy', isMain: false },
    ],
    'capital.amount': 50000000,
    'capital.inWords': 'Năm mươi triệu đồng',
    'tax.noticeElsewhere': false,
    'tax.startDate': '2026-12-15',
    'tax.workers': 2,
    'tax.vatMethod': 'declaration',
    founder: 'family',
    familyMembers: [
      {
        fullName: 'Giàng A Páo',
        birthDate: '1985',
        sex: 'male',
        idNumber: '010085000014',
        signature: 'Giàng A Páo',
      },
    ],
    commitment: true,
    'owner.signature': 'M100 200L180 120L240 260L320 140',
  },
  also: { alone: { founder: 'individual' } },
  wrong: {
    'two main lines': {
      change: {
        lines: [
          { name: 'Bán lẻ tạp hóa', isMain: true },
          { name: 'Sửa xe máy', isMain: true },
        ],
      },
      problem: { question: 'lines', code: 'check-failed', severity: 'error', check: 'one-main-line' },
    },
    'no main line': {
      change: { lines: [{ name: 'Sửa xe máy', isMain: false }] },
      problem: { question: 'lines', code: 'check-failed', severity: 'error', check: 'a-main-line' },
    },
    'a family business without the family': {
      change: { familyMembers: undefined },
      problem: { question: 'familyMembers', code: 'group-too-few', severity: 'error' },
    },
    'an owner of 16': {
      change: { 'owner.birthDate': '2010-01-01' },
      problem: {
        question: 'owner.birthDate',
        code: 'check-failed',
        severity: 'ask',
        check: 'owner-is-an-adult',
      },
    },
    'no commitment': {
      change: { commitment: false },
      problem: { question: 'commitment', code: 'check-failed', severity: 'error', check: 'commitment-given' },
    },
  },
}
export default example
