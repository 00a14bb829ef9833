/** Conditions over case questions: the part of the forms' conditions that needs no dates, numbers or groups. */
import * as v from 'valibot'
import type { Condition } from '../domain/form/definition.ts'

const question = v.pipe(v.string(), v.regex(/^[a-z][a-zA-Z0-9]*$/))
const value = v.pipe(v.string(), v.minLength(1))

/** `{ "question": "birthplace", "is": "home" }`, combined with `all`, `any` and `not`. */
export const caseCondition: v.GenericSchema<Condition> = v.lazy((input) => {
  if (typeof input !== 'object' || input === null) return nothing
  if ('all' in input) return all
  if ('any' in input) return any
  if ('not' in input) return not
  return 'isOneOf' in input ? isOneOf : is
})

const nothing = v.custom<Condition>(() => false, 'not a condition')
const all = v.strictObject({ all: v.pipe(v.array(caseCondition), v.minLength(1)) })
const any = v.strictObject({ any: v.pipe(v.array(caseCondition), v.minLength(1)) })
const not = v.strictObject({ not: caseCondition })
const isOneOf = v.strictObject({ question, isOneOf: v.pipe(v.array(value), v.minLength(1)) })
const is = v.strictObject({ question, is: value })

/** The same written out, for editors that complete what one types. */
export const caseConditionShapes = v.union([is, isOneOf, all, any, not])
