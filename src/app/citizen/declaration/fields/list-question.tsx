import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnswerLists } from '../../../../catalogue/lists.ts'
import type { FieldType } from '../../../../domain/form/definition.ts'
import { fold } from '../../../../domain/text/fold.ts'
import type { LocalizedText } from '../../../../domain/text/localized.ts'
import { contentLanguage } from '../../../i18n.ts'
import { ListPicker } from '../../../ui/list-picker/list-picker.tsx'
import { useLists } from '../use-lists.ts'
import type { QuestionProps } from './field-props.ts'
import { ListsPending } from './lists-pending.tsx'

/** Offered first; the rest follow as the list has them. Ethnic groups are listed by size already, relations by nearness. */
const frequentCountries = ['VN', 'CN', 'LA', 'KH', 'KR', 'TW', 'JP', 'US']

interface CodedItem {
  readonly code: string
  readonly name: LocalizedText
  readonly otherNames?: readonly string[]
}

/** Ethnic group, nationality or relation: by typing, or from the list. */
export function ListQuestion({ question, answer, texts, onAnswer, onLeave }: QuestionProps) {
  const { i18n } = useTranslation()
  const language = contentLanguage(i18n.language)
  const lists = useLists()
  const { loaded } = lists
  const entries = useMemo(() => {
    if (typeof loaded === 'string') return []
    const list = listFor(question.type, loaded)
    return list.map(({ code, name, otherNames = [] }) => ({
      item: { id: code, label: name[language] },
      names: [name.vi, name.en, ...otherNames].map(fold),
    }))
  }, [loaded, question.type, language])
  if (typeof loaded === 'string') return <ListsPending lists={lists} />
  const typedBefore = typeof answer === 'string' ? answer : ''
  const chosen = entries.find(({ item }) => item.id === typedBefore)?.item
  return (
    <ListPicker
      {...texts}
      chosen={chosen}
      initialTyped={typedBefore}
      search={(typed) => {
        const query = fold(typed)
        const rank = (names: readonly string[]) =>
          names.some((name) => name === query) ? 0 : names.some((name) => name.startsWith(query)) ? 1 : 2
        return entries
          .filter(({ names }) => names.some((name) => ` ${name}`.includes(` ${query}`)))
          .map((entry) => ({ item: entry.item, rank: query === '' ? 0 : rank(entry.names) }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ item }) => item)
      }}
      onChoose={(item, typed) => onAnswer(item?.id ?? (typed.trim() === '' ? undefined : typed))}
      onBlur={onLeave}
    />
  )
}

function listFor(type: FieldType, lists: AnswerLists): readonly CodedItem[] {
  if (type === 'ethnic-group') return lists.ethnicGroups
  return type === 'relation' ? lists.relations : lists.countries.toSorted(byFrequency)
}

function byFrequency(a: { readonly code: string }, b: { readonly code: string }): number {
  const rank = ({ code }: { readonly code: string }) => {
    const index = frequentCountries.indexOf(code)
    return index === -1 ? frequentCountries.length : index
  }
  return rank(a) - rank(b)
}
