import { useTranslation } from 'react-i18next'
import styles from './key-help.module.css'

/** Which keys the list knows (`list-search.tsx`, `screen.tsx`). */
export function KeyHelp() {
  const { t } = useTranslation('desk')
  const keys = [
    ['search', ['/']],
    ['rows', ['↑', '↓']],
    ['open', ['Enter']],
    ['clear', ['Esc']],
  ] as const
  return (
    <details className={styles.help}>
      <summary>{t('dossiers.keys.title')}</summary>
      <dl>
        {keys.map(([what, names]) => (
          <div key={what}>
            <dt>
              {names.map((name) => (
                <kbd key={name}>{name}</kbd>
              ))}
            </dt>
            <dd>{t(`dossiers.keys.${what}`)}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
