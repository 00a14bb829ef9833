import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { nameMaximumLength, parseName } from '../../../domain/person/name.ts'
import { parsePhone } from '../../../domain/person/phone.ts'
import { Button } from '../../ui/button/button.tsx'
import { Choices } from '../../ui/choices/choices.tsx'
import { TextInput } from '../../ui/field/field.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import styles from './feedback.module.css'
import { useFeedback, useFeedbackWalk } from './feedback-context.ts'
import { senderPlace } from './places.ts'
import { SaveTrouble } from './save-trouble.tsx'

/** With a name or without, and who is to read it. */
export function SenderScreen() {
  const { t } = useTranslation(['feedback', 'problems'])
  const { draft, change } = useFeedback()
  const { number, total, next, back } = useFeedbackWalk(senderPlace)
  const [isChecked, setIsChecked] = useState(false)
  const content = useRef<HTMLDivElement>(null)
  const name = parseName(draft.name)
  const phone = parsePhone(draft.phone)
  const isRight = draft.isNamed === false || (draft.isNamed === true && name.ok && phone.ok)

  function goOn(): void {
    setIsChecked(true)
    if (!isRight) {
      const first = name.ok || draft.isNamed !== true ? '[name=phone], input' : '[name=name]'
      content.current?.querySelector<HTMLInputElement>(draft.isNamed === null ? 'input' : first)?.focus()
      return
    }
    if (name.ok && phone.ok && draft.isNamed === true) change({ name: name.name, phone: phone.phone })
    // Somebody who changed their mind leaves nothing behind.
    else change({ name: '', phone: '' })
    next()
  }

  return (
    <Screen
      title={t('sender.title')}
      onBack={back}
      progress={{ done: number - 1, total, label: t('progress', { number, total }) }}
      actions={
        <Button kind="primary" onClick={goOn}>
          {t('action.continue', { ns: 'common' })}
        </Button>
      }
    >
      <div ref={content} className={styles.sender}>
        <Choices
          label={t('sender.label')}
          help={t('sender.help')}
          {...(isChecked && draft.isNamed === null ? { error: t('sender.missing') } : {})}
          options={[
            { value: 'anonymous', label: t('sender.anonymous') },
            { value: 'named', label: t('sender.named') },
          ]}
          value={draft.isNamed === null ? undefined : draft.isNamed ? 'named' : 'anonymous'}
          onChange={(value) => change({ isNamed: value === 'named' })}
        />
        {draft.isNamed === true ? (
          <>
            <TextInput
              label={t('sender.name')}
              name="name"
              maxLength={nameMaximumLength}
              value={draft.name}
              onChange={(event) => change({ name: event.target.value })}
              error={
                isChecked && !name.ok
                  ? t(`problems:${name.problem}`, { maximum: nameMaximumLength })
                  : undefined
              }
              required
            />
            <TextInput
              label={t('sender.phone')}
              help={t('sender.phoneHelp')}
              name="phone"
              inputMode="tel"
              maxLength={20}
              value={draft.phone}
              onChange={(event) => change({ phone: event.target.value })}
              error={isChecked && !phone.ok ? t(`problems:${phone.problem}`) : undefined}
              required
            />
          </>
        ) : null}
        <Choices
          label={t('reader.label')}
          help={t('reader.help')}
          options={[
            { value: 'unit', label: t('reader.unit') },
            { value: 'above', label: t('reader.above') },
          ]}
          value={draft.reader}
          onChange={(value) => change({ reader: value === 'above' ? 'above' : 'unit' })}
        />
      </div>
      <SaveTrouble />
    </Screen>
  )
}
