import type { FormExample } from '../form-example.ts'

const home = { province: '15', commune: '03046', detail: 'Thôn Mẫu Một' }

/** An owner who adds a line and puts in more capital. */
const example: FormExample = {
  filedOn: '2026-11-25',
  answers: {
    'owner.fullName': 'Lò Thị Pành',
    'owner.birthDate': '1990-03-12',
    'owner.idNumber': '012190000017',
    'owner.residence': home,
    'owner.phone': '0912345678',
    'business.name': 'Hộ kinh doanh Tạp hóa Páo Pành',
    'business.number': '12H8001234',
    'business.address': home,
    'change.items': ['lines', 'capital'],
    lines: [
      { name: 'Bán lẻ tạp hóa', isMain: true },
      { name: 'Quán ăn', isMain: false },
    ],
    'change.capital': 80000000,
  },
  also: {
    'a new owner': {
      'change.items': ['owner', 'contact', 'other'],
      'change.ownerReason': 'sold',
      'change.ownerName': 'Giàng A Páo',
      'change.ownerNumber': '010085000014',
      'change.phone': '0987654321',
      'change.note': 'Bán cho em trai',
    },
    'a new name and place': {
      'change.items': ['name', 'address'],
      'change.name': 'Hộ kinh doanh Pành',
      'change.address': home,
    },
  },
  wrong: {
    'nothing that changes': {
      change: { 'change.items': undefined },
      problem: { question: 'change.items', code: 'answer-missing', severity: 'error' },
    },
    'a line without a name': {
      change: { lines: [{ isMain: true }] },
      problem: {
        question: 'lines',
        code: 'answer-missing',
        severity: 'error',
        item: { index: 0, question: 'name' },
      },
    },
    'no capital at all': {
      change: { 'change.capital': 0 },
      problem: { question: 'change.capital', code: 'number-too-small', severity: 'error' },
    },
  },
}
export default example
