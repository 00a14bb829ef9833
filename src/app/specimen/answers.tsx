import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Checkbox } from '../ui/checkbox/checkbox.tsx'
import { Choices } from '../ui/choices/choices.tsx'
import { ChoicesSeveral } from '../ui/choices/choices-several.tsx'
import { TextArea, TextInput } from '../ui/field/field.tsx'
import { type ListItem, ListPicker } from '../ui/list-picker/list-picker.tsx'
import { Select } from '../ui/select/select.tsx'
import { Section } from './section.tsx'
import styles from './specimen.module.css'

/** Names of places are content, not words of the interface. */
const communes: readonly ListItem[] = [
  { id: 'sa-pa', label: 'Sa Pa', note: 'Lào Cai' },
  { id: 'bac-ha', label: 'Bắc Hà', note: 'Lào Cai' },
  { id: 'phong-tho', label: 'Phong Thổ', note: 'Lai Châu' },
  { id: 'hoang-sa', label: 'Đặc khu Hoàng Sa, thành phố Đà Nẵng' },
]

/** Whatever takes an answer. */
export function Answers() {
  const { t } = useTranslation('specimen')
  const [one, setOne] = useState<string | undefined>('first')
  const [several, setSeveral] = useState<readonly string[]>(['second'])
  const [office, setOffice] = useState('')
  const [commune, setCommune] = useState<ListItem | undefined>()
  const [isAgreed, setIsAgreed] = useState(true)
  const options = (['first', 'second', 'third'] as const).map((value) => ({
    value,
    label: t(`choices.${value}`),
  }))
  return (
    <>
      <Section title={t('fields.title')}>
        <div className={styles.columns}>
          <TextInput label={t('fields.empty')} />
          <TextInput
            label={t('fields.name')}
            official={t('fields.nameOfficial')}
            help={t('fields.nameHelp')}
            defaultValue={t('fields.nameValue')}
          />
          <TextInput label={t('fields.phone')} error={t('fields.phoneError')} defaultValue="0912" />
          <TextInput
            label={t('fields.year')}
            maxLength={4}
            doubt={t('fields.yearDoubt')}
            defaultValue="1890"
          />
          <TextInput label={t('fields.disabled')} disabled />
          <Select
            label={t('fields.list')}
            placeholder={t('fields.listNone')}
            options={options}
            value={office}
            onChange={setOffice}
          />
          <TextArea label={t('fields.note')} />
        </div>
      </Section>
      <Section title={t('choices.title')}>
        <Choices label={t('choices.one')} options={options} value={one} onChange={setOne} />
        <Choices
          label={t('choices.one')}
          official={t('fields.nameOfficial')}
          error={t('choices.error')}
          options={options}
          value={undefined}
          onChange={setOne}
        />
        <ChoicesSeveral
          label={t('choices.several')}
          options={options}
          values={several}
          onChange={setSeveral}
        />
        <ListPicker
          label={t('choices.commune')}
          chosen={commune}
          search={(typed) =>
            communes.filter(({ label }) => label.toLowerCase().startsWith(typed.toLowerCase()))
          }
          onChoose={setCommune}
        />
        <Checkbox label={t('choices.agree')} isChecked={isAgreed} onChange={setIsAgreed} />
        <Checkbox
          label={t('choices.agree')}
          isChecked={false}
          onChange={setIsAgreed}
          error={t('choices.agreeError')}
        />
      </Section>
    </>
  )
}
