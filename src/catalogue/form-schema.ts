/**
 * Schema of the declarations in `forms/`: `FormDefinition`, what only the file has, and the references between its
 * parts.
 */
import * as v from 'valibot'
import { type Condition, groupMaximumItems } from '../domain/form/definition.ts'
import { units } from '../domain/form/quantity.ts'
import { referenceMistakes } from './form-references.ts'
import { localizedText } from './schema.ts'

const text = v.pipe(v.string(), v.trim(), v.minLength(1))
const kebab = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be kebab-case'))
/** The same shape as on the wire (`contract/payload.ts`, `answers`). */
const questionId = v.pipe(
  v.string(),
  v.regex(/^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)*$/, 'must be dotted, e.g. child.fullName'),
)
/** Where a rule looks: a question of the form, or `./` and one of the same item. */
const reference = v.pipe(
  v.string(),
  v.regex(
    /^(\.\/)?[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)*$/,
    'must be dotted, e.g. child.fullName or ./fullName',
  ),
)
const scalar = v.union([v.string(), v.number(), v.boolean()])
const count = v.pipe(v.number(), v.integer(), v.minValue(0))

function list<Item extends v.GenericSchema>(item: Item, minimum = 0) {
  return v.pipe(v.array(item), v.minLength(minimum), v.readonly())
}

const dateReference = v.union([v.literal('today'), v.strictObject({ question: reference })])

const comparison = v.union(
  [
    v.strictObject({ question: reference, is: scalar }),
    v.strictObject({ question: reference, isOneOf: list(v.union([v.string(), v.number()]), 1) }),
    v.strictObject({ question: reference, isAnswered: v.literal(true) }),
    v.strictObject({ question: reference, includes: kebab }),
    v.strictObject({ question: reference, isAtLeast: v.number() }),
    v.strictObject({ question: reference, isAtMost: v.number() }),
    v.strictObject({ question: reference, isNotAfter: dateReference }),
    v.strictObject({ question: reference, isBefore: dateReference, byYears: count }),
    v.strictObject({ question: reference, isBefore: dateReference, byDays: count }),
  ],
  'not a condition',
)

/** Chosen by key, so that a mistake deep inside is named where it is. */
export const condition: v.GenericSchema<Condition> = v.lazy((input) => {
  if (typeof input === 'object' && input !== null) {
    if ('all' in input) return all
    if ('any' in input) return any
    if ('not' in input) return not
    if ('group' in input) return 'atLeast' in input ? atLeast : atMost
  }
  return comparison
})
const all = v.strictObject({ all: list(condition, 1) })
const any = v.strictObject({ any: list(condition, 1) })
const not = v.strictObject({ not: condition })
const counted = { group: questionId, countWhere: v.exactOptional(condition) }
const atLeast = v.strictObject({ ...counted, atLeast: count })
const atMost = v.strictObject({ ...counted, atMost: count })

/** The same written out, for those who cannot choose: editors that complete what one types. */
export const conditionShapes = v.union([...comparison.options, all, any, not, atLeast, atMost])

const fieldTypes = [
  'text',
  'name',
  'long-text',
  'date',
  'choice',
  'choices',
  'yes-no',
  'number',
  'money',
  'citizen-number',
  'old-id-number',
  'identity-document',
  'phone',
  'email',
  'address',
  'ethnic-group',
  'nationality',
  'relation',
  'signature',
] as const

/** What every question has, also a group. */
const asked = {
  id: questionId,
  label: localizedText,
  official: v.exactOptional(localizedText),
  help: v.exactOptional(localizedText),
  required: v.union([v.boolean(), condition]),
  visibleWhen: v.exactOptional(condition),
  uncertain: v.exactOptional(v.literal(true)),
  printed: v.exactOptional(
    v.strictObject({ order: v.exactOptional(count), label: v.exactOptional(localizedText) }),
  ),
}

const fieldQuestion = v.strictObject({
  ...asked,
  type: v.picklist(fieldTypes),
  options: v.exactOptional(list(v.strictObject({ value: kebab, label: localizedText }), 2)),
  min: v.exactOptional(v.number()),
  max: v.exactOptional(v.number()),
  decimals: v.exactOptional(v.picklist([1, 2])),
  unit: v.exactOptional(v.picklist(units)),
  partial: v.exactOptional(v.boolean()),
  initial: v.exactOptional(scalar),
  sameAs: v.exactOptional(reference),
  takenFrom: v.exactOptional(v.strictObject({ question: reference, when: condition })),
  holder: v.exactOptional(
    v.strictObject({
      birthDate: v.exactOptional(reference),
      sex: v.exactOptional(
        v.union([v.picklist(['male', 'female']), v.strictObject({ question: reference })]),
      ),
    }),
  ),
  fill: v.exactOptional(
    v.strictObject({
      person: v.pipe(v.string(), v.regex(/^[a-z][A-Za-z0-9]*$/, 'must be one word, e.g. applicant')),
      from: v.picklist(['name', 'number', 'birthDate', 'sex', 'address', 'issuedOn', 'oldNumber', 'kind']),
    }),
  ),
})

const itemCount = v.pipe(count, v.maxValue(groupMaximumItems))

const groupQuestion = v.strictObject({
  ...asked,
  type: v.literal('group'),
  questions: list(fieldQuestion, 1),
  minItems: v.exactOptional(itemCount),
  maxItems: v.exactOptional(itemCount),
  itemTitle: localizedText,
})

const question = v.variant('type', [fieldQuestion, groupQuestion])

export const step = v.strictObject({
  id: kebab,
  title: localizedText,
  help: v.exactOptional(localizedText),
  visibleWhen: v.exactOptional(condition),
  questions: list(question, 1),
})

export const section = v.strictObject({ id: kebab, title: localizedText, steps: list(step, 1) })

const check = v.strictObject({
  id: kebab,
  severity: v.picklist(['error', 'ask']),
  when: v.exactOptional(condition),
  assert: condition,
  message: localizedText,
  questions: list(questionId, 1),
})

export const shape = v.strictObject({
  name: kebab,
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  title: localizedText,
  officialName: text,
  legalBasis: list(text),
  sections: list(section, 1),
  checks: list(check),
  retired: v.exactOptional(list(question)),
  applicant: v.strictObject({
    name: questionId,
    number: questionId,
    otherNumber: v.exactOptional(questionId),
    phone: v.exactOptional(questionId),
  }),
  subject: v.exactOptional(questionId),
})

export type FormShape = v.InferOutput<typeof shape>

/** What stands in the file only: for editors, and whether it is finished. */
export const fileKeys = {
  $schema: v.exactOptional(v.string()),
  /** Not part of the product yet: seen with `npm run dev` only. */
  draft: v.exactOptional(v.literal(true)),
}

/** A declaration's file, parts used from other forms put in (`form-parts.ts`). */
export const formFile = v.pipe(
  v.strictObject({ ...fileKeys, ...shape.entries }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return
    for (const { path, message } of referenceMistakes(dataset.value)) {
      addIssue({ message: `${path}: ${message}` })
    }
  }),
)
