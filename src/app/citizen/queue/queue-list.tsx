import { useTranslation } from 'react-i18next'
import { contentLanguage } from '../../i18n.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { Icon } from '../../ui/icon/icon.tsx'
import { Link } from '../../ui/link/link.tsx'
import { useSummaries } from '../procedure/use-catalogue.ts'
import { moment } from '../receipt/moment.ts'
import type { Stage } from '../receipt/stage.ts'
import { useDeskText } from '../receipt/stage-text.tsx'
import styles from './screen.module.css'
import type { QueueRow } from './use-queue.ts'

/** Receipts, newest first. */
export function QueueList({ rows }: { readonly rows: readonly QueueRow[] }) {
  const { t, i18n } = useTranslation(['queue', 'feedback'])
  const deskText = useDeskText()
  const { loaded } = useSummaries()
  const language = contentLanguage(i18n.language)
  const names = new Map(
    typeof loaded === 'string' ? [] : loaded.map(({ code, plainName }) => [code, plainName[language]]),
  )
  return (
    <ol className={styles.rows}>
      {rows.map(({ receipt, stage }) => (
        <li key={receipt.envelopeId}>
          <Link to={`/bien-nhan/${receipt.envelopeId}`} className={styles.row}>
            <span className={styles.texts}>
              <span className={styles.code}>
                {receipt.feedback !== undefined
                  ? t('feedback', { code: receipt.receiptCode })
                  : receipt.supplementFor === undefined
                    ? receipt.receiptCode
                    : t('supplement', { code: receipt.supplementFor })}
              </span>
              {receipt.procedure === '' ? null : (
                <span>{names.get(receipt.procedure) ?? receipt.procedure}</span>
              )}
              <span className={styles.small}>{t('filed', moment(receipt.createdAt))}</span>
              <span>
                <Badge kind={kindOf(stage)}>
                  {receipt.feedback != null
                    ? t(`feedback:state.${receipt.feedback.state}`)
                    : stage.name === 'desk'
                      ? deskText(stage.status)
                      : t(`stage.${stage.name}`)}
                </Badge>
              </span>
            </span>
            <Icon name="forward" />
          </Link>
        </li>
      ))}
    </ol>
  )
}

function kindOf(stage: Stage): 'neutral' | 'success' | 'warning' | 'error' {
  if (stage.name === 'attention') return 'error'
  if (stage.name === 'arrived') return 'success'
  if (stage.name !== 'desk' || stage.state === null) return 'neutral'
  return [3, 5, 6, 7, 8].includes(stage.state) ? 'warning' : 'success'
}
