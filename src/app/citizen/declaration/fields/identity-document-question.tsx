import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseField } from '../../../../domain/form/answer.ts'
import {
  type DocumentKind,
  documentKinds,
  type FieldValue,
  type IdentityDocumentAnswer,
} from '../../../../domain/form/definition.ts'
import { hasCitizenNumber, parseIdentityDocument } from '../../../../domain/form/identity-document.ts'
import { contentLanguage } from '../../../i18n.ts'
import { Choices } from '../../../ui/choices/choices.tsx'
import { FieldGroup, TextInput } from '../../../ui/field/field.tsx'
import styles from '../declaration.module.css'
import { useLists } from '../use-lists.ts'
import { DateInputs } from './date-inputs.tsx'
import type { QuestionProps } from './field-props.ts'
import { ListsPending } from './lists-pending.tsx'
import { NumberHint } from './number-hint.tsx'

/** The kind of paper first; then its number, and when and where it was issued, if the person knows. */
export function IdentityDocumentQuestion({
  question,
  answer,
  texts,
  isRequired,
  today,
  onAnswer,
  onLeave,
}: QuestionProps) {
  const { t, i18n } = useTranslation('declaration')
  const language = contentLanguage(i18n.language)
  const lists = useLists()
  const [document, setDocument] = useState(() => documentOf(answer))
  if (typeof lists.loaded === 'string') return <ListsPending lists={lists} />

  function changed(next: IdentityDocumentAnswer): void {
    setDocument(next)
    const parsed = parseField(question, next, { today })
    // What is not valid yet is kept as typed: it is shown again after a refresh, and refused at the end.
    onAnswer(parsed.ok ? parsed.value : next)
  }

  const { error, ...otherTexts } = texts
  const wrongPart = error === undefined ? undefined : partToMend(document)
  const errorAt = (part: Part) => (wrongPart === part ? { error } : {})
  return (
    <FieldGroup {...otherTexts} onLeave={onLeave}>
      <div className={styles.parts}>
        <Choices
          {...errorAt('kind')}
          label={t('document.kind')}
          options={lists.loaded.documentKinds.map(({ code, name }) => ({
            value: code,
            label: name[language],
          }))}
          value={document?.kind}
          onChange={(value) => {
            const kind = documentKinds.find((known) => known === value)
            if (kind !== undefined) changed({ number: '', ...document, kind })
          }}
        />
        {document === undefined ? null : (
          <>
            <div className={styles.question}>
              <TextInput
                {...errorAt('number')}
                label={t('document.number')}
                defaultValue={document.number}
                maxLength={50}
                inputMode={hasLetters(document.kind) ? 'text' : 'numeric'}
                aria-required={isRequired}
                onInput={(event) => changed({ ...document, number: event.currentTarget.value })}
              />
              {hasCitizenNumber(document.kind) ? <NumberHint typed={document.number} /> : null}
            </div>
            <FieldGroup {...errorAt('issuedOn')} label={t('document.issuedOn')}>
              <DateInputs
                initial={document.issuedOn ?? ''}
                isRequired={false}
                isPartial={question.partial === true}
                isInvalid={wrongPart === 'issuedOn'}
                onType={(issuedOn) => changed({ ...document, issuedOn })}
              />
            </FieldGroup>
            <TextInput
              label={t('document.issuedBy')}
              defaultValue={document.issuedBy}
              maxLength={500}
              onInput={(event) => changed({ ...document, issuedBy: event.currentTarget.value })}
            />
          </>
        )}
      </div>
    </FieldGroup>
  )
}

type Part = 'kind' | 'number' | 'issuedOn'

/** Where the error of the whole answer is shown: the date is looked at last. */
function partToMend(document: IdentityDocumentAnswer | undefined): Part {
  if (document === undefined) return 'kind'
  return parseIdentityDocument(document).ok ? 'issuedOn' : 'number'
}

function hasLetters(kind: DocumentKind): boolean {
  return kind === 'passport' || kind === 'birth-certificate' || kind === 'other'
}

function documentOf(answer: FieldValue | undefined): IdentityDocumentAnswer | undefined {
  return typeof answer === 'object' && 'kind' in answer ? answer : undefined
}
