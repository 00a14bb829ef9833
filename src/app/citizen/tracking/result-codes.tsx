import { useTranslation } from 'react-i18next'
import type { ResultDownloads } from '../../../contract/documents.ts'
import { apiUrl } from '../../../device/api-url.ts'
import { vietnamTime } from '../../../domain/time/vietnam-time.ts'
import { QrCode } from '../../ui/qr-code/qr-code.tsx'
import styles from './screen.module.css'

/** Results to take home by telephone: this machine is used by many and keeps none of them. */
export function ResultCodes({ downloads }: { readonly downloads: ResultDownloads }) {
  const { t } = useTranslation('documents')
  const { results, expiresAt } = downloads
  return (
    <section className={styles.results} aria-labelledby="tracking-results">
      <h3 id="tracking-results">{t('online.title', { count: results.length })}</h3>
      <p>{t('online.help', { time: vietnamTime(expiresAt) })}</p>
      {results.map(({ path, name }) => (
        <figure key={path}>
          <QrCode text={apiUrl(path)} label={t('online.code', { name })} />
          <figcaption lang="vi">{name}</figcaption>
        </figure>
      ))}
    </section>
  )
}
