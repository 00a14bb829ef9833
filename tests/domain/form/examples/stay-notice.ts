import type { FormExample } from '../form-example.ts'

const home = { province: '15', commune: '03046', detail: 'Thôn Mẫu Một' }

/** A homestay with two guests, one of them from abroad. */
const example: FormExample = {
  filedOn: '2026-11-25',
  answers: {
    'host.fullName': 'Lò Thị Pành',
    'host.idType': 'identity-card',
    'host.idNumber': '012190000017',
    'host.phone': '0912345678',
    'host.kind': 'lodging',
    'stay.address': home,
    'stay.from': '2026-11-25',
    'stay.hour': 18,
    'stay.to': '2026-11-27',
    'stay.reason': 'Du lịch',
    guests: [
      {
        fullName: "H'Hen Niê",
        birthDate: '1999',
        document: { kind: 'identity-card', number: '066199000014' },
      },
      { fullName: 'Anna Berg', document: { kind: 'passport', number: 'C7654321' } },
    ],
  },
  wrong: {
    'nobody who stays': {
      change: { guests: undefined },
      problem: { question: 'guests', code: 'group-too-few', severity: 'error' },
    },
    'guests who leave before they arrive': {
      change: { 'stay.to': '2026-11-24' },
      problem: {
        question: 'stay.to',
        code: 'check-failed',
        severity: 'error',
        check: 'leaves-after-arriving',
      },
    },
    'an hour that no clock has': {
      change: { 'stay.hour': 25 },
      problem: { question: 'stay.hour', code: 'number-too-large', severity: 'error' },
    },
  },
}
export default example
