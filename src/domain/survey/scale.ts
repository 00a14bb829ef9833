/**
 * What people are asked of the service: one face for the whole, then the aspects of the official survey (SIPAS, on its
 * 5-step scale; rules.md §8). Nobody of the staff is named.
 */

/** 1 very dissatisfied … 5 very satisfied. */
export const faces = [1, 2, 3, 4, 5] as const
export type Face = (typeof faces)[number]

export const surveyAspects = ['access', 'procedure', 'staff', 'result', 'complaints'] as const
export type SurveyAspect = (typeof surveyAspects)[number]

export const surveyQuestions = ['overall', ...surveyAspects] as const
export type SurveyQuestion = (typeof surveyQuestions)[number]

/** After filing, when the result was handed over, or at a tablet on the counter, where no dossier is named. */
export const surveySteps = ['filing', 'return', 'visit'] as const
export type SurveyStep = (typeof surveySteps)[number]
export type DossierStep = Exclude<SurveyStep, 'visit'>

/** The face for the whole is the answer; aspects may be left out. */
export type SurveyAnswers = { readonly overall: Face } & {
  readonly [Aspect in SurveyAspect]?: Face | undefined
}

/** In their order. Right after filing there is no result yet, and nothing to complain of was dealt with. */
export function questionsAt(step: SurveyStep): readonly SurveyQuestion[] {
  return step === 'filing' ? ['overall', 'access', 'procedure', 'staff'] : surveyQuestions
}

/** Answers on their way may be this old: a kiosk without a network keeps them. */
const oldestMonths = 6

/**
 * The month that an answer is counted in: its own, unless the device's clock cannot have been right.
 * @param month, arrived `YYYY-MM`, of the device and of the gateway
 */
export function countedMonth(month: string, arrived: string): string {
  const age = monthNumber(arrived) - monthNumber(month)
  return age >= 0 && age <= oldestMonths ? month : arrived
}

function monthNumber(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5))
}
