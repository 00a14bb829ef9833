import { useTranslation } from 'react-i18next'
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
import { formatPartialDate, isPartialDate } from '../../../domain/time/partial-date.ts'
import { contentLanguage } from '../../i18n.ts'
import { useLists } from './use-lists.ts'

/**
 * An answer as people read it. What was typed but is not valid yet is given as typed; a drawn signature is to be
 * shown, not written (`answer-view.tsx`).
 */
export function useAnswerText(): (question: FieldQuestion, answer: FieldValue) => string {
  const { t, i18n } = useTranslation(['common', 'declaration'])
  const { loaded } = useLists()
  const lists = typeof loaded === 'string' ? undefined : loaded
  const language = contentLanguage(i18n.language)

  function choiceText(question: FieldQuestion, value: string): string {
    return question.options?.find((option) => option.value === value)?.label[language] ?? value
  }
  function documentText({ kind, number, issuedOn = '', issuedBy = '' }: IdentityDocumentAnswer): string {
    const date = isPartialDate(issuedOn) ? formatPartialDate(issuedOn) : issuedOn
    const parts = [nameOf(lists?.documentKinds, kind, language), groupDigits(number), date, issuedBy]
    return parts.filter((part) => part !== '').join(', ')
  }
  function addressText({ detail, commune, province, formerly }: AddressAnswer): string {
    const address = formatAddress(
      {
        detail,
        commune: lists?.communes.find(({ code }) => code === commune),
        province: lists?.provinces.find(({ code }) => code === province),
      },
      language,
    )
    return withFormerUnit(address, formerly, language)
  }

  return (question, answer) => {
    if (typeof answer === 'boolean') return t(answer ? 'answer.yes' : 'answer.no')
    if (typeof answer === 'object') {
      if ('province' in answer) return addressText(answer)
      if ('kind' in answer) return documentText(answer)
      return answer.map((value) => choiceText(question, value)).join('; ')
    }
    const text = String(answer)
    switch (question.type) {
      case 'date':
        return isPartialDate(text) ? formatPartialDate(text) : text
      case 'choice':
        return choiceText(question, text)
      case 'money':
        return typeof answer === 'number'
          ? t('money.amount', { ns: 'declaration', amount: formatMoney(answer) })
          : text
      case 'number':
        return typeof answer === 'number' ? formatQuantity(answer, language, question.unit) : text
      case 'citizen-number':
      case 'old-id-number':
        return groupDigits(text)
      case 'ethnic-group':
        return nameOf(lists?.ethnicGroups, text, language)
      case 'nationality':
        return nameOf(lists?.countries, text, language)
      case 'relation':
        return nameOf(lists?.relations, text, language)
      default:
        return text
    }
  }
}

function nameOf(list: AnswerLists['countries'] | undefined, code: string, language: 'vi' | 'en'): string {
  return list?.find((item) => item.code === code)?.name[language] ?? code
}

/** `001089012345` → `001 089 012 345`: easier to compare with the card. */
export function groupDigits(number: string): string {
  return /^\d+$/.test(number) ? (number.match(/\d{1,3}/g) ?? []).join(' ') : number
}
