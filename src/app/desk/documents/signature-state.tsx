import { useTranslation } from 'react-i18next'
import type { PdfSignature } from '../../../contract/documents.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { Moment } from '../moment.tsx'
import styles from './documents.module.css'

const kinds = {
  valid: 'success',
  extended: 'warning',
  altered: 'error',
  unreadable: 'warning',
} as const satisfies Record<PdfSignature['state'], string>

/** Whether a signature still fits the file, and who made it; that nobody vouches for the signer is always said. */
export function SignatureState({ signature }: { readonly signature: PdfSignature }) {
  const { t } = useTranslation('documents')
  const { state, signedBy, certifiedBy, signedAt, wasCertificateValid } = signature
  return (
    <div className={styles.signature}>
      <Badge kind={kinds[state]}>{t(`signature.${state}`)}</Badge>
      {signedBy === null ? null : (
        <p>
          {t('signature.by')} <strong lang="vi">{signedBy}</strong>
          {signedAt === null ? null : (
            <>
              {' · '}
              <Moment at={signedAt} />
            </>
          )}
        </p>
      )}
      {wasCertificateValid === false ? <p>{t('signature.expired')}</p> : null}
      {certifiedBy === null ? null : (
        <p className={styles.soft}>{t('signature.unverified', { certifiedBy })}</p>
      )}
    </div>
  )
}
