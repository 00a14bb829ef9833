import { useTranslation } from 'react-i18next'
import type { Answers, FieldQuestion, FieldValue } from '../../domain/form/definition.ts'
import { isFieldValue } from '../../domain/form/evaluate.ts'
import { type PrintedLine, printedTable } from '../../domain/form/printed.ts'
import { isDrawnSignature, signatureBoard } from '../../domain/form/signature.ts'
import type { CivilDay } from '../../domain/time/civil-day.ts'
import { formatPartialDateInWords, isPartialDate } from '../../domain/time/partial-date.ts'
import { answerText, type CodeLists } from '../desk/dossier/answer-text.ts'
import { SignatureDrawing } from '../ui/signature/signature-drawing.tsx'
import styles from './printed-declaration.module.css'

/** More options than this are not printed as boxes: only what was chosen is. */
const boxesAtMost = 9
/** More columns than this do not fit across the sheet: each item is printed as a list. */
const columnsAtMost = 5

interface PrintedAnswerProps {
  readonly line: PrintedLine
  readonly context: { readonly answers: Answers; readonly today: CivilDay }
  readonly lists: CodeLists
}

/** One answer on paper: boxes for choices, a table for a group, a dotted line where nothing was declared. */
export function PrintedAnswer({ line: { question, answer }, context, lists }: PrintedAnswerProps) {
  if (question.type !== 'group') {
    return (
      <PrintedField question={question} answer={isFieldValue(answer) ? answer : undefined} lists={lists} />
    )
  }
  const { columns, rows } = printedTable(question, answer, context)
  if (rows.length === 0) return <span className={styles.dots} />
  const wordsOf = (column: FieldQuestion) => (column.printed?.label ?? column.official ?? column.label).vi
  if (columns.length > columnsAtMost) {
    return (
      <ol className={styles.items}>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an item has no other name, and keeps no state.
          <li key={index}>
            {columns.map((column) => (
              <div key={column.id} className={styles.line}>
                <span className={styles.label}>{wordsOf(column)}:</span>
                <PrintedField question={column} answer={row[column.id]} lists={lists} />
              </div>
            ))}
          </li>
        ))}
      </ol>
    )
  }
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <NumberHeading />
          {columns.map((column) => (
            <th key={column.id} scope="col">
              {wordsOf(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an item has no other name, and keeps no state.
          <tr key={index}>
            <td>{index + 1}</td>
            {columns.map((column) => {
              const value = row[column.id]
              return (
                <td key={column.id}>
                  {value === undefined ? null : <Written question={column} value={value} lists={lists} />}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function NumberHeading() {
  const { t } = useTranslation('printed', { lng: 'vi' })
  return <th scope="col">{t('number')}</th>
}

interface PrintedFieldProps {
  readonly question: FieldQuestion
  readonly answer: FieldValue | undefined
  readonly lists: CodeLists
}

function PrintedField({ question, answer, lists }: PrintedFieldProps) {
  const { t } = useTranslation('printed', { lng: 'vi' })
  const options =
    question.type === 'yes-no'
      ? [
          { label: t('yes'), isChosen: answer === true },
          { label: t('no'), isChosen: answer === false },
        ]
      : (question.options ?? []).map(({ value, label }) => ({
          label: label.vi,
          isChosen: Array.isArray(answer) ? answer.includes(value) : answer === value,
        }))
  if (options.length > 0 && options.length <= boxesAtMost) {
    return (
      <span className={styles.boxes}>
        {options.map(({ label, isChosen }) => (
          <span key={label} className={styles.option} data-chosen={isChosen}>
            <span className={styles.box}>{isChosen ? '×' : ''}</span>
            {label}
          </span>
        ))}
      </span>
    )
  }
  if (answer === undefined) return <span className={styles.dots} />
  return (
    <span className={styles.value}>
      <Written question={question} value={answer} lists={lists} />
    </span>
  )
}

interface WrittenProps {
  readonly question: FieldQuestion
  readonly value: FieldValue
  readonly lists: CodeLists
}

function Written({ question, value, lists }: WrittenProps) {
  const { t } = useTranslation('printed', { lng: 'vi' })
  if (typeof value === 'string' && isDrawnSignature(value)) {
    return (
      <span className={styles.drawing}>
        <SignatureDrawing path={value} board={signatureBoard} label={t('signature')} />
      </span>
    )
  }
  if (question.type === 'date' && typeof value === 'string' && isPartialDate(value)) {
    return formatPartialDateInWords(value)
  }
  return answerText(question, value, { lists, language: 'vi', yesNo: { yes: t('yes'), no: t('no') } })
}
