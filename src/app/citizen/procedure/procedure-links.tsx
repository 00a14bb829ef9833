import type { KeyboardEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProcedureSummary } from '../../../catalogue/schema.ts'
import { contentLanguage } from '../../i18n.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { Icon } from '../../ui/icon/icon.tsx'
import { Link } from '../../ui/link/link.tsx'
import styles from './procedure-links.module.css'

interface ProcedureLinksProps {
  readonly procedures: readonly ProcedureSummary[]
  /** Why a procedure is in the list, when that is not plain. */
  readonly reasonFor?: (procedure: ProcedureSummary) => ReactNode
  readonly label: string
  /** Arrow up on the first one. */
  readonly onLeave?: () => void
}

/** Procedures to choose from. Arrow keys go up and down the list, as Tab does. */
export function ProcedureLinks({ procedures, reasonFor, label, onLeave }: ProcedureLinksProps) {
  const { t, i18n } = useTranslation('home')
  const language = contentLanguage(i18n.language)
  return (
    <ul className={styles.list} aria-label={label} onKeyDown={(event) => moveWithArrows(event, onLeave)}>
      {procedures.map((procedure) => {
        const reason = reasonFor?.(procedure)
        return (
          <li key={procedure.code}>
            <Link to={`/thu-tuc/${procedure.code}`} className={styles.link}>
              <span className={styles.texts}>
                <span className={styles.name}>{procedure.plainName[language]}</span>
                <span className={styles.official}>{procedure.name[language]}</span>
                {reason === undefined ? null : <span className={styles.reason}>{reason}</span>}
              </span>
              <span className={styles.badges}>
                <Badge>{t(`level.${procedure.level}`)}</Badge>
                {procedure.hasForm ? (
                  <Badge kind="success">{t('filing.here')}</Badge>
                ) : (
                  <Badge>{t('filing.guideOnly')}</Badge>
                )}
              </span>
              <Icon name="forward" />
            </Link>
          </li>
        )
      })}
    </ul>
  )
}

function moveWithArrows(event: KeyboardEvent<HTMLUListElement>, onLeave: (() => void) | undefined): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0) return
  const links = [...event.currentTarget.querySelectorAll('a')]
  const next = links.indexOf(event.target as HTMLAnchorElement) + step
  if (next >= links.length || (next < 0 && onLeave === undefined)) return
  event.preventDefault()
  if (next < 0) onLeave?.()
  else links[next]?.focus()
}
