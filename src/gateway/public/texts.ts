/** The words of the public pages: the same files that the app has its own from. */
import { createInstance, type TFunction } from 'i18next'
import guideEn from '../../../locales/en/guide.json' with { type: 'json' }
import publicEn from '../../../locales/en/public.json' with { type: 'json' }
import guideVi from '../../../locales/vi/guide.json' with { type: 'json' }
import publicVi from '../../../locales/vi/public.json' with { type: 'json' }

export type PageLanguage = 'vi' | 'en'

const texts = createInstance({
  lng: 'vi',
  fallbackLng: 'vi',
  initAsync: false,
  resources: { vi: { public: publicVi, guide: guideVi }, en: { public: publicEn, guide: guideEn } },
  // What is put in is escaped where it is put into a page.
  interpolation: { escapeValue: false },
})
await texts.init()

const own = { vi: texts.getFixedT('vi', 'public'), en: texts.getFixedT('en', 'public') }
const guide = { vi: texts.getFixedT('vi', 'guide'), en: texts.getFixedT('en', 'guide') }

export function textsIn(language: PageLanguage): TFunction<'public'> {
  return own[language]
}

/** What the guide on the kiosk calls things. */
export function guideTextsIn(language: PageLanguage): TFunction<'guide'> {
  return guide[language]
}
