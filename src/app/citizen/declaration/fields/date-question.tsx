import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseAnswer } from '../../../../domain/form/answer.ts'
import { FieldGroup } from '../../../ui/field/field.tsx'
import styles from '../declaration.module.css'
import { useDeclaration } from '../declaration-context.ts'
import { type DateParts, readDateParts, writeDate } from './date-parts.ts'
import type { QuestionProps } from './field-props.ts'

const partNames = ['day', 'month', 'year'] as const

/** Day, month and year apart: no calendar to page through, and a year alone where only that is known (bug case 33). */
export function DateQuestion({ question, answer, texts, isRequired, onAnswer, onLeave }: QuestionProps) {
  const { t } = useTranslation('declaration')
  const { today } = useDeclaration()
  const [initial] = useState(() => readDateParts(typeof answer === 'string' ? answer : ''))
  const parts = useRef<DateParts>(initial)

  function typed(name: keyof DateParts, text: string): void {
    parts.current = { ...parts.current, [name]: text }
    const raw = writeDate(parts.current)
    const parsed = parseAnswer(question, raw, { today })
    onAnswer(parsed.ok ? parsed.value : raw === '' ? undefined : raw)
  }

  const hint = question.help === undefined && question.partial === true ? { help: t('date.partial') } : {}
  return (
    <FieldGroup {...texts} {...hint} onLeave={onLeave}>
      <div className={styles.date}>
        {partNames.map((name) => (
          <label key={name} className={styles.datePart} data-part={name}>
            <span>{t(`date.${name}`)}</span>
            <input
              type="text"
              inputMode="numeric"
              autoComplete="off"
              maxLength={name === 'year' ? 4 : 2}
              defaultValue={initial[name]}
              aria-required={isRequired && (name === 'year' || question.partial !== true)}
              aria-invalid={texts.error !== undefined || undefined}
              onInput={(event) => typed(name, event.currentTarget.value)}
            />
          </label>
        ))}
      </div>
    </FieldGroup>
  )
}
