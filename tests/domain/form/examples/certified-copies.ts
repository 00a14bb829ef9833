import type { FormExample } from '../form-example.ts'

/** A student books a visit for copies of two papers; no number of an identity card is needed for that. */
const example: FormExample = {
  filedOn: '2026-11-25',
  answers: {
    case: 'copies',
    'requester.fullName': "H'Hen Niê",
    'requester.idType': 'identity-card',
    'requester.phone': '0912345678',
    papers: [
      { name: 'Bằng tốt nghiệp', pages: 1, copies: 3, hasOriginal: true },
      { name: 'Giấy khai sinh', pages: 2, copies: 1, hasOriginal: true },
    ],
    'appointment.date': '2026-11-27',
    'appointment.session': 'morning',
  },
  also: {
    "a copy of the mother's diploma from the register": {
      case: 'register',
      'requester.idNumber': '066300000018',
      papers: [{ name: 'Bằng tốt nghiệp', copies: 1, issuedBy: 'Trường Mẫu' }],
      'holder.isSelf': false,
      'holder.fullName': "H'Lan Niê",
      'holder.relation': 'mother',
    },
    'a will of someone who is too weak to come': {
      case: 'will',
      'requester.idNumber': '066300000018',
      papers: [{ name: 'Di chúc' }],
      'signers.count': 1,
      'appointment.needsHomeVisit': true,
    },
  },
  wrong: {
    'a visit yesterday': {
      change: { 'appointment.date': '2026-11-24' },
      problem: { question: 'appointment.date', severity: 'error', check: 'appointment-not-past' },
    },
    'a paper without its original, as a doubt': {
      change: { papers: [{ name: 'Bằng tốt nghiệp', copies: 3, hasOriginal: false }] },
      problem: { question: 'papers', severity: 'ask', check: 'originals-needed' },
    },
    'a signature without the number of the signer': {
      change: { case: 'signature', papers: [{ name: 'Giấy ủy quyền' }], 'signers.count': 1 },
      problem: { question: 'requester.idNumber', code: 'answer-missing', severity: 'error' },
    },
  },
}
export default example
