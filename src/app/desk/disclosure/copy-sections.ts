/** The copy for the person concerned, as titles, names and texts in the language of the screen. */
import type { TFunction } from 'i18next'
import type { DossierExport } from '../../../contract/audit.ts'
import type { AssistedBy } from '../../../contract/payload.ts'
import { dossierStateNames } from '../../../domain/dossier/states.ts'
import { itemsOf } from '../../../domain/form/decide.ts'
import type { AnswerValue, Question } from '../../../domain/form/definition.ts'
import { isFieldValue } from '../../../domain/form/evaluate.ts'
import { isDrawnSignature } from '../../../domain/form/signature.ts'
import type { LocalizedText } from '../../../domain/text/localized.ts'
import { formatPartialDate } from '../../../domain/time/partial-date.ts'
import { answerText } from '../dossier/answer-text.ts'
import type { DossierContent } from '../dossier/use-dossier-content.ts'
import { momentText } from '../moment.tsx'
import type { CopySection } from './copy-document.ts'

interface CopyWords {
  readonly t: TFunction<['audit', 'common']>
  readonly language: keyof LocalizedText
  readonly content: DossierContent
  /** What an event is called at the desk; its own type where that has no word for it. */
  eventName(type: string): string
}

type Row = readonly [string, string]

export function copySections(copy: DossierExport, words: CopyWords): readonly CopySection[] {
  const { t, language, content, eventName } = words
  const { dossier } = copy
  const moment = (at: string | null) => (at === null ? t('copy.none') : momentText(at))
  const nameOf = (component: string) =>
    content.procedure?.components.find(({ id }) => id === component)?.name[language] ?? component
  return [
    {
      title: t('copy.register'),
      rows: [
        [t('copy.receiptCode'), dossier.receiptCode],
        [t('copy.officialNumber'), dossier.officialNumber ?? t('copy.none')],
        [
          t('copy.procedure'),
          [dossier.procedure, content.procedure?.name[language] ?? '']
            .filter((text) => text !== '')
            .join(' · '),
        ],
        [t('copy.state'), dossierStateNames[dossier.state][language]],
        [t('copy.applicant'), dossier.applicantName],
        [t('copy.lastFour'), dossier.applicantLastFour ?? t('copy.none')],
        [t('copy.subject'), dossier.subjectName ?? t('copy.none')],
        [t('copy.device'), copy.device.name],
        ...(copy.assistedBy === null
          ? []
          : [[t('copy.assisted'), assistanceText(copy.assistedBy, words)] as const]),
        [t('copy.filedOn'), formatPartialDate(dossier.filedOn)],
        [t('copy.arrivedAt'), moment(dossier.arrivedAt)],
        [t('copy.receivedAt'), moment(dossier.receivedAt)],
        [t('copy.dueAt'), moment(dossier.dueAt)],
        ...(dossier.contentRemovedAt === null
          ? []
          : [[t('copy.removedAt'), moment(dossier.contentRemovedAt)] as const]),
      ],
    },
    { title: t('copy.answers'), rows: answerRows(copy, words) },
    {
      title: t('copy.papers'),
      rows: copy.papers.map(({ component, pages }) => [
        nameOf(component),
        t('copy.pages', { count: pages.length }),
      ]),
    },
    {
      title: t('copy.documents'),
      rows: copy.documents.map(({ name, documentNumber, issuer, createdAt }) => [
        name,
        [documentNumber, issuer, momentText(createdAt)].filter((text) => text !== '').join(' · '),
      ]),
    },
    { title: t('copy.doubts'), rows: copy.doubts.map((doubt) => [doubt, '']) },
    {
      title: t('copy.events'),
      rows: copy.events.map(({ type, at, by, note }) => [
        momentText(at),
        [eventName(type), by, note ?? ''].filter((text) => text !== '').join(' · '),
      ]),
    },
    {
      title: t('copy.access'),
      rows: copy.access.map(({ at, who, whoName, action }) => [
        momentText(at),
        `${t(`action.${action}`)} · ${whoName === null ? who : `${whoName} (${who})`}`,
      ]),
    },
  ]
}

/** Who helped, and how the person agreed to it. */
function assistanceText({ consent, givenAt }: AssistedBy, { t }: CopyWords): string {
  const how =
    consent.kind === 'signed'
      ? t('copy.assistedSigned')
      : consent.kind === 'spoken'
        ? t('copy.assistedSpoken', { name: consent.heardBy })
        : t('copy.assistedMark', { name: consent.witness })
  return `${how} · ${momentText(givenAt)}`
}

/** In the form's order and official words; what the form does not know comes last, under its own id. */
function answerRows({ answers }: DossierExport, words: CopyWords): readonly Row[] {
  const questions = (words.content.form?.sections ?? [])
    .flatMap((section) => section.steps)
    .flatMap((step) => step.questions)
  const known = new Set(questions.map(({ id }) => id))
  const rows: Row[] = []
  for (const question of questions) {
    const value = answers[question.id]
    if (value !== undefined) rows.push(...rowsOf(labelOf(question, words), question, value, words))
  }
  for (const [id, value] of Object.entries(answers))
    if (!known.has(id)) rows.push(...rowsOf(id, undefined, value, words))
  return rows
}

function labelOf(question: Question, { language }: CopyWords): string {
  return (question.official ?? question.label)[language]
}

function rowsOf(
  label: string,
  question: Question | undefined,
  value: AnswerValue,
  words: CopyWords,
): readonly Row[] {
  const { t, language, content } = words
  if (!isFieldValue(value)) {
    const group = question?.type === 'group' ? question : undefined
    return itemsOf(value).flatMap((item, index) =>
      Object.entries(item).flatMap(([id, part]) => {
        const asked = group?.questions.find((one) => one.id === id)
        const name = asked === undefined ? id : labelOf(asked, words)
        return rowsOf(`${group?.itemTitle[language] ?? label} ${index + 1}: ${name}`, asked, part, words)
      }),
    )
  }
  if (typeof value === 'string' && isDrawnSignature(value)) return [[label, t('copy.signature')]]
  const asked = question?.type === 'group' ? undefined : question
  const yesNo = { yes: t('answer.yes', { ns: 'common' }), no: t('answer.no', { ns: 'common' }) }
  return [[label, answerText(asked, value, { lists: content.lists, language, yesNo })]]
}
