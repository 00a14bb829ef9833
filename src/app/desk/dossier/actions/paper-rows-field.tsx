import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Procedure } from '../../../../catalogue/schema.ts'
import { contentLanguage } from '../../../i18n.ts'
import { Button } from '../../../ui/button/button.tsx'
import { FieldGroup, TextInput } from '../../../ui/field/field.tsx'
import { Icon } from '../../../ui/icon/icon.tsx'
import { Select } from '../../../ui/select/select.tsx'
import { counts, type PaperRow } from './action-draft.ts'
import type { ActionFieldProps } from './action-fields.ts'
import { bringable, rowOf, typedRow } from './paper-rows.ts'
import styles from './paper-rows-field.module.css'
import { useMistakeText } from './use-mistake-text.ts'

interface PaperRowsFieldProps extends ActionFieldProps {
  readonly procedure: Procedure | undefined
  readonly label: string
  readonly help: string
}

const typed = 'typed'

/** Papers with how many of each kind: from the procedure, or typed. */
export function PaperRowsField({ procedure, label, help, draft, onChange, mistakes }: PaperRowsFieldProps) {
  const { t, i18n } = useTranslation('workflow')
  const language = contentLanguage(i18n.language)
  const mistake = useMistakeText(mistakes)
  const [chosen, setChosen] = useState('')
  const { papers } = draft
  const components = bringable(procedure)
  const left = components.filter(({ id }) => papers.every(({ component }) => component !== id))
  const listMistake = mistake('papers')

  function add(): void {
    const component = left.find(({ id }) => id === chosen)
    if (component === undefined && chosen !== typed) return
    onChange({ papers: [...papers, component === undefined ? typedRow(papers) : rowOf(component)] })
    setChosen('')
  }
  const change = (key: string, changed: Partial<PaperRow>) =>
    onChange({ papers: papers.map((row) => (row.key === key ? { ...row, ...changed } : row)) })

  return (
    <FieldGroup label={label} help={help} {...(listMistake === undefined ? {} : { error: listMistake })}>
      {papers.length === 0 ? <p className={styles.none}>{t('papers.none')}</p> : null}
      <ul className={styles.rows}>
        {papers.map((row) => {
          const component = components.find(({ id }) => id === row.component)
          const name = component?.name[language] ?? row.name
          const countMistake = mistake(`counts ${row.key}`)
          return (
            <li key={row.key}>
              {row.component === null ? (
                <TextInput
                  label={t('papers.name')}
                  error={mistake(`name ${row.key}`)}
                  lang="vi"
                  maxLength={500}
                  value={row.name}
                  onChange={(event) => change(row.key, { name: event.target.value })}
                />
              ) : (
                <p className={styles.name}>{name}</p>
              )}
              <fieldset className={styles.counts}>
                <legend className="visually-hidden">{name === '' ? t('papers.name') : name}</legend>
                {counts.map((kind) => (
                  <TextInput
                    key={kind}
                    label={t(`papers.${kind}`)}
                    inputMode="numeric"
                    maxLength={3}
                    value={row[kind]}
                    aria-invalid={countMistake === undefined ? undefined : true}
                    onChange={(event) => change(row.key, { [kind]: event.target.value })}
                  />
                ))}
                <Button
                  kind="quiet"
                  icon={<Icon name="delete" />}
                  aria-label={name === '' ? t('papers.removeUnnamed') : t('papers.remove', { name })}
                  onClick={() => onChange({ papers: papers.filter(({ key }) => key !== row.key) })}
                />
              </fieldset>
              {countMistake === undefined ? null : (
                <p className={styles.mistake} role="alert">
                  {countMistake}
                </p>
              )}
            </li>
          )
        })}
      </ul>
      <div className={styles.add}>
        <Select
          label={t('papers.choose')}
          placeholder={t('papers.chooseOne')}
          aria-invalid={listMistake === undefined ? undefined : true}
          value={chosen}
          onChange={setChosen}
          options={[
            ...left.map(({ id, name }) => ({ value: id, label: name[language] })),
            { value: typed, label: t('papers.other') },
          ]}
        />
        <Button icon={<Icon name="add" />} aria-disabled={chosen === ''} onClick={add}>
          {t('papers.add')}
        </Button>
      </div>
    </FieldGroup>
  )
}
