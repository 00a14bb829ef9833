/**
 * Sections and steps that several declarations share are written in one of them; the others name them:
 * `{ "use": "birth-registration/child" }` stands for that section, `{ "use": "birth-registration/child/child-name" }`
 * for that step. Resolved before the form is validated, so that everything else sees plain definitions.
 */
import * as v from 'valibot'
import { fileKeys, section, shape, step } from './form-schema.ts'
import type { Mistake } from './mistake.ts'

const name = '[a-z0-9]+(?:-[a-z0-9]+)*'
const without = v.exactOptional(v.pipe(v.array(v.string()), v.minLength(1)))

const usedStep = v.strictObject({
  /** `form/section/step` */
  use: v.pipe(v.string(), v.regex(new RegExp(`^${name}/${name}/${name}$`), 'must be form/section/step')),
  /** Questions of that step to leave out. */
  without,
})
const usedSection = v.strictObject({
  /** `form/section` */
  use: v.pipe(v.string(), v.regex(new RegExp(`^${name}/${name}$`), 'must be form/section')),
  /** Steps of that section to leave out. */
  without,
})

/** A declaration's file as people write it. For editors: `formFile` judges it with the parts put in. */
export const writtenForm = v.strictObject({
  ...fileKeys,
  ...shape.entries,
  sections: v.array(
    v.union([v.strictObject({ ...section.entries, steps: v.array(v.union([step, usedStep])) }), usedSection]),
  ),
})

/** The raw content of another form's file; undefined when there is none that can be read. */
type ReadForm = (form: string) => unknown

/** What was put in, and what could not be. */
export interface Resolved {
  readonly content: unknown
  readonly mistakes: readonly Mistake[]
}

/** The content with every `use` replaced by what it names. Other content, valid or not, stays as it is. */
export function putInParts(content: unknown, readForm: ReadForm): Resolved {
  const sections = child(content, 'sections')
  if (!isObject(content) || !Array.isArray(sections)) return { content, mistakes: [] }
  const mistakes: Mistake[] = []
  const put = (part: unknown, path: string, schema: typeof usedStep | typeof usedSection) => {
    if (child(part, 'use') === undefined) return part
    const parsed = v.safeParse(schema, part)
    if (!parsed.success) {
      mistakes.push(
        ...parsed.issues.map((issue) => ({ path: `${path}.${v.getDotPath(issue)}`, message: issue.message })),
      )
      return part
    }
    const found = usedPart(parsed.output, readForm)
    if (found.ok) return found.part
    mistakes.push({ path, message: found.message })
    return part
  }
  const resolved = sections.map((entry: unknown, index) => {
    const part = put(entry, `sections.${index}`, usedSection)
    const steps = child(part, 'steps')
    if (part !== entry || !isObject(part) || !Array.isArray(steps)) return part
    return {
      ...part,
      steps: steps.map((item: unknown, at) => put(item, `sections.${index}.steps.${at}`, usedStep)),
    }
  })
  return { content: { ...content, sections: resolved }, mistakes }
}

type Found = { readonly ok: true; readonly part: unknown } | { readonly ok: false; readonly message: string }

function usedPart({ use, without: leftOut = [] }: v.InferOutput<typeof usedStep>, readForm: ReadForm): Found {
  const [formName = '', sectionId, stepId] = use.split('/')
  const form = readForm(formName)
  if (form === undefined) return { ok: false, message: `there is no form ${formName}` }
  const inForm = withId(child(form, 'sections'), sectionId)
  if (inForm === undefined)
    return { ok: false, message: `${formName} has no section ${sectionId} of its own` }
  const part = stepId === undefined ? inForm : withId(child(inForm, 'steps'), stepId)
  if (part === undefined)
    return { ok: false, message: `${formName}/${sectionId} has no step ${stepId} of its own` }
  const key = stepId === undefined ? 'steps' : 'questions'
  const items = child(part, key)
  if (!isObject(part) || !Array.isArray(items)) return { ok: false, message: `${use} has no ${key}` }
  if (items.some((item) => child(item, 'use') !== undefined)) {
    return { ok: false, message: `${use} is itself made of parts used from elsewhere: name those` }
  }
  const missing = leftOut.find((id) => withId(items, id) === undefined)
  if (missing !== undefined) return { ok: false, message: `${use} has no ${missing} to leave out` }
  return {
    ok: true,
    part: { ...part, [key]: items.filter((item) => !leftOut.includes(String(child(item, 'id')))) },
  }
}

function withId(parts: unknown, id: string | undefined): unknown {
  return Array.isArray(parts) ? parts.find((part) => child(part, 'id') === id) : undefined
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function child(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined
}
