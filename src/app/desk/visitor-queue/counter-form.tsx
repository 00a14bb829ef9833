import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CounterChange, QueueCounter } from '../../../contract/visitor-queue.ts'
import type { ServiceGroup } from '../../../domain/visitor-queue/queue-setting.ts'
import { contentLanguage } from '../../i18n.ts'
import { Button } from '../../ui/button/button.tsx'
import { Checkbox } from '../../ui/checkbox/checkbox.tsx'
import { FieldGroup, TextInput } from '../../ui/field/field.tsx'
import styles from './visitor-queue.module.css'

interface CounterFormProps {
  /** Null for a new one. */
  readonly counter: QueueCounter | null
  readonly groups: readonly ServiceGroup[]
  readonly isBusy: boolean
  readonly onSave: (change: CounterChange) => void
  readonly onRemove?: () => void
}

/** Name of a counter and what it is for. */
export function CounterForm({ counter, groups, isBusy, onSave, onRemove }: CounterFormProps) {
  const { t, i18n } = useTranslation('visitor-queue')
  const language = contentLanguage(i18n.language)
  const [name, setName] = useState(counter?.name ?? '')
  const [letters, setLetters] = useState<readonly string[]>(
    counter?.groups ?? groups.map(({ letter }) => letter),
  )
  const [isWrong, setIsWrong] = useState(false)

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    // A group that was removed since is none any more.
    const known = groups.map(({ letter }) => letter).filter((letter) => letters.includes(letter))
    const isRight = name.trim() !== '' && known.length > 0
    setIsWrong(!isRight)
    if (isRight) onSave({ name: name.trim(), groups: known })
  }

  return (
    <form className={styles.panel} onSubmit={submit} noValidate>
      {counter === null ? <h3>{t('setting.newCounter')}</h3> : null}
      <TextInput
        label={t('setting.counterName')}
        maxLength={60}
        value={name}
        onChange={({ target }) => setName(target.value)}
        {...(isWrong ? { error: t('setting.counterWrong') } : {})}
      />
      <FieldGroup label={t('setting.counterGroups')}>
        <div className={styles.checks}>
          {groups.map(({ letter, name: label }) => (
            <Checkbox
              key={letter}
              label={`${letter} · ${label[language]}`}
              isChecked={letters.includes(letter)}
              onChange={(isChecked) =>
                setLetters(isChecked ? [...letters, letter] : letters.filter((each) => each !== letter))
              }
            />
          ))}
        </div>
      </FieldGroup>
      <div className={styles.actions}>
        <Button type="submit" isBusy={isBusy}>
          {counter === null ? t('setting.addCounter') : t('setting.saveCounter', { name: counter.name })}
        </Button>
        {counter === null || onRemove === undefined ? null : (
          <Button kind="quiet" isBusy={isBusy} onClick={onRemove}>
            {t('setting.removeCounter', { name: counter.name })}
          </Button>
        )}
      </div>
    </form>
  )
}
