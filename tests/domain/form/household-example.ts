/** A small invented form with every type of question, alone and in a group. */
import type {
  Answers,
  FieldQuestion,
  FieldType,
  FormDefinition,
} from '../../../src/domain/form/definition.ts'

const text = (vi: string) => ({ vi, en: vi })

export const option = (value: string) => ({ value, label: text(value) })

export function ask(
  id: string,
  type: FieldType,
  more: Partial<Omit<FieldQuestion, 'id' | 'type'>> = {},
): FieldQuestion {
  return { id, type, label: text(id), required: false, ...more }
}

const options = [option('rice'), option('loans'), option('nothing')]

export const householdForm: FormDefinition = {
  name: 'household',
  version: 1,
  title: text('Hộ'),
  officialName: 'Hộ',
  legalBasis: [],
  sections: [
    {
      id: 'head',
      title: text('Chủ hộ'),
      steps: [
        {
          id: 'head',
          title: text('Chủ hộ'),
          questions: [
            ask('head.fullName', 'name', { required: true }),
            ask('head.birthDate', 'date', { partial: true }),
            ask('head.residence', 'address'),
            ask('head.paper', 'identity-document', {
              holder: { birthDate: 'head.birthDate', sex: 'female' },
            }),
            ask('isShared', 'yes-no'),
          ],
        },
        {
          id: 'means',
          title: text('Thu nhập'),
          questions: [
            ask('income', 'money', { max: 10_000_000 }),
            ask('rooms', 'number', { min: 1 }),
            ask('aid', 'choices', { options }),
            ask('aidReason', 'long-text', { visibleWhen: { question: 'aid', includes: 'loans' } }),
            ask('richNote', 'text', { visibleWhen: { not: { question: 'income', isAtMost: 1_000_000 } } }),
            ask('choice', 'choice', { options }),
          ],
        },
      ],
    },
    {
      id: 'members',
      title: text('Người trong hộ'),
      steps: [
        {
          id: 'members',
          title: text('Người trong hộ'),
          questions: [
            {
              id: 'members',
              type: 'group',
              label: text('Ai ở cùng?'),
              itemTitle: text('Người'),
              required: { question: 'isShared', is: true },
              minItems: 1,
              maxItems: 4,
              questions: [
                ask('fullName', 'name', { required: true }),
                ask('relation', 'relation', { required: true }),
                ask('birthDate', 'date', { partial: true }),
                ask('number', 'citizen-number', { holder: { birthDate: './birthDate' } }),
                ask('residence', 'address', {
                  takenFrom: { question: 'head.residence', when: { question: './relation', is: 'wife' } },
                }),
                ask('school', 'text', {
                  required: { question: './relation', is: 'son' },
                  visibleWhen: { not: { question: './birthDate', isBefore: 'today', byYears: 18 } },
                }),
                ask('schoolClass', 'number', { visibleWhen: { question: './school', isAnswered: true } }),
              ],
            },
          ],
        },
        {
          id: 'end',
          title: text('Ký'),
          questions: [
            ask('largeHousehold', 'text', {
              visibleWhen: { group: 'members', atLeast: 2 },
            }),
            ask('oldNumber', 'old-id-number'),
            ask('phone', 'phone'),
            ask('email', 'email'),
            ask('group', 'ethnic-group'),
            ask('country', 'nationality'),
            ask('signature', 'signature'),
          ],
        },
      ],
    },
  ],
  checks: [
    {
      id: 'one-wife',
      severity: 'error',
      assert: { group: 'members', countWhere: { question: './relation', is: 'wife' }, atMost: 1 },
      message: text('Chỉ một vợ.'),
      questions: ['members'],
    },
  ],
  applicant: { name: 'head.fullName', number: 'head.paper' },
}

export const householdAnswers: Answers = {
  'head.fullName': 'Vàng Thị Dợ',
  'head.birthDate': '1962',
  'head.residence': { province: '15', commune: '03046', detail: 'Thôn Mẫu' },
  'head.paper': { kind: 'identity-card', number: '012162000031', issuedOn: '2024-08-01' },
  isShared: true,
  income: 500_000,
  rooms: 2,
  aid: ['rice', 'loans'],
  aidReason: 'Mua trâu',
  members: [
    { fullName: 'Giàng A Páo', relation: 'son', birthDate: '2016', school: 'Trường Mẫu', schoolClass: 4 },
    { fullName: 'Lò Thị Pành', relation: 'wife', birthDate: '1998-03-12', number: '012198000017' },
  ],
  largeHousehold: 'Hai thế hệ',
  oldNumber: '063123456',
  signature: 'M10 20L30 40',
}
