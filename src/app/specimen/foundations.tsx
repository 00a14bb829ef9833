import { useTranslation } from 'react-i18next'
import { Section } from './section.tsx'
import styles from './specimen.module.css'

/** Text on ground, as the components pair them; each is a class that only this page needs. */
const pairs = [
  'text-on-ground',
  'text-on-surface',
  'text-on-sunken',
  'soft-on-ground',
  'soft-on-surface',
  'soft-on-sunken',
  'primary-on-surface',
  'primary-on-soft',
  'on-primary',
  'thread-on-ground',
  'success',
  'warning',
  'error',
  'error-on-surface',
] as const

const textSizes = ['title', 'large', 'body', 'small'] as const

const spaces = ['1', '2', '3', '4', '5', '6', '7'] as const

/** What everything else is made of. The names are those of the tokens, in no language. */
export function Foundations() {
  const { t } = useTranslation('specimen')
  return (
    <>
      <Section title={t('colours.title')}>
        <ul className={styles.swatches}>
          {pairs.map((pair) => (
            <li key={pair} className={styles[pair]}>
              <strong>{t('colours.sample')}</strong>
              <code lang="en">{pair}</code>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t('text.title')}>
        {textSizes.map((size) => (
          <p key={size} className={styles[`text-${size}`]}>
            {t('text.sample')} <code lang="en">{size}</code>
          </p>
        ))}
      </Section>
      <Section title={t('space.title')}>
        <ul className={styles.spaces}>
          {spaces.map((space) => (
            <li key={space}>
              <span className={`${styles.space} ${styles[`space-${space}`]}`} />
              <code>{space}</code>
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}
