/** An answer as staff read it: codes as names, dates as they are written, choices by their labels. */
import type { Country } from '../../../catalogue/lists/countries.ts'
import type { EthnicGroup } from '../../../catalogue/lists/ethnic-groups.ts'
import type { AnswerValue, Question } from '../../../domain/form/definition.ts'
import { formatAddress } from '../../../domain/place/address.ts'
import type { Commune, Province } from '../../../domain/place/unit.ts'
import type { LocalizedText } from '../../../domain/text/localized.ts'
import { formatPartialDate } from '../../../domain/time/partial-date.ts'

export interface CodeLists {
  readonly provinces: ReadonlyMap<string, Province>
  readonly communes: ReadonlyMap<string, Commune>
  readonly ethnicGroups: ReadonlyMap<string, EthnicGroup>
  readonly countries: ReadonlyMap<string, Country>
}

export function codeListsOf(lists: {
  readonly provinces: readonly Province[]
  readonly communes: readonly Commune[]
  readonly ethnicGroups: readonly EthnicGroup[]
  readonly countries: readonly Country[]
}): CodeLists {
  return {
    provinces: byCode(lists.provinces),
    communes: byCode(lists.communes),
    ethnicGroups: byCode(lists.ethnicGroups),
    countries: byCode(lists.countries),
  }
}

function byCode<Item extends { readonly code: string }>(items: readonly Item[]): ReadonlyMap<string, Item> {
  return new Map(items.map((item) => [item.code, item]))
}

interface AnswerContext {
  readonly lists: CodeLists
  readonly language: keyof LocalizedText
  readonly yesNo: { readonly yes: string; readonly no: string }
}

/** A code that no list knows is shown as it is: nothing that was filed disappears. */
export function answerText(
  question: Question | undefined,
  value: AnswerValue,
  { lists, language, yesNo }: AnswerContext,
): string {
  if (typeof value === 'boolean') return value ? yesNo.yes : yesNo.no
  if (typeof value === 'number') return String(value)
  if (typeof value === 'object') {
    const commune = lists.communes.get(value.commune)
    const province = lists.provinces.get(value.province)
    const known = formatAddress({ detail: value.detail, commune, province }, language)
    const unknown = [
      commune === undefined ? value.commune : '',
      province === undefined ? value.province : '',
    ].filter((code) => code !== '')
    return [known, ...unknown].filter((part) => part !== '').join(', ')
  }
  if (question?.type === 'date') return formatPartialDate(value)
  if (question?.type === 'choice') {
    return question.options?.find((option) => option.value === value)?.label[language] ?? value
  }
  if (question?.type === 'ethnic-group') return lists.ethnicGroups.get(value)?.name[language] ?? value
  if (question?.type === 'nationality') return lists.countries.get(value)?.name[language] ?? value
  return value
}

/** Texts that the citizen typed are Vietnamese whatever the language of the screen. */
export function isTypedText(question: Question | undefined): boolean {
  const typed: readonly string[] = ['text', 'name', 'long-text', 'address']
  return question === undefined || typed.includes(question.type)
}
