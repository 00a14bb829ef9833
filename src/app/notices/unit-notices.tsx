import { useLiveQuery } from 'dexie-react-hooks'
import { useTranslation } from 'react-i18next'
import type { Notice as UnitNotice } from '../../contract/notices.ts'
import { currentUnitNews } from '../../device/unit-news.ts'
import { noticesOn } from '../../domain/notice/notice.ts'
import { formatPartialDate } from '../../domain/time/partial-date.ts'
import { vietnamDay } from '../../domain/time/vietnam-time.ts'
import { useDevice } from '../session/device-state.ts'
import { Disclosure } from '../ui/disclosure/disclosure.tsx'
import { Notice } from '../ui/notice/notice.tsx'
import styles from './unit-notices.module.css'

/** More would hide what people came for. */
const openAtMost = 2

/** What the unit tells its people today, as last heard. @param procedure only what is about it. */
export function UnitNotices({ procedure = null }: { readonly procedure?: string | null }) {
  const { t } = useTranslation('notices')
  // A kiosk's clock may be far off: its unit's clock says what day it is.
  const offsetMs = useDevice()?.clockOffsetMs ?? 0
  const today = vietnamDay(Date.now() + offsetMs)
  const heard = useLiveQuery(() => currentUnitNews(today), [today])?.notices ?? []
  const shown = noticesOn(heard, today, procedure)
  if (shown.length === 0) return null
  const rest = shown.slice(openAtMost)
  return (
    <section className={styles.notices} aria-label={t('title')}>
      {shown.slice(0, openAtMost).map((notice) => (
        <One key={notice.id} notice={notice} />
      ))}
      {rest.length === 0 ? null : (
        <Disclosure summary={t('more', { count: rest.length })}>
          <div className={styles.notices}>
            {rest.map((notice) => (
              <One key={notice.id} notice={notice} />
            ))}
          </div>
        </Disclosure>
      )}
    </section>
  )
}

function One({ notice }: { readonly notice: UnitNotice }) {
  const { t, i18n } = useTranslation('notices')
  const isEnglish = i18n.language.startsWith('en') && notice.en !== null
  const words = isEnglish && notice.en !== null ? notice.en : notice.vi
  return (
    <Notice
      kind="information"
      title={
        <>
          {t(`kind.${notice.kind}`)}: <span lang={isEnglish ? 'en' : 'vi'}>{words.title}</span>
        </>
      }
    >
      <p className={styles.text} lang={isEnglish ? 'en' : 'vi'}>
        {words.text}
      </p>
      <p className={styles.of}>{t('of', { unit: notice.unitName, day: formatPartialDate(notice.until) })}</p>
    </Notice>
  )
}
