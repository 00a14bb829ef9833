/** Lessons, invented people and one-page guides, checked when they are loaded: the training's screens load them. */
import * as v from 'valibot'

const text = v.strictObject({
  vi: v.pipe(v.string(), v.minLength(1)),
  en: v.pipe(v.string(), v.minLength(1)),
})
const id = v.pipe(v.string(), v.regex(/^[a-z]+(-[a-z]+)*$/))
const few = v.pipe(v.array(text), v.minLength(1), v.maxLength(6))

export const guideRoles = ['team', 'reception', 'leader'] as const

const lesson = v.strictObject({
  id,
  title: text,
  points: few,
  check: v.strictObject({
    question: text,
    options: v.pipe(
      v.array(v.strictObject({ text, isRight: v.boolean() })),
      v.minLength(2),
      v.check((options) => options.filter(({ isRight }) => isRight).length === 1, 'not one right answer'),
    ),
    /** Why it is so. */
    why: text,
  }),
})
export type Lesson = v.InferOutput<typeof lesson>

const roleGuide = v.strictObject({
  role: v.picklist(guideRoles),
  title: text,
  first: few,
  always: few,
  never: few,
  help: text,
})
export type RoleGuide = v.InferOutput<typeof roleGuide>

const trainingContent = v.strictObject({
  version: v.number(),
  lessons: v.array(lesson),
  people: v.array(v.strictObject({ name: v.string(), about: text })),
  guides: v.array(roleGuide),
})
export type TrainingContent = v.InferOutput<typeof trainingContent>

/** @throws ValiError for content that does not match: a test reads it whole. */
export async function loadTraining(): Promise<TrainingContent> {
  const { default: content } = await import('./training.json', { with: { type: 'json' } })
  return v.parse(trainingContent, content)
}
