import { useTranslation } from 'react-i18next'
import { contentLanguage } from '../../i18n.ts'
import type { Words } from './wording.ts'

/** In the person's language. */
export function useWords(): Words {
  const { t, i18n } = useTranslation('guide')
  return { t, language: contentLanguage(i18n.language) }
}

/** For what staff and telephones read, whatever the person's language: it is the fallback, so it is loaded. */
export function useVietnameseWords(): Words {
  const { i18n } = useTranslation('guide')
  return { t: i18n.getFixedT('vi', 'guide'), language: 'vi' }
}
