import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { DisplaySwitch } from '../../frame/display-switch.tsx'
import frame from '../../frame/frame.module.css'
import { LanguageSwitch } from '../../frame/language-switch.tsx'

/** Name, text size and language. No way to elsewhere: whoever answers has come for nothing else. */
export function SurveyFrame({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <div className={frame.frame}>
      <header>
        <div className={frame.header}>
          <span className={frame.brand} data-corner="">
            <img src="icons/icon.svg" alt="" width="40" height="40" />
            <span>{t('product.name')}</span>
          </span>
          <DisplaySwitch />
          <LanguageSwitch />
        </div>
      </header>
      <main id="main" className={frame.main} tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}
