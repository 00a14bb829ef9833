/** An answer as staff read it: codes as names, dates as they are written, choices by their labels. */
import type { AnswerLists } from '../../../catalogue/lists.ts'
import type {
  AddressAnswer,
  FieldQuestion,
  FieldValue,
  IdentityDocumentAnswer,
} from '../../../domain/form/definition.ts'
import { formatMoney } from '../../../domain/form/money.ts'
import { formatQuantity } from '../../../domain/form/quantity.ts'
import { formatAddress, withFormerUnit } from '../../../domain/place/address.ts'
import type { LocalizedText } from '../../../domain/text/localized.ts'
import { formatPartialDate, isPartialDate } from '../../../domain/time/partial-date.ts'

export type CodeLists = {
  readonly [List in keyof AnswerLists]: ReadonlyMap<string, AnswerLists[List][number]>
}

export function codeListsOf(lists: AnswerLists): CodeLists {
  return {
    provinces: byCode(lists.provinces),
    communes: byCode(lists.communes),
    ethnicGroups: byCode(lists.ethnicGroups),
    countries: byCode(lists.countries),
    relations: byCode(lists.relations),
    documentKinds: byCode(lists.documentKinds),
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

/**
 * A code that no list knows is shown as it is: nothing that was filed disappears. A drawn signature is to be
 * shown, not written, and a group by its items (`answer-value.tsx`).
 */
export function answerText(
  question: FieldQuestion | undefined,
  value: FieldValue,
  { lists, language, yesNo }: AnswerContext,
): string {
  if (typeof value === 'boolean') return value ? yesNo.yes : yesNo.no
  if (typeof value === 'number') {
    return question?.type === 'money'
      ? `${formatMoney(value)} đ`
      : formatQuantity(value, language, question?.unit)
  }
  if (typeof value === 'object') {
    if ('province' in value) return addressText(value, lists, language)
    if ('kind' in value) return documentText(value, lists, language)
    return value.map((option) => choiceText(question, option, language)).join('; ')
  }
  switch (question?.type) {
    case 'date':
      // Filed under another version of the form, it may have been a text.
      return isPartialDate(value) ? formatPartialDate(value) : value
    case 'choice':
      return choiceText(question, value, language)
    case 'ethnic-group':
      return lists.ethnicGroups.get(value)?.name[language] ?? value
    case 'nationality':
      return lists.countries.get(value)?.name[language] ?? value
    case 'relation':
      return lists.relations.get(value)?.name[language] ?? value
    default:
      return value
  }
}

function choiceText(
  question: FieldQuestion | undefined,
  value: string,
  language: keyof LocalizedText,
): string {
  return question?.options?.find((option) => option.value === value)?.label[language] ?? value
}

function addressText(address: AddressAnswer, lists: CodeLists, language: keyof LocalizedText): string {
  const commune = lists.communes.get(address.commune)
  const province = lists.provinces.get(address.province)
  const known = formatAddress({ detail: address.detail, commune, province }, language)
  const unknown = [
    commune === undefined ? address.commune : '',
    province === undefined ? address.province : '',
  ].filter((code) => code !== '')
  const today = [known, ...unknown].filter((part) => part !== '').join(', ')
  return withFormerUnit(today, address.formerly, language)
}

function documentText(
  document: IdentityDocumentAnswer,
  lists: CodeLists,
  language: keyof LocalizedText,
): string {
  const { kind, number, issuedOn, issuedBy } = document
  const name = lists.documentKinds.get(kind)?.name[language] ?? kind
  const date = issuedOn === undefined ? undefined : formatPartialDate(issuedOn)
  return [name, number, date, issuedBy].filter((part) => part !== undefined).join(', ')
}

/** Texts that the citizen typed are Vietnamese whatever the language of the screen. */
export function isTypedText(question: FieldQuestion | undefined): boolean {
  const typed: readonly string[] = ['text', 'name', 'long-text', 'address', 'signature']
  return question === undefined || typed.includes(question.type)
}
