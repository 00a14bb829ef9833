import { useLiveQuery } from 'dexie-react-hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { takeCatalogueFile } from '../../../../device/catalogue/from-file.ts'
import { currentPack } from '../../../../device/catalogue/installed.ts'
import { swapCatalogueWhenIdle } from '../../../../device/catalogue/swap.ts'
import type { CatalogueUpdate } from '../../../../device/catalogue/update-catalogue.ts'
import { FileButton } from '../../../carried/file-button.tsx'
import { Notice } from '../../../ui/notice/notice.tsx'
import { moment } from '../../receipt/moment.ts'
import styles from '../carried/section.module.css'

type Outcome = Extract<CatalogueUpdate, { ok: false }>['problem'] | 'installed' | 'current' | 'staged'

/** Which catalogue this device uses, and a newer one from a file. */
export function CatalogueSection() {
  const { t } = useTranslation('catalogue')
  const pack = useLiveQuery(currentPack)
  const [isBusy, setIsBusy] = useState(false)
  const [outcome, setOutcome] = useState<Outcome | null>(null)

  async function take(file: File | undefined): Promise<void> {
    if (file === undefined) return
    setIsBusy(true)
    setOutcome(null)
    const taken = await takeCatalogueFile(file)
    const isSwapped = taken.ok && taken.state === 'staged' && (await swapCatalogueWhenIdle())
    setOutcome(
      !taken.ok ? taken.problem : isSwapped ? 'installed' : taken.state === 'staged' ? 'staged' : 'current',
    )
    setIsBusy(false)
  }

  const isWell = outcome === 'installed' || outcome === 'current' || outcome === 'staged'
  return (
    <section className={styles.section} aria-labelledby="catalogue">
      <h2 id="catalogue">{t('title')}</h2>
      <p>
        {pack == null
          ? t('builtIn')
          : t('installed', {
              version: pack.version,
              day: moment(pack.importedAt).day,
              count: pack.procedures,
            })}
      </p>
      <div className={styles.ways}>
        <FileButton label={t('take')} isBusy={isBusy} onFiles={([file]) => void take(file)} />
      </div>
      {outcome === null ? null : (
        <Notice kind={isWell ? 'success' : 'error'} isLive>
          <p>{t(`outcome.${outcome}`)}</p>
        </Notice>
      )}
    </section>
  )
}
