import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answers, FormDefinition } from '../../domain/form/definition.ts'
import { completeAnswers } from '../../domain/form/evaluate.ts'
import { type PrintedLine, printedParts } from '../../domain/form/printed.ts'
import type { CivilDay } from '../../domain/time/civil-day.ts'
import type { CodeLists } from '../desk/dossier/answer-text.ts'
import { PrintedAnswer } from './printed-answer.tsx'
import styles from './printed-declaration.module.css'

interface PrintedDeclarationProps {
  readonly form: FormDefinition
  readonly answers: Answers
  /** Day of filing, which decides which questions applied. */
  readonly filedOn: CivilDay
  readonly lists: CodeLists
  /** To whom it is addressed. */
  readonly unitName: string
  /** `XXXXX-XXXXX`, once it has been filed. */
  readonly receiptCode?: string
}

/**
 * The declaration on A4, in the words and order of the paper form, to be signed by hand or kept with the dossier.
 * Only on paper, and in Vietnamese whatever the screen's language: it is a document of the desk. The screen does not
 * wait for its words.
 */
export function PrintedDeclaration(props: PrintedDeclarationProps) {
  return (
    <Suspense>
      <Sheet {...props} />
    </Suspense>
  )
}

function Sheet({ form, answers, filedOn, lists, unitName, receiptCode }: PrintedDeclarationProps) {
  const { t } = useTranslation('printed', { lng: 'vi' })
  const parts = printedParts(form, answers, filedOn)
  const complete = completeAnswers(form, answers, filedOn)
  const applicant = complete[form.applicant.name]
  const labelOf = ({ label, question }: PrintedLine): string => {
    if (label !== undefined) return label.vi
    return question.type === 'phone' || question.type === 'email' ? t(question.type) : question.label.vi
  }
  // Some official wordings carry the number of the paper form.
  const isNumbered = parts.some(({ lines }) => lines.some((line) => /^\d+\./.test(labelOf(line))))
  let count = 0
  return (
    <section className={styles.sheet} aria-hidden="true" lang="vi" data-printed="declaration">
      <header className={styles.nation}>
        <p>{t('nation')}</p>
        <p className={styles.motto}>{t('motto')}</p>
      </header>
      <h1 className={styles.title}>{form.officialName}</h1>
      <p className={styles.addressee}>{t('addressee', { unit: unitName })}</p>
      {parts.map(({ title, lines }) => (
        <section key={title?.vi ?? ''} className={styles.part}>
          {title === undefined ? null : <h2>{title.vi}</h2>}
          {lines.map((line) => {
            count += 1
            const label = labelOf(line)
            return (
              <div key={line.question.id} className={styles.line} data-wide={line.question.type === 'group'}>
                <span className={styles.label}>{isNumbered ? label : `${count}. ${label}`}:</span>
                <PrintedAnswer line={line} context={{ answers: complete, today: filedOn }} lists={lists} />
              </div>
            )
          })}
        </section>
      ))}
      <p className={styles.oath}>{t('oath')}</p>
      <div className={styles.signing}>
        <p className={styles.place}>{t('placeAndDate')}</p>
        <p className={styles.signer}>{t('signer')}</p>
        <p className={styles.how}>{t('howToSign')}</p>
        <p className={styles.name}>{typeof applicant === 'string' ? applicant : ''}</p>
      </div>
      <p className={styles.footnote}>
        {receiptCode === undefined ? t('notFiled') : t('receiptCode', { code: receiptCode })}
      </p>
    </section>
  )
}
