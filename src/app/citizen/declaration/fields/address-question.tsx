import { startTransition, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type FoundCommune, isSplit } from '../../../../catalogue/places/commune-search.ts'
import { parseField } from '../../../../domain/form/answer.ts'
import type { AddressAnswer, FieldValue } from '../../../../domain/form/definition.ts'
import { contentLanguage } from '../../../i18n.ts'
import { useDevice } from '../../../session/device-state.ts'
import { Checkbox } from '../../../ui/checkbox/checkbox.tsx'
import { FieldGroup, TextInput } from '../../../ui/field/field.tsx'
import { type ListItem, ListPicker } from '../../../ui/list-picker/list-picker.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import styles from '../declaration.module.css'
import { useKeptAnswers } from '../kept-answers.ts'
import { useCommuneSearch } from '../use-lists.ts'
import { communeLabel, formerNames } from './commune-search.ts'
import { earlierCommunes } from './earlier-communes.ts'
import type { QuestionProps } from './field-props.ts'
import { ListsPending } from './lists-pending.tsx'

const nowhere: AddressAnswer = { province: '', commune: '', detail: '' }

interface Given {
  readonly address: AddressAnswer
  /** While no commune is chosen. */
  readonly typedCommune: string
  /** All of it in words. */
  readonly isUnlisted: boolean
  /** The input keeps what is typed by itself; a village found in a whole address makes it anew. */
  readonly foundDetails: number
}

interface CommuneItem extends ListItem {
  readonly found: FoundCommune
}

/** Commune and province in one search, by today's or by former names, the village in words; all in words for a place abroad or not found. */
export function AddressQuestion({ question, answer, texts, today, onAnswer, onLeave }: QuestionProps) {
  const { t, i18n } = useTranslation('declaration')
  const language = contentLanguage(i18n.language)
  const { readAnswers, readUnchosen, setUnchosen } = useKeptAnswers()
  const device = useDevice()
  const communes = useCommuneSearch()
  const [given, setGiven] = useState((): Given => {
    const address = addressOf(answer)
    const isUnlisted = address.commune === '' && address.detail !== '' && !readUnchosen().has(question.id)
    return { address, typedCommune: '', isUnlisted, foundDetails: 0 }
  })
  const { address, isUnlisted, foundDetails } = given
  /** What is drawn may be a moment older. */
  const newest = useRef(given)

  const { loaded } = communes
  if (typeof loaded === 'string') return <ListsPending lists={communes} />
  const { places, search } = loaded

  const unit = places.todayOf.get(address.commune)
  const [place] = unit?.places ?? []
  const chosen =
    place === undefined
      ? undefined
      : { id: place.commune.code, label: communeLabel(place.commune, place.province, language) }
  const { formerly } = address

  function itemsFor(typed: string): readonly CommuneItem[] {
    const isTyped = typed.trim() !== ''
    return search(typed, {
      earlier: earlierCommunes(readAnswers()),
      commune: device?.unit.commune ?? null,
      province: device?.unit.province ?? '',
    }).map((found) => ({
      id: found.commune.code,
      label: communeLabel(found.commune, found.province, language),
      ...(isTyped ? { note: noteOf(found) } : {}),
      found,
    }))
  }

  function noteOf({ commune, formerly, isPart, isNamed, formerCommunes }: FoundCommune): string {
    if (isPart) return t('address.formerlySplit', { unit: formerly })
    return t('address.formerly', { unit: isNamed ? formerly : formerNames(commune, formerCommunes) })
  }

  function changed(change: Partial<Given>): void {
    const next = { ...newest.current, ...change }
    newest.current = next
    const { address, typedCommune, isUnlisted } = next
    setGiven(next)
    const isBegun = typedCommune.trim() !== '' || address.detail.trim() !== ''
    setUnchosen(question.id, !isUnlisted && address.commune === '' && isBegun)
    const parsed = parseField(question, address, { today })
    onAnswer(parsed.ok ? parsed.value : undefined)
  }

  function chosenFrom({ commune, province, formerly, detail }: FoundCommune): void {
    const { address, foundDetails } = newest.current
    const isDetailFound = address.detail === '' && detail !== ''
    changed({
      address: {
        province: province.code,
        commune: commune.code,
        detail: isDetailFound ? detail : address.detail,
        ...(formerly === undefined ? {} : { formerly }),
      },
      typedCommune: '',
      isUnlisted: false,
      foundDetails: isDetailFound ? foundDetails + 1 : foundDetails,
    })
  }

  return (
    <FieldGroup {...texts} onLeave={onLeave}>
      <div className={styles.address}>
        {isUnlisted ? null : (
          <ListPicker
            label={t('address.commune')}
            help={t('address.communeHelp')}
            chosen={chosen}
            search={itemsFor}
            onChoose={(item, typed) => {
              if (item !== undefined) {
                // The list itself shows at once what was chosen.
                startTransition(() => chosenFrom(item.found))
                return
              }
              const { detail } = newest.current.address
              changed({ address: { ...nowhere, detail }, typedCommune: typed, isUnlisted: false })
            }}
          />
        )}
        {unit === undefined || formerly === undefined ? null : (
          <div role="status" className={styles.formerUnit}>
            <p className={styles.formerly}>{t('address.formerly', { unit: formerly })}</p>
            {isSplit(unit, formerly) ? (
              <Notice kind="warning">
                <p>{t('address.split')}</p>
              </Notice>
            ) : null}
          </div>
        )}
        <TextInput
          key={foundDetails}
          label={t(isUnlisted ? 'address.whole' : 'address.detail')}
          help={t(isUnlisted ? 'address.wholeHelp' : 'address.detailHelp')}
          defaultValue={address.detail}
          maxLength={500}
          onInput={({ currentTarget: { value: detail } }) =>
            changed({ address: { ...newest.current.address, detail } })
          }
        />
        <Checkbox
          label={t('address.unlisted')}
          isChecked={isUnlisted}
          onChange={(isUnlisted) => {
            const { address } = newest.current
            changed({
              address: isUnlisted ? { ...nowhere, detail: address.detail } : address,
              typedCommune: '',
              isUnlisted,
            })
          }}
        />
      </div>
    </FieldGroup>
  )
}

function addressOf(answer: FieldValue | undefined): AddressAnswer {
  return typeof answer === 'object' && 'province' in answer ? answer : nowhere
}
