import { useTranslation } from 'react-i18next'
import type { Procedure } from '../../../catalogue/schema.ts'
import { contentLanguage } from '../../i18n.ts'
import styles from './facts.module.css'

const channels = ['in-person', 'online', 'postal'] as const

/** What it costs, per way of filing where that differs, and who pays nothing. */
export function FeeAnswer({ fee }: { readonly fee: Procedure['fee'] }) {
  const { t, i18n } = useTranslation('guide')
  const language = contentLanguage(i18n.language)
  const amount = (vnd: number) =>
    vnd === 0 ? t('fee.free') : t('fee.amount', { amount: vnd.toLocaleString(i18n.language) })
  const byChannel = channels.flatMap((channel) => {
    const vnd = fee.byChannelVnd?.[channel]
    return vnd === undefined ? [] : [{ channel, vnd }]
  })
  return (
    <>
      {byChannel.length > 0 ? (
        <ul>
          {byChannel.map(({ channel, vnd }) => (
            <li key={channel}>
              {t(`channel.${channel}`)}: <strong>{amount(vnd)}</strong>
            </li>
          ))}
        </ul>
      ) : (
        <strong>{fee.amountVnd === undefined ? t('fee.unknown') : amount(fee.amountVnd)}</strong>
      )}
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
