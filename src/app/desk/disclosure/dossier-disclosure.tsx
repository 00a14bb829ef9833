import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may, type StaffRole } from '../../../domain/people/permissions.ts'
import { Button, ButtonLink } from '../../ui/button/button.tsx'
import type { DossierContent } from '../dossier/use-dossier-content.ts'
import styles from './disclosure.module.css'
import { ExportDialog } from './export-dialog.tsx'

interface DossierDisclosureProps {
  readonly dossierId: string
  readonly role: StaffRole
  readonly content: DossierContent | null
}

/** Who has seen this dossier, and everything about it for the person concerned. */
export function DossierDisclosure({ dossierId, role, content }: DossierDisclosureProps) {
  const { t } = useTranslation('audit')
  const [isOpen, setIsOpen] = useState(false)
  return (
    <div className={styles.ways}>
      {may(role, 'read-audit') ? (
        <ButtonLink to={`/can-bo/nhat-ky?ho-so=${dossierId}`}>{t('oneDossier')}</ButtonLink>
      ) : null}
      {content === null ? null : (
        <>
          <Button onClick={() => setIsOpen(true)}>{t('export.open')}</Button>
          <ExportDialog
            dossierId={dossierId}
            content={content}
            isOpen={isOpen}
            onClose={() => setIsOpen(false)}
          />
        </>
      )}
    </div>
  )
}
