import type { FormExample } from '../form-example.ts'

const home = { province: '15', commune: '03046', detail: 'Thôn Mẫu Một' }

/** A man who builds a small house. */
const example: FormExample = {
  filedOn: '2026-11-25',
  answers: {
    case: 'new',
    'owner.fullName': 'Giàng A Páo',
    'owner.idNumber': '010085000014',
    'owner.residence': home,
    'owner.phone': '0912345678',
    'site.address': home,
    'site.plotNumber': '125',
    'site.area': 200.5,
    'house.floors': 2,
    'house.groundArea': 95.5,
    'house.totalFloor': 180,
    'house.height': 7.8,
    'house.grade': 'grade-4',
    'design.organisation': 'Công ty Thiết kế Mẫu',
    'house.months': 8,
  },
  also: { 'a repair': { case: 'repair', 'house.repair': 'Thay mái, xây thêm một gian bếp' } },
  wrong: {
    'no floor': {
      change: { 'house.floors': 0 },
      problem: { question: 'house.floors', code: 'number-too-small', severity: 'error' },
    },
    'no plot': {
      change: { 'site.plotNumber': undefined },
      problem: { question: 'site.plotNumber', code: 'answer-missing', severity: 'error' },
    },
    'a repair that is not described': {
      change: { case: 'repair' },
      problem: { question: 'house.repair', code: 'answer-missing', severity: 'error' },
    },
  },
}
export default example
