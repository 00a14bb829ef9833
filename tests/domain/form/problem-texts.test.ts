import { expect, test } from 'vitest'
import english from '../../../locales/en/problems.json' with { type: 'json' }
import vietnamese from '../../../locales/vi/problems.json' with { type: 'json' }
import type { FormProblemCode } from '../../../src/domain/form/problem.ts'

/** The compiler keeps this list complete; the value names the placeholders of the sentence. */
const codes = {
  'answer-missing': [],
  'answer-malformed': [],
  'text-too-long': ['maximum'],
  'name-empty': [],
  'name-too-long': ['maximum'],
  'name-has-digits': [],
  'name-has-symbols': [],
  'date-malformed': [],
  'date-impossible': [],
  'date-year-needs-four-digits': [],
  'date-must-be-complete': [],
  'date-too-early': [],
  'date-too-late': [],
  'choice-unknown': [],
  'number-malformed': [],
  'decimal-malformed': [],
  'decimal-ambiguous': ['typed', 'whole', 'decimals'],
  'decimal-too-fine': ['decimals'],
  'number-too-small': ['minimum'],
  'number-too-large': ['maximum'],
  'citizen-number-length': ['digits'],
  'citizen-number-not-digits': [],
  'citizen-number-province-unknown': [],
  'citizen-number-sex-differs': [],
  'citizen-number-birth-year-differs': [],
  'phone-malformed': [],
  'email-malformed': [],
  'address-incomplete': [],
  'address-code-malformed': [],
  'list-code-malformed': [],
  'money-malformed': [],
  'old-id-number-malformed': [],
  'document-kind-unknown': [],
  'document-number-missing': [],
  'document-number-malformed': [],
  'signature-malformed': [],
  'signature-too-large': [],
  'group-too-few': ['minimum'],
  'group-too-many': ['maximum'],
  'question-unknown': [],
  'check-failed': [],
} satisfies Record<FormProblemCode, string[]>

test.each([
  ['vi', vietnamese],
  ['en', english],
] as const)('every problem has a sentence in %s, with the right placeholders', (_language, texts) => {
  const placeholders = Object.entries(texts).map(([code, text]) => [
    code,
    [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]),
  ])
  expect(Object.fromEntries(placeholders)).toEqual(codes)
  for (const text of Object.values(texts)) expect(text).toMatch(/^\p{Lu}.+\.$/u)
})
