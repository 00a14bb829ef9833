/** Languages: Vietnamese is the source and the fallback; each namespace is a file in `locales/<language>/`, loaded when needed. */
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import common from '../../locales/vi/common.json' with { type: 'json' }
import home from '../../locales/vi/home.json' with { type: 'json' }

/**
 * The desk adds its own (`desk-texts.ts`): what only staff read has no place in a citizen's first screen. Those of the
 * public pages are the gateway's.
 */
export const files: Record<string, () => Promise<{ default: Record<string, unknown> }>> = {
  ...import.meta.glob<{ default: Record<string, unknown> }>([
    '../../locales/*/*.json',
    '!../../locales/vi/{common,home}.json',
    '!../../locales/*/{account,audit,feedback-desk,kiosk-settings,notices-desk,people,public,reports,service-index,slips,visitor-queue,visits,voices}.json',
  ]),
  // What the first screen says is in its own file: two more would cost a slow kiosk a twentieth of its start.
  '../../locales/vi/common.json': async () => ({ default: common }),
  '../../locales/vi/home.json': async () => ({ default: home }),
}

export const languages = ['vi', 'en'] as const
export type Language = (typeof languages)[number]
/** What the next person finds. */
export const startLanguage: Language = 'vi'

/** Loads what is shared and what the first screen says; other screens name theirs with `useTranslation('<namespace>')`. */
export async function startTranslations(language: Language): Promise<void> {
  await i18next
    .use({
      type: 'backend' as const,
      read(
        requested: string,
        namespace: string,
        done: (error: Error | null, texts: Record<string, unknown> | null) => void,
      ) {
        const load = files[`../../locales/${requested}/${namespace}.json`]
        if (load === undefined) {
          done(new Error(`no texts for ${requested}/${namespace}`), null)
          return
        }
        load().then(
          (module) => done(null, module.default),
          // Something in place of the texts lets i18next ask again: a file that did not come may come now.
          (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), {}),
        )
      },
    })
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: 'vi',
      load: 'languageOnly',
      ns: ['common', 'home'],
      defaultNS: 'common',
      interpolation: { escapeValue: false },
    })
  markDocumentLanguage(language)
  i18next.on('languageChanged', markDocumentLanguage)
}

function markDocumentLanguage(language: string): void {
  document.documentElement.lang = language
}

/** The language in use, as a key of content texts. */
export function contentLanguage(language: string): Language {
  return language === 'en' ? 'en' : 'vi'
}
