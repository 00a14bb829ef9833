import { useTranslation } from 'react-i18next'
import type { Report } from '../../../contract/service-index.ts'
import type { SurveyQuestionResult } from '../../../contract/survey.ts'
import { marginPoints, satisfiedIn, smallestSample } from '../../../domain/survey/sample.ts'
import { contentLanguage } from '../../i18n.ts'
import { type Column, Table } from '../../ui/table/table.tsx'
import { useProcedureNames } from '../dossiers/use-procedure-names.ts'
import { countText, percentText } from '../service-index/numbers.ts'
import { useMonthText } from '../service-index/use-month-text.ts'
import styles from './screen.module.css'

type Satisfaction = Report['satisfaction']

/** What people answered, with how many they were; no share where they are few. */
export function SatisfactionSection({ satisfaction }: { readonly satisfaction: Satisfaction }) {
  const { t, i18n } = useTranslation('reports')
  const { t: survey } = useTranslation('survey')
  const monthText = useMonthText()
  const names = useProcedureNames()
  const { language } = i18n
  const { months, people, questions, steps } = satisfaction

  const shareText = ({ answered, faces }: SurveyQuestionResult) =>
    faces === null
      ? t('survey.few', { count: answered })
      : t('survey.share', {
          percent: percentText(satisfiedIn(faces), answered, language),
          answered: countText(answered, language),
          margin: marginPoints(answered),
        })
  const groupColumns = <Row extends { people: number; questions: SurveyQuestionResult[] }>(
    id: string,
    title: string,
    name: Column<Row>['cell'],
  ): readonly Column<Row>[] => [
    { id, title, cell: name },
    { id: 'people', title: t('survey.column.people'), cell: (row) => countText(row.people, language) },
    {
      id: 'satisfied',
      title: t('survey.column.satisfied'),
      cell: (row) => row.questions.filter(({ question }) => question === 'overall').map(shareText),
    },
  ]

  return (
    <section className={styles.section}>
      <h2>{t('section.satisfaction')}</h2>
      {months === null ? <p>{t('survey.noMonth')}</p> : null}
      {months === null || people > 0 ? null : <p>{t('survey.nobody')}</p>}
      {months === null || people === 0 ? null : (
        <>
          <div>
            <p>
              {t('survey.months', { from: monthText(months.from), until: monthText(months.until) })}{' '}
              {t('survey.people', { count: people })}
            </p>
            <p className={styles.note}>{t('survey.how', { minimum: smallestSample })}</p>
          </div>
          <Table
            caption={t('survey.byStep')}
            columns={[
              { id: 'step', title: t('survey.column.step'), cell: ({ step }) => t(`survey.step.${step}`) },
              {
                id: 'people',
                title: t('survey.column.people'),
                cell: (row) => countText(row.people, language),
              },
              {
                id: 'rate',
                title: t('survey.column.rate'),
                cell: (row) =>
                  row.of === null
                    ? t('survey.rateUnknown')
                    : t('survey.rate', {
                        percent: percentText(row.people, row.of, language),
                        of: countText(row.of, language),
                      }),
              },
            ]}
            rows={steps}
            keyOf={({ step }) => step}
          />
          <Table
            caption={t('survey.byQuestion')}
            columns={[
              {
                id: 'question',
                title: t('survey.column.question'),
                cell: ({ question }) =>
                  question === 'overall' ? t('survey.overall') : survey(`official.${question}`),
              },
              { id: 'satisfied', title: t('survey.column.satisfied'), cell: shareText },
              ...([5, 4, 3, 2, 1] as const).map((face) => ({
                id: String(face),
                title: survey(`face.${face}`),
                cell: ({ faces }: SurveyQuestionResult) =>
                  faces === null ? '–' : countText(faces[face - 1] ?? 0, language),
              })),
            ]}
            rows={questions}
            keyOf={({ question }) => question}
          />
          {satisfaction.units.length < 2 ? null : (
            <Table
              caption={t('section.below')}
              columns={groupColumns<Satisfaction['units'][number]>('unit', t('column.unit'), ({ unit }) => (
                <span lang="vi">{unit.name}</span>
              ))}
              rows={satisfaction.units}
              keyOf={({ unit }) => unit.code}
            />
          )}
          <Table
            caption={t('survey.byProcedure')}
            columns={groupColumns<Satisfaction['procedures'][number]>(
              'procedure',
              t('survey.column.procedure'),
              ({ procedure }) =>
                procedure === null
                  ? t('survey.noProcedure')
                  : (names.get(procedure)?.[contentLanguage(language)] ?? procedure),
            )}
            rows={satisfaction.procedures}
            keyOf={({ procedure }) => procedure ?? ''}
          />
          {satisfaction.byMonth.length < 2 ? null : (
            <Table
              caption={t('survey.byMonth')}
              columns={groupColumns<Satisfaction['byMonth'][number]>(
                'month',
                t('survey.column.month'),
                ({ month }) => monthText(month),
              )}
              rows={satisfaction.byMonth}
              keyOf={({ month }) => month}
            />
          )}
        </>
      )}
    </section>
  )
}
