import { useLiveQuery } from 'dexie-react-hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { spokenLanguages } from '../../../../catalogue/lists/spoken-languages.ts'
import { takeVoicesFile } from '../../../../device/voices/from-file.ts'
import { currentVoices } from '../../../../device/voices/installed-voices.ts'
import { swapVoicesWhenIdle } from '../../../../device/voices/swap-voices.ts'
import type { VoicesUpdate } from '../../../../device/voices/update-voices.ts'
import { FileButton } from '../../../carried/file-button.tsx'
import { contentLanguage } from '../../../i18n.ts'
import { Notice } from '../../../ui/notice/notice.tsx'
import styles from '../carried/section.module.css'

type Outcome =
  | Extract<VoicesUpdate, { ok: false }>['problem']
  | Extract<VoicesUpdate, { ok: true }>['state']
  | 'installed'

/** How many sentences of which language this device has, and newer ones from a file. */
export function VoicesSection() {
  const { t, i18n } = useTranslation('catalogue')
  const voices = useLiveQuery(currentVoices)
  const [isBusy, setIsBusy] = useState(false)
  const [outcome, setOutcome] = useState<Outcome | null>(null)

  async function take(file: File | undefined): Promise<void> {
    if (file === undefined) return
    setIsBusy(true)
    setOutcome(null)
    const taken = await takeVoicesFile(file)
    const isSwapped = taken.ok && taken.state === 'staged' && (await swapVoicesWhenIdle())
    setOutcome(!taken.ok ? taken.problem : isSwapped ? 'installed' : taken.state)
    setIsBusy(false)
  }

  const nameOf = (language: string) =>
    spokenLanguages.find(({ tag }) => tag === language)?.name[contentLanguage(i18n.language)] ?? language
  const isWell = outcome === 'installed' || outcome === 'current' || outcome === 'staged'
  return (
    <section className={styles.section} aria-labelledby="voices">
      <h2 id="voices">{t('voices.title')}</h2>
      {voices == null || voices.languages.length === 0 ? (
        <p>{t('voices.none')}</p>
      ) : (
        <>
          <p>{t('voices.installed', { version: voices.version })}</p>
          <ul>
            {voices.languages.map(({ language, sentences }) => (
              <li key={language}>{t('voices.language', { name: nameOf(language), count: sentences })}</li>
            ))}
          </ul>
        </>
      )}
      <div className={styles.ways}>
        <FileButton label={t('voices.take')} isBusy={isBusy} onFiles={([file]) => void take(file)} />
      </div>
      {outcome === null ? null : (
        <Notice kind={isWell ? 'success' : 'error'} isLive>
          <p>{t(`voices.outcome.${outcome}`)}</p>
        </Notice>
      )}
    </section>
  )
}
