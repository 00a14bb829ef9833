import { useTranslation } from 'react-i18next'
import type { ExchangeChoice, ExchangeConflict } from '../../../contract/exchange.ts'
import { dossierStateNames } from '../../../domain/dossier/states.ts'
import type { Language } from '../../i18n.ts'
import { Button } from '../../ui/button/button.tsx'
import { Link } from '../../ui/link/link.tsx'
import { Moment } from '../moment.tsx'
import panel from '../panel.module.css'
import styles from './exchange.module.css'
import { decideConflict } from './exchange-client.ts'
import type { Run } from './run.ts'

interface ConflictsProps {
  readonly conflicts: readonly ExchangeConflict[]
  readonly language: Language
  readonly isBusy: boolean
  readonly run: Run
}

/** Dossiers of which the portal says a state that they never had here: nothing is applied before a person decides. */
export function Conflicts({ conflicts, language, isBusy, run }: ConflictsProps) {
  const { t } = useTranslation('exchange')
  if (conflicts.length === 0) return null
  const stateName = (state: number) =>
    Object.entries(dossierStateNames).find(([code]) => code === String(state))?.[1][language] ??
    t('conflict.unknownState', { state })
  const decide = (id: string, choice: ExchangeChoice) =>
    void run(
      () => decideConflict(id, choice),
      () => t(`conflict.${choice}.done`),
    )
  return (
    <section className={panel.panel}>
      <h2>{t('conflict.title')}</h2>
      <p>{t('conflict.help')}</p>
      <ul className={styles.conflicts}>
        {conflicts.map((conflict) => (
          <li key={conflict.id} className={styles.conflict}>
            <p>
              <Link to={`/can-bo/ho-so/${conflict.dossier}`}>
                {conflict.officialNumber ?? conflict.receiptCode}
              </Link>{' '}
              · <span lang="vi">{conflict.applicantName}</span> · <Moment at={conflict.foundAt} isShort />
            </p>
            <p>
              {t('conflict.states', {
                ours: stateName(conflict.state),
                theirs: stateName(conflict.portalState),
              })}
            </p>
            <div className={styles.buttons}>
              <Button isBusy={isBusy} onClick={() => decide(conflict.id, 'send-ours')}>
                {t('conflict.send-ours.button')}
              </Button>
              <Button isBusy={isBusy} onClick={() => decide(conflict.id, 'keep-theirs')}>
                {t('conflict.keep-theirs.button')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
