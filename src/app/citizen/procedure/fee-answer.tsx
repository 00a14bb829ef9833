import { useTranslation } from 'react-i18next'
import type { Procedure } from '../../../catalogue/schema.ts'
import { contentLanguage } from '../../i18n.ts'
import styles from './facts.module.css'

type FeeRule = Procedure['fee']['rules'][number]

/** What it costs, per way of filing where that differs, and who pays nothing. */
export function FeeAnswer({ fee }: { readonly fee: Procedure['fee'] }) {
  const { t, i18n } = useTranslation('guide')
  const language = contentLanguage(i18n.language)
  const amount = ({ amountVnd }: FeeRule) =>
    amountVnd === undefined
      ? t('fee.unknown')
      : amountVnd === 0
        ? t('fee.free')
        : t('fee.amount', { amount: amountVnd.toLocaleString(i18n.language) })
  return (
    <>
      <ul>
        {fee.rules.map((rule, position) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rules have no id and never move.
          <li key={position}>
            {rule.channel === undefined ? null : `${t(`channel.${rule.channel}`)}: `}
            <strong>{amount(rule)}</strong>
          </li>
        ))}
      </ul>
      {fee.note === undefined ? null : <p className={styles.small}>{fee.note[language]}</p>}
      {fee.exemptions.length === 0 ? null : (
        <div className={styles.small}>
          <p>{t('fee.exemptions')}</p>
          <ul>
            {fee.exemptions.map(({ name, confirm }) => (
              <li key={name.vi}>
                {name[language]}
                {confirm === true ? ` (${t('confirmInline')})` : null}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}
