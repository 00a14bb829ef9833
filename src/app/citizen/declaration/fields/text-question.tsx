import { type ClipboardEvent, type HTMLAttributes, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseField } from '../../../../domain/form/answer.ts'
import type { FieldQuestion, FieldType, FieldValue } from '../../../../domain/form/definition.ts'
import { formatMoney } from '../../../../domain/form/money.ts'
import { typedQuantity } from '../../../../domain/form/quantity.ts'
import type { LocalizedText } from '../../../../domain/text/localized.ts'
import { contentLanguage } from '../../../i18n.ts'
import { AmountInWords } from '../../../ui/amount-in-words/amount-in-words.tsx'
import { TextArea, TextInput } from '../../../ui/field/field.tsx'
import styles from '../declaration.module.css'
import type { QuestionProps } from './field-props.ts'
import { NumberHint } from './number-hint.tsx'

type Keyboard = Pick<HTMLAttributes<HTMLInputElement>, 'inputMode' | 'autoCapitalize' | 'spellCheck'>

/** Always `type="text"`: a number input eats leading zeros (bug case 32), an email input refuses what is half typed. */
const keyboards: Partial<Record<FieldType, Keyboard>> = {
  name: { autoCapitalize: 'words', spellCheck: false },
  money: { inputMode: 'numeric' },
  'old-id-number': { inputMode: 'numeric' },
  'citizen-number': { inputMode: 'numeric' },
  phone: { inputMode: 'tel' },
  email: { inputMode: 'email', autoCapitalize: 'none', spellCheck: false },
}

/** Everything that is typed in one line or several. */
export function TextQuestion({
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
  const isNumber = question.type === 'citizen-number'
  const [digits, setDigits] = useState(isNumber ? String(answer ?? '') : '')

  function typed(raw: string): void {
    if (isNumber) setDigits(raw)
    const parsed = parseField(question, raw, { today })
    // What is not valid yet is kept as typed: it is shown again after a refresh, and refused at the end.
    onAnswer(parsed.ok ? parsed.value : raw.trim() === '' ? undefined : raw)
  }

  const shared = {
    ...(question.type === 'money' ? { help: t('money.help') } : {}),
    ...texts,
    defaultValue: written(answer, question, language),
    'aria-required': isRequired,
    onInput: (event: { readonly currentTarget: { readonly value: string } }) =>
      typed(event.currentTarget.value),
    onBlur: (event: { readonly currentTarget: { value: string } }) => {
      const parsed = parseField(question, event.currentTarget.value, { today })
      if (parsed.ok) event.currentTarget.value = written(parsed.value, question, language)
      onLeave()
    },
  }
  if (question.type === 'long-text') return <TextArea {...shared} />
  return (
    <div className={styles.question}>
      <TextInput {...shared} {...keyboardFor(question)} onPaste={pasteOnOneLine} />
      {isNumber ? <NumberHint typed={digits} /> : null}
      {question.type === 'money' ? (
        <p aria-live="polite">{typeof answer === 'number' ? <AmountInWords vnd={answer} /> : null}</p>
      ) : null}
    </div>
  )
}

/** An amount with its thousands apart: a zero too many is seen at once. */
function written(
  answer: FieldValue | undefined,
  { type }: FieldQuestion,
  language: keyof LocalizedText,
): string {
  if (typeof answer !== 'number') return String(answer ?? '')
  return type === 'money' ? formatMoney(answer) : typedQuantity(answer, language)
}

/** The number pad of some phones has neither a comma nor a minus. */
function keyboardFor({ type, decimals, min = 0 }: FieldQuestion): Keyboard | undefined {
  if (type !== 'number') return keyboards[type]
  if (min < 0) return {}
  return { inputMode: decimals === undefined ? 'numeric' : 'decimal' }
}

/** Browsers drop line breaks in a one-line input and glue the words together. */
function pasteOnOneLine(event: ClipboardEvent<HTMLInputElement>): void {
  const pasted = event.clipboardData.getData('text')
  if (!/[\r\n\u2028\u2029]/u.test(pasted)) return
  event.preventDefault()
  const input = event.currentTarget
  const { selectionStart, selectionEnd, value } = input
  input.setRangeText(
    pasted.replace(/\s+/gu, ' ').trim(),
    selectionStart ?? value.length,
    selectionEnd ?? value.length,
    'end',
  )
  input.dispatchEvent(new InputEvent('input', { bubbles: true }))
}
