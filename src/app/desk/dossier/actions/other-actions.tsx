import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { DossierDetail } from '../../../../contract/desk.ts'
import { Button } from '../../../ui/button/button.tsx'
import { type ActionType, actionKind } from './action-kinds.ts'
import styles from './other-actions.module.css'
import { useActionTexts } from './use-action-texts.ts'

interface OtherActionsProps {
  readonly dossier: DossierDetail
  readonly types: readonly ActionType[]
  readonly onChoose: (type: ActionType) => void
}

/** Everything that may be done beside the usual next step. */
export function OtherActions({ dossier, types, onChoose }: OtherActionsProps) {
  const { t } = useTranslation('workflow')
  const textsOf = useActionTexts(dossier)
  const headingId = useId()
  return (
    <div className={styles.group}>
      <h3 id={headingId}>{t('bar.others')}</h3>
      <ul className={styles.buttons} aria-labelledby={headingId}>
        {types.map((type) => (
          <li key={type}>
            <Button
              kind={actionKind(type).isEnd === true ? 'danger' : 'secondary'}
              onClick={() => onChoose(type)}
            >
              {textsOf(type).button}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}
