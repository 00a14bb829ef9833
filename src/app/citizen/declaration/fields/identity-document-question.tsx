import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseField } from '../../../../domain/form/answer.ts'
import {
  documentKinds,
  type FieldValue,
  type IdentityDocumentAnswer,
} from '../../../../domain/form/definition.ts'
import { hasCitizenNumber } from '../../../../domain/form/identity-document.ts'
import { contentLanguage } from '../../../i18n.ts'
import { Choices } from '../../../ui/choices/choices.tsx'
import { FieldGroup, TextInput } from '../../../ui/field/field.tsx'
import styles from '../declaration.module.css'
import { useDeclaration } from '../declaration-context.ts'
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
  onAnswer,
  onLeave,
}: QuestionProps) {
  const { t, i18n } = useTranslation('declaration')
  const language = contentLanguage(i18n.language)
  const { today } = useDeclaration()
  const lists = useLists()
  const [document, setDocument] = useState(() => documentOf(answer))
  if (typeof lists.loaded === 'string') return <ListsPending lists={lists} />

  function changed(next: IdentityDocumentAnswer): void {
    setDocument(next)
    const parsed = parseField(question, next, { today })
    // What is not valid yet is kept as typed: it is shown again after a refresh, and refused at the end.
    onAnswer(parsed.ok ? parsed.value : next)
  }

  const isInvalid = texts.error !== undefined
  return (
    <FieldGroup {...texts} onLeave={onLeave}>
      <div className={styles.parts}>
        <Choices
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
                label={t('document.number')}
                defaultValue={document.number}
                maxLength={50}
                inputMode={document.kind === 'passport' || document.kind === 'other' ? 'text' : 'numeric'}
                aria-required={isRequired}
                aria-invalid={isInvalid || undefined}
                onInput={(event) => changed({ ...document, number: event.currentTarget.value })}
              />
              {hasCitizenNumber(document.kind) ? <NumberHint typed={document.number} /> : null}
            </div>
            <fieldset className={styles.question}>
              <legend>{t('document.issuedOn')}</legend>
              <DateInputs
                initial={document.issuedOn ?? ''}
                isRequired={false}
                isPartial={question.partial === true}
                isInvalid={false}
                onType={(issuedOn) => changed({ ...document, issuedOn })}
              />
            </fieldset>
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

function documentOf(answer: FieldValue | undefined): IdentityDocumentAnswer | undefined {
  return typeof answer === 'object' && 'kind' in answer ? answer : undefined
}
