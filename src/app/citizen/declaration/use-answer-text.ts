import { useTranslation } from 'react-i18next'
import type { AnswerValue, Question } from '../../../domain/form/definition.ts'
import { formatAddress } from '../../../domain/place/address.ts'
import { formatPartialDate, isPartialDate } from '../../../domain/time/partial-date.ts'
import { contentLanguage } from '../../i18n.ts'
import { type Lists, useLists } from './use-lists.ts'

/** An answer as people read it. What was typed but is not valid yet is given as typed. */
export function useAnswerText(): (question: Question, answer: AnswerValue) => string {
  const { t, i18n } = useTranslation()
  const { loaded } = useLists()
  const lists = typeof loaded === 'string' ? undefined : loaded
  const language = contentLanguage(i18n.language)
  return (question, answer) => {
    if (typeof answer === 'boolean') return t(answer ? 'answer.yes' : 'answer.no')
    if (typeof answer === 'object') {
      return formatAddress(
        {
          detail: answer.detail,
          commune: lists?.communes.find(({ code }) => code === answer.commune),
          province: lists?.provinces.find(({ code }) => code === answer.province),
        },
        language,
      )
    }
    const text = String(answer)
    switch (question.type) {
      case 'date':
        return isPartialDate(text) ? formatPartialDate(text) : text
      case 'choice':
        return question.options?.find(({ value }) => value === text)?.label[language] ?? text
      case 'citizen-number':
        return groupDigits(text)
      case 'ethnic-group':
        return nameOf(lists?.ethnicGroups, text, language)
      case 'nationality':
        return nameOf(lists?.countries, text, language)
      default:
        return text
    }
  }
}

function nameOf(list: Lists['countries'] | undefined, code: string, language: 'vi' | 'en'): string {
  return list?.find((item) => item.code === code)?.name[language] ?? code
}

/** `001089012345` → `001 089 012 345`: easier to compare with the card. */
export function groupDigits(number: string): string {
  return /^\d+$/.test(number) ? (number.match(/\d{1,3}/g) ?? []).join(' ') : number
}
