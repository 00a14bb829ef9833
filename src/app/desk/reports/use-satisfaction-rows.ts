import { useTranslation } from 'react-i18next'
import type { Report } from '../../../contract/service-index.ts'
import type { SurveyQuestionResult } from '../../../contract/survey.ts'
import { contentLanguage } from '../../i18n.ts'
import { useProcedureNames } from '../dossiers/use-procedure-names.ts'
import { useMonthText } from '../service-index/use-month-text.ts'
import type { SheetCell } from '../sheets/sheet.ts'

type Group = Pick<Report['satisfaction'], 'people' | 'questions'>

const faceOrder = [5, 4, 3, 2, 1] as const

/** The answers to the survey as rows of a sheet, each with who or what, how many answered, and the five faces. */
export function useSatisfactionRows(): (
  satisfaction: Report['satisfaction'],
) => readonly (readonly SheetCell[])[] {
  const { t, i18n } = useTranslation('reports')
  const { t: survey } = useTranslation('survey')
  const monthText = useMonthText()
  const names = useProcedureNames()
  const language = contentLanguage(i18n.language)
  const procedureName = (code: string | null) =>
    code === null ? t('survey.noProcedure') : `${code} ${names.get(code)?.[language] ?? ''}`.trim()
  const cells = ({ answered, faces }: SurveyQuestionResult): readonly SheetCell[] => [
    answered,
    ...faceOrder.map((face) => faces?.[face - 1] ?? '–'),
  ]
  const overall = (name: string, { people, questions }: Group) => [
    name,
    people,
    ...questions.filter(({ question }) => question === 'overall').flatMap(cells),
  ]
  const heading = (name: string) => [
    name,
    t('survey.column.people'),
    t('survey.column.answered'),
    ...faceOrder.map((face) => survey(`face.${face}`)),
  ]
  return ({ months, people, steps, questions, units, procedures, byMonth }) => {
    if (months === null || people === 0)
      return [[t('section.satisfaction'), t(months === null ? 'survey.noMonth' : 'survey.nobody')]]
    return [
      [t('section.satisfaction'), monthText(months.from), monthText(months.until)],
      ...steps.map((each) => [t(`survey.step.${each.step}`), each.people, each.of ?? '–']),
      heading(t('survey.column.question')),
      ...questions.map((result) => [
        result.question === 'overall' ? t('survey.overall') : survey(`official.${result.question}`),
        people,
        ...cells(result),
      ]),
      heading(t('column.unit')),
      ...units.map((group) => overall(`${group.unit.name} (${group.unit.code})`, group)),
      heading(t('survey.column.procedure')),
      ...procedures.map((group) => overall(procedureName(group.procedure), group)),
      heading(t('survey.column.month')),
      ...byMonth.map((group) => overall(monthText(group.month), group)),
    ]
  }
}
