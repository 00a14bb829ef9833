import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseField } from '../../../../domain/form/answer.ts'
import type { AddressAnswer, FieldValue } from '../../../../domain/form/definition.ts'
import { contentLanguage } from '../../../i18n.ts'
import { useDevice } from '../../../session/device-state.ts'
import { Checkbox } from '../../../ui/checkbox/checkbox.tsx'
import { FieldGroup, TextInput } from '../../../ui/field/field.tsx'
import { ListPicker } from '../../../ui/list-picker/list-picker.tsx'
import { useAnswering } from '../answering.ts'
import styles from '../declaration.module.css'
import { useDeclaration } from '../declaration-context.ts'
import { useLists } from '../use-lists.ts'
import { communeLabel, createCommuneSearch } from './commune-search.ts'
import type { QuestionProps } from './field-props.ts'
import { ListsPending } from './lists-pending.tsx'

const nowhere: AddressAnswer = { province: '', commune: '', detail: '' }

/** Commune and province in one search, the village in words; all in words for a place abroad or not found. */
export function AddressQuestion({ question, answer, texts, onAnswer, onLeave }: QuestionProps) {
  const { t, i18n } = useTranslation('declaration')
  const language = contentLanguage(i18n.language)
  const { today } = useDeclaration()
  const { unchosen, setUnchosen } = useAnswering()
  const device = useDevice()
  const lists = useLists()
  const [address, setAddress] = useState(() => addressOf(answer))
  const [typedCommune, setTypedCommune] = useState('')
  const [isUnlisted, setIsUnlisted] = useState(
    address.commune === '' && address.detail !== '' && !unchosen.has(question.id),
  )

  const province = device?.unit.province ?? ''
  const commune = device?.unit.commune ?? null
  const { loaded } = lists
  const search = useMemo(
    () =>
      typeof loaded === 'string'
        ? undefined
        : createCommuneSearch(loaded.communes, loaded.provinces, { province, commune }, language),
    [loaded, province, commune, language],
  )
  if (typeof loaded === 'string' || search === undefined) return <ListsPending lists={lists} />

  const chosenCommune = loaded.communes.find(({ code }) => code === address.commune)
  const chosenProvince = loaded.provinces.find(({ code }) => code === address.province)
  const chosen =
    chosenCommune === undefined || chosenProvince === undefined
      ? undefined
      : { id: chosenCommune.code, label: communeLabel(chosenCommune, chosenProvince, language) }

  function changed(next: AddressAnswer, typed: string, unlisted: boolean): void {
    setAddress(next)
    setTypedCommune(typed)
    setIsUnlisted(unlisted)
    const isBegun = typed.trim() !== '' || next.detail.trim() !== ''
    setUnchosen(question.id, !unlisted && next.commune === '' && isBegun)
    const parsed = parseField(question, next, { today })
    onAnswer(parsed.ok ? parsed.value : undefined)
  }

  return (
    <FieldGroup {...texts} onLeave={onLeave}>
      <div className={styles.address}>
        {isUnlisted ? null : (
          <ListPicker
            label={t('address.commune')}
            help={t('address.communeHelp')}
            chosen={chosen}
            search={search}
            onChoose={(item, typed) => {
              const found = loaded.communes.find(({ code }) => code === item?.id)
              changed(
                { ...address, commune: found?.code ?? '', province: found?.provinceCode ?? '' },
                item === undefined ? typed : '',
                false,
              )
            }}
          />
        )}
        <TextInput
          label={t(isUnlisted ? 'address.whole' : 'address.detail')}
          help={t(isUnlisted ? 'address.wholeHelp' : 'address.detailHelp')}
          defaultValue={address.detail}
          maxLength={500}
          onInput={(event) =>
            changed({ ...address, detail: event.currentTarget.value }, typedCommune, isUnlisted)
          }
        />
        <Checkbox
          label={t('address.unlisted')}
          isChecked={isUnlisted}
          onChange={(unlisted) =>
            changed(unlisted ? { ...nowhere, detail: address.detail } : address, '', unlisted)
          }
        />
      </div>
    </FieldGroup>
  )
}

function addressOf(answer: FieldValue | undefined): AddressAnswer {
  return typeof answer === 'object' && 'province' in answer ? answer : nowhere
}
