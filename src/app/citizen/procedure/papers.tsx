import { useTranslation } from 'react-i18next'
import type { Component } from '../../../catalogue/schema.ts'
import { contentLanguage } from '../../i18n.ts'
import { Badge } from '../../ui/badge/badge.tsx'
import { Disclosure } from '../../ui/disclosure/disclosure.tsx'
import { groupPapers } from './group-papers.ts'
import styles from './papers.module.css'

/** What to bring: what everyone needs first, what only some need folded behind it. */
export function Papers({ components }: { readonly components: readonly Component[] }) {
  const { t } = useTranslation('guide')
  const { always, sometimes } = groupPapers(components)
  return (
    <section className={styles.papers} aria-labelledby="papers">
      <h2 id="papers">{t('bring')}</h2>
      {components.length === 0 ? <p>{t('papers.none')}</p> : null}
      {components.length > 0 && always.length === 0 ? <p>{t('papers.onlySometimes')}</p> : null}
      <PaperGroups groups={always} />
      {sometimes.length === 0 ? null : (
        <Disclosure summary={t('papers.sometimes', { count: sometimes.flat().length })}>
          <PaperGroups groups={sometimes} />
        </Disclosure>
      )}
    </section>
  )
}

/** Papers of one group replace each other. */
function PaperGroups({ groups }: { readonly groups: readonly (readonly Component[])[] }) {
  const { t } = useTranslation('guide')
  if (groups.length === 0) return null
  return (
    <ul className={styles.list}>
      {groups.map((group) => (
        <li key={group[0]?.id}>
          {group.length > 1 ? <p className={styles.oneOf}>{t('papers.oneOf')}</p> : null}
          {group.map((component) => (
            <Paper key={component.id} component={component} />
          ))}
        </li>
      ))}
    </ul>
  )
}

function Paper({ component }: { readonly component: Component }) {
  const { t, i18n } = useTranslation('guide')
  const language = contentLanguage(i18n.language)
  const { name, originals, copies, handling, condition, note, formCode } = component
  const counts = [
    originals > 0 ? t('papers.originals', { count: originals }) : null,
    copies > 0 ? t('papers.copies', { count: copies }) : null,
  ].filter((count) => count !== null)
  return (
    <div className={styles.paper}>
      <label className={styles.tick}>
        <input type="checkbox" />
        <span>{name[language]}</span>
      </label>
      <div className={styles.details}>
        <p className={styles.badges}>
          <Badge kind={handling === 'created-by-officer' ? 'success' : 'neutral'}>
            {t(`handling.${handling}`)}
          </Badge>
          {counts.length === 0 ? null : <span>{counts.join(', ')}</span>}
        </p>
        {condition === undefined ? null : (
          <p>
            <b>{t('papers.when')}</b> {condition[language]}
          </p>
        )}
        {note === undefined ? null : <p>{note[language]}</p>}
        {formCode === undefined ? null : (
          <p>
            {t('papers.form')} <span lang="vi">{formCode}</span>
          </p>
        )}
      </div>
    </div>
  )
}
