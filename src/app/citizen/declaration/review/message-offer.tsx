import { useLiveQuery } from 'dexie-react-hooks'
import { useTranslation } from 'react-i18next'
import { currentUnitNews } from '../../../../device/unit-news.ts'
import { messageChannels } from '../../../../domain/message/message.ts'
import { vietnamDay } from '../../../../domain/time/vietnam-time.ts'
import { Checkbox } from '../../../ui/checkbox/checkbox.tsx'
import { Choices } from '../../../ui/choices/choices.tsx'
import { TextInput } from '../../../ui/field/field.tsx'
import styles from './review.module.css'
import { contactOf, type Telling } from './telling.ts'

interface MessageOfferProps {
  readonly telling: Telling
  readonly onChange: (telling: Telling) => void
  /** Somebody has tried to file: mistakes are shown. */
  readonly isChecked: boolean
}

/** Asks whether the citizen wants messages, only where the unit can send any. */
export function MessageOffer({ telling, onChange, isChecked }: MessageOfferProps) {
  const { t } = useTranslation('messages')
  const today = vietnamDay(Date.now())
  const offered = useLiveQuery(() => currentUnitNews(today), [today])?.messageChannels ?? []
  const channels = messageChannels.filter((channel) => offered.includes(channel))
  if (channels.length === 0) return null
  const contact = contactOf(telling)
  const problem = !isChecked || contact.ok ? null : contact.problem
  const isEmail = telling.channel === 'email'
  const [only] = channels
  return (
    <section className={styles.consents} aria-label={t('offer.title')}>
      <h2>{t('offer.title')}</h2>
      <Checkbox
        label={t('offer.wanted')}
        isChecked={telling.isWanted}
        onChange={(isWanted) =>
          onChange({
            ...telling,
            isWanted,
            channel: telling.channel ?? (channels.length === 1 ? (only ?? null) : null),
          })
        }
      />
      <p>{t('offer.help')}</p>
      {telling.isWanted ? (
        <>
          {channels.length === 1 ? null : (
            <Choices
              label={t('offer.by')}
              options={channels.map((channel) => ({ value: channel, label: t(`channel.${channel}`) }))}
              value={telling.channel ?? undefined}
              onChange={(value) =>
                onChange({
                  ...telling,
                  channel: channels.find((channel) => channel === value) ?? null,
                  // A phone number is no e-mail address.
                  address: (value === 'email') === isEmail ? telling.address : '',
                })
              }
              error={problem === 'channel' ? t('offer.needed') : undefined}
            />
          )}
          {telling.channel === null ? null : (
            <TextInput
              label={t(isEmail ? 'offer.email' : 'offer.phone')}
              type={isEmail ? 'email' : 'tel'}
              autoComplete="off"
              maxLength={254}
              value={telling.address}
              onChange={(event) => onChange({ ...telling, address: event.target.value })}
              error={problem === 'address' ? t(isEmail ? 'offer.emailWrong' : 'offer.phoneWrong') : undefined}
            />
          )}
        </>
      ) : null}
    </section>
  )
}
