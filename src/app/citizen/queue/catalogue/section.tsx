import { useLiveQuery } from 'dexie-react-hooks'
import { useTranslation } from 'react-i18next'
import { takeCatalogueFile } from '../../../../device/catalogue/from-file.ts'
import { currentPack } from '../../../../device/catalogue/installed.ts'
import { swapCatalogueWhenIdle } from '../../../../device/catalogue/swap.ts'
import { moment } from '../../receipt/moment.ts'
import styles from '../carried/section.module.css'
import { FromFile, outcomeOf } from './from-file.tsx'

async function take(file: File) {
  const outcome = await outcomeOf(await takeCatalogueFile(file), swapCatalogueWhenIdle)
  return outcome === 'none' ? 'current' : outcome
}

/** Which catalogue this device uses, and a newer one from a file. */
export function CatalogueSection() {
  const { t } = useTranslation('catalogue')
  const pack = useLiveQuery(currentPack)
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
      <FromFile label={t('take')} take={take} outcomeText={(outcome) => t(`outcome.${outcome}`)} />
    </section>
  )
}
