import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import * as v from 'valibot'
import { type CataloguePack, cataloguePack } from '../../../contract/catalogue-pack.ts'
import { apiUrl } from '../../../device/api-url.ts'
import { moment } from '../../citizen/receipt/moment.ts'

/** What devices are offered, and as a file for those without a network. Nothing where nothing is published. */
export function CatalogueLink() {
  const { t } = useTranslation('catalogue')
  const { t: desk } = useTranslation('desk')
  const [pack, setPack] = useState<CataloguePack | null>(null)
  useEffect(() => {
    let isWanted = true
    void askPack().then((found) => isWanted && setPack(found))
    return () => {
      isWanted = false
    }
  }, [])
  if (pack === null) return null
  const { version, importedAt, procedures } = pack
  return (
    <p>
      {t('installed', { version, day: moment(importedAt).day, count: procedures })}{' '}
      <a href={apiUrl('api/v1/catalogue/pack')} download>
        {desk('devices.catalogueFile')}
      </a>
    </p>
  )
}

async function askPack(): Promise<CataloguePack | null> {
  try {
    const response = await fetch(apiUrl('api/v1/catalogue/manifest'), { credentials: 'omit' })
    const parsed = v.safeParse(cataloguePack, response.ok ? await response.json() : null)
    return parsed.success ? parsed.output : null
  } catch {
    // No network, or no gateway: the list of devices says so.
    return null
  }
}
