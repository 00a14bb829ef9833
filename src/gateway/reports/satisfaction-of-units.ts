/** What people answered in a period: by step, unit, procedure and month, and of how many. Never by officer. */
import type { Satisfaction } from '../../contract/survey.ts'
import { answeredIn, countsOf, shownGroups, smallestSample, toldOf } from '../../domain/survey/sample.ts'
import {
  type SurveyQuestion,
  type SurveyStep,
  surveyQuestions,
  surveySteps,
} from '../../domain/survey/scale.ts'
import { vietnamDay } from '../../domain/time/vietnam-time.ts'
import type { GatewayContext } from '../context.ts'
import type { SurveySum } from '../storage/surveys.ts'
import { lastDayOf, wholeMonths } from './months.ts'
import { noCounts } from './no-counts.ts'
import { nameOf, type Question } from './period.ts'

export async function satisfactionOf(
  { storage, now }: Pick<GatewayContext, 'storage' | 'now'>,
  { askable, period }: Question,
): Promise<Satisfaction> {
  const today = vietnamDay(now().getTime())
  const months = wholeMonths(period.from, period.until, today)
  if (months === null)
    return {
      months,
      people: 0,
      questions: [],
      steps: [],
      units: [],
      procedures: [],
      byMonth: [],
    }
  const { surveys, serviceIndex } = storage
  const asked = { units: period.units, ...months, running: today.slice(0, 7) }
  const whole = await surveys.sums(asked, 'nothing')
  const [dossiers] = await serviceIndex.counts(
    { ...period, from: `${months.from}-01`, until: lastDayOf(months.until) },
    'nothing',
  )
  const { received, finished } = dossiers?.counts ?? noCounts
  const of = { filing: received, return: finished, visit: null } as const satisfies Record<
    SurveyStep,
    number | null
  >
  const units = new Map(askable.map((each) => [each.code, nameOf(each)]))
  return {
    months,
    ...resultOf(whole, (answered) => answered >= smallestSample),
    steps: surveySteps.map((step) => ({
      step,
      people: peopleIn(whole.filter((row) => row.step === step)),
      of: of[step],
    })),
    units: groupsOf(await surveys.sums(asked, 'units')).map(({ key, ...group }) => ({
      unit: units.get(key) ?? { code: key, name: key },
      ...group,
    })),
    procedures: groupsOf(await surveys.sums(asked, 'procedures'))
      .map(({ key, ...group }) => ({ procedure: key === '' ? null : key, ...group }))
      .toSorted((a, b) => b.people - a.people),
    byMonth: groupsOf(await surveys.sums(asked, 'months'))
      .map(({ key, ...group }) => ({ month: key, ...group }))
      .toSorted((a, b) => (a.month < b.month ? -1 : 1)),
  }
}

type Result = Pick<Satisfaction, 'people' | 'questions'>

function groupsOf(rows: readonly SurveySum[]): readonly (Result & { readonly key: string })[] {
  const groups = [...Map.groupBy(rows, ({ key }) => key)].map(([key, its]) => ({
    key,
    rows: its,
    told: countsOf(toldOf(its)),
  }))
  const shown = new Map(
    surveyQuestions.map((question) => [
      question,
      shownGroups(groups.map(({ told }) => answeredIn(told[question]))),
    ]),
  )
  return groups.map(({ key, rows: its }, index) => ({
    key,
    ...resultOf(its, (_, question) => shown.get(question)?.[index] === true),
  }))
}

function resultOf(
  rows: readonly SurveySum[],
  isShown: (answered: number, question: SurveyQuestion) => boolean,
): Result {
  const counts = countsOf(toldOf(rows))
  return {
    people: peopleIn(rows),
    questions: surveyQuestions.map((question) => {
      const answered = answeredIn(counts[question])
      return {
        question,
        answered,
        faces: isShown(answered, question) ? [...counts[question]] : null,
      }
    }),
  }
}

/** Everybody answers for the whole. */
function peopleIn(rows: readonly SurveySum[]): number {
  return answeredIn(countsOf(rows).overall)
}
