import { Disclosure } from '../../ui/disclosure/disclosure.tsx'
import styles from './more.module.css'
import type { Guidance } from './use-guidance.ts'
import { useWords } from './use-words.ts'

/** What most people need not read: who, what one gets, ways of filing, notes. Folded away. */
export function More({ guidance: { procedure } }: { readonly guidance: Guidance }) {
  const { t, language } = useWords()
  const { who, result, channels, timeLimit, fee, notes } = procedure
  const texts = [timeLimit.note, fee.note, ...notes].filter((note) => note !== undefined)
  return (
    <Disclosure summary={t('more')}>
      <dl className={styles.facts}>
        <div>
          <dt>{t('result')}</dt>
          <dd>{result[language]}</dd>
        </div>
        <div>
          <dt>{t('who')}</dt>
          <dd>{who[language]}</dd>
        </div>
      </dl>
      <ul className={styles.notes}>
        <li>{t('channels', { channels: channels.map((channel) => t(`channel.${channel}`)).join(', ') })}</li>
        {texts.map((note) => (
          <li key={note.vi}>{note[language]}</li>
        ))}
      </ul>
    </Disclosure>
  )
}
