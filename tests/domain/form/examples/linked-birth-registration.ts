import { birthAnswers, birthFiledOn } from '../birth-example.ts'
import type { FormExample } from '../form-example.ts'

const home = { province: '15', commune: '03046', detail: 'Thôn Mẫu Một' }

/** The family of the birth example; the child joins the household of the father's father. */
const example: FormExample = {
  filedOn: birthFiledOn,
  answers: {
    ...birthAnswers,
    'residence.with': 'both',
    'residence.address': home,
    'householder.fullName': 'Giàng A Sùng',
    'householder.idNumber': '010048000019',
    'householder.relation': 'grandchild',
    'householder.agrees': true,
    'insurance.facility': 'Trạm y tế xã Bản Hồ',
    'card.isWanted': true,
    'card.delivery': 'post',
  },
  also: {
    'a mother who does not know the household and wants no card': {
      'father.isGiven': false,
      'residence.with': 'mother',
      'householder.fullName': undefined,
      'householder.idNumber': undefined,
      'householder.relation': undefined,
      'householder.agrees': undefined,
      'insurance.facility': undefined,
      'card.isWanted': false,
    },
  },
  wrong: {
    'a child of six': {
      change: { 'child.birthDate': '2020-11-25' },
      problem: { question: 'child.birthDate', severity: 'error', check: 'child-under-six' },
    },
    'a home that is not said': {
      change: { 'residence.address': undefined },
      problem: { question: 'residence.address', code: 'answer-missing', severity: 'error' },
    },
    "a father's household without a father, as a doubt": {
      change: { 'father.isGiven': false },
      problem: { question: 'residence.with', severity: 'ask', check: 'residence-father-given' },
    },
  },
}
export default example
