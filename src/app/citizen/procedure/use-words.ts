import { useTranslation } from 'react-i18next'
import { contentLanguage } from '../../i18n.ts'
import type { Words } from './wording.ts'

/** In the person's language. */
export function useWords(): Words {
  const { t, i18n } = useTranslation('guide')
  return { t, language: contentLanguage(i18n.language) }
}

/** For what staff and telephones read, whatever the person's language. */
export function useVietnameseWords(): Words {
  const { t } = useTranslation('guide', { lng: 'vi' })
  return { t, language: 'vi' }
}
