import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { DossierDetail } from '../../../contract/desk.ts'
import { slipsOf } from '../../../domain/dossier/slips/slip.ts'
import { ButtonLink } from '../../ui/button/button.tsx'
import { Icon } from '../../ui/icon/icon.tsx'
import styles from './slip-links.module.css'

/** The slips that there is something to print for; nothing before the first. */
export function SlipLinks({ dossier }: { readonly dossier: DossierDetail }) {
  const { t } = useTranslation('slips')
  const headingId = useId()
  const kinds = slipsOf(dossier.events)
  if (kinds.length === 0) return null
  return (
    <section className={styles.section} aria-labelledby={headingId}>
      <h2 id={headingId}>{t('screen.print')}</h2>
      <ul className={styles.links}>
        {kinds.map((kind) => (
          <li key={kind}>
            <ButtonLink to={`/can-bo/ho-so/${dossier.summary.id}/phieu/${kind}`} icon={<Icon name="print" />}>
              {t(`screen.kind.${kind}`)}
            </ButtonLink>
          </li>
        ))}
      </ul>
    </section>
  )
}
