import { useTranslation } from 'react-i18next'
import type { DossierDocument } from '../../../contract/documents.ts'
import { formatPartialDate } from '../../../domain/time/partial-date.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { Button } from '../../ui/button/button.tsx'
import { Moment } from '../moment.tsx'
import styles from './documents.module.css'
import { documentUrl } from './documents-client.ts'
import { SignatureState } from './signature-state.tsx'

interface DocumentItemProps {
  readonly dossierId: string
  readonly document: DossierDocument
  /** Undefined for who may not. */
  readonly onReplace: (() => void) | undefined
}

export function DocumentItem({ dossierId, document, onReplace }: DocumentItemProps) {
  const { t, i18n } = useTranslation('documents')
  const { name, documentNumber, issuer, issuedOn, pages, bytes, source, replacedBy } = document
  const origin = [documentNumber, issuer, issuedOn === null ? '' : formatPartialDate(issuedOn)].filter(
    (text) => text !== '',
  )
  const size =
    bytes < 1_000_000
      ? `${Math.ceil(bytes / 1000)} kB`
      : `${(bytes / 1_000_000).toLocaleString(i18n.language, { maximumFractionDigits: 1 })} MB`
  return (
    <div className={styles.item} data-replaced={replacedBy !== null}>
      <div className={styles.heading}>
        <h3 lang="vi">{name}</h3>
        <Badge kind={document.kind === 'result' ? 'success' : 'neutral'}>{t(`kind.${document.kind}`)}</Badge>
        {document.isReusable ? <Badge>{t('reusableShort')}</Badge> : null}
      </div>
      {origin.length === 0 ? null : <p lang="vi">{origin.join(' · ')}</p>}
      <p className={styles.soft}>
        {t('pages', { count: pages })} · {size} · <Moment at={document.createdAt} /> ·{' '}
        <span lang="vi">{document.createdBy}</span>
      </p>
      {source.type === 'scan' && source.isArchival ? <p className={styles.soft}>{t('archival')}</p> : null}
      {document.signatures.map((signature, index) => (
        // The signatures of a file stay as they are.
        // biome-ignore lint/suspicious/noArrayIndexKey: their place is what they are.
        <SignatureState key={index} signature={signature} />
      ))}
      {document.mediaType === 'application/pdf' &&
      source.type === 'upload' &&
      document.signatures.length === 0 ? (
        <p className={styles.soft}>{t('signature.none')}</p>
      ) : null}
      {replacedBy === null ? null : <p>{t('replacedBy', { number: replacedBy })}</p>}
      <div className={styles.actions}>
        <a href={documentUrl(dossierId, document)} download>
          {t('download')}
          <span className="visually-hidden"> {name}</span>
        </a>
        {replacedBy === null && onReplace !== undefined ? (
          <Button kind="quiet" onClick={onReplace}>
            {t('replace')}
            <span className="visually-hidden"> {name}</span>
          </Button>
        ) : null}
      </div>
    </div>
  )
}
