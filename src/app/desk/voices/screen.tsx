import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { spokenLanguages } from '../../../catalogue/lists/spoken-languages.ts'
import type { StaffRole } from '../../../domain/people/permissions.ts'
import { contentLanguage } from '../../i18n.ts'
import { Screen } from '../../ui/screen/screen.tsx'
import { Select } from '../../ui/select/select.tsx'
import { LanguageWork } from './language-work.tsx'

interface VoicesScreenProps {
  readonly role: StaffRole
  /** Its code. */
  readonly unit: string
}

/** Where native speakers give the app their voice, sentence by sentence. */
export function VoicesScreen({ role, unit }: VoicesScreenProps) {
  const { t, i18n } = useTranslation('voices')
  const [language, setLanguage] = useState('')
  return (
    <Screen title={t('title')} isWide>
      <p>{t('lead')}</p>
      <Select
        label={t('language')}
        name="language"
        placeholder={t('chooseLanguage')}
        options={spokenLanguages.map(({ tag, name }) => ({
          value: tag,
          label: name[contentLanguage(i18n.language)],
        }))}
        value={language}
        onChange={setLanguage}
      />
      {language === '' ? null : <LanguageWork key={language} language={language} role={role} unit={unit} />}
    </Screen>
  )
}
