import { birthAnswers, birthFiledOn } from '../birth-example.ts'
import type { FormExample } from '../form-example.ts'
import { changed } from '../form-example.ts'

/** The parents of the birth example, unmarried: the father recognises the child, two neighbours testify. */
const example: FormExample = {
  filedOn: birthFiledOn,
  answers: {
    ...changed(birthAnswers, {
      'parents.areMarried': false,
      'marriage.number': undefined,
      'marriage.book': undefined,
      'marriage.date': undefined,
      'marriage.office': undefined,
    }),
    'recognition.parent': 'father',
    'recognition.otherAgrees': true,
    'recognition.evidence': 'pledge',
    witnesses: [{ fullName: 'Vàng Thị Dợ', idNumber: '012162000031' }, { fullName: 'Mã A Páo' }],
  },
  also: {
    'with the result of a gene test': { 'recognition.evidence': 'expert' },
  },
  wrong: {
    'a father who recognises but is not named': {
      change: { 'father.isGiven': false },
      problem: { question: 'recognition.parent', severity: 'error', check: 'recognising-father-given' },
    },
    'one witness only, as a doubt': {
      change: { witnesses: [{ fullName: 'Mã A Páo' }] },
      problem: { question: 'witnesses', severity: 'ask', check: 'two-witnesses' },
    },
    'a birth in the future': {
      change: { 'child.birthDate': '2026-11-26' },
      problem: { question: 'child.birthDate', severity: 'error', check: 'child-birth-not-in-future' },
    },
  },
}
export default example
