import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseField } from '../../../../domain/form/answer.ts'
import {
  drawSignature,
  isDrawnSignature,
  signatureBoard,
  signatureMaximumLength,
} from '../../../../domain/form/signature.ts'
import { Button } from '../../../ui/button/button.tsx'
import { Checkbox } from '../../../ui/checkbox/checkbox.tsx'
import { FieldGroup, TextInput } from '../../../ui/field/field.tsx'
import { Icon } from '../../../ui/icon/icon.tsx'
import { SignaturePad } from '../../../ui/signature/signature-pad.tsx'
import styles from '../declaration.module.css'
import type { QuestionProps } from './field-props.ts'

/** Drawn on the screen; or the full name, for whoever has no pointer or no steady hand. */
export function SignatureQuestion({
  question,
  answer,
  texts,
  isRequired,
  today,
  onAnswer,
  onLeave,
}: QuestionProps) {
  const { t } = useTranslation('declaration')
  const given = typeof answer === 'string' ? answer : ''
  const [isTyped, setIsTyped] = useState(given !== '' && !isDrawnSignature(given))
  const drawn = isDrawnSignature(given) ? given : ''

  function typed(raw: string): void {
    const parsed = parseField(question, raw, { today })
    onAnswer(parsed.ok ? parsed.value : raw.trim() === '' ? undefined : raw)
  }

  return (
    <FieldGroup {...texts} onLeave={onLeave}>
      <div className={styles.parts}>
        {isTyped ? (
          <TextInput
            label={t('signature.name')}
            defaultValue={given}
            autoCapitalize="words"
            spellCheck={false}
            maxLength={100}
            aria-required={isRequired}
            aria-invalid={texts.error !== undefined || undefined}
            onInput={(event) => typed(event.currentTarget.value)}
          />
        ) : (
          <>
            <SignaturePad
              path={drawn}
              board={signatureBoard}
              label={t(drawn === '' ? 'signature.empty' : 'signature.drawn')}
              onStroke={(stroke) => {
                const path = drawn + drawSignature([stroke])
                // A full board takes no more strokes; what is on it stays.
                if (path.length <= signatureMaximumLength) onAnswer(path)
              }}
            />
            <Button
              icon={<Icon name="delete" />}
              aria-disabled={drawn === ''}
              onClick={() => onAnswer(undefined)}
            >
              {t('signature.clear')}
            </Button>
          </>
        )}
        <Checkbox
          label={t('signature.type')}
          isChecked={isTyped}
          onChange={(typing) => {
            setIsTyped(typing)
            onAnswer(undefined)
          }}
        />
      </div>
    </FieldGroup>
  )
}
