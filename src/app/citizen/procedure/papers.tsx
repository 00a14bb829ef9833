import { useId } from 'react'
import type { Component } from '../../../catalogue/schema.ts'
import { paperPictureOf } from '../../../domain/guidance/paper-picture.ts'
import { papersOf } from '../../../domain/guidance/papers.ts'
import { Disclosure } from '../../ui/disclosure/disclosure.tsx'
import { PaperPictureDrawing } from './paper-picture.tsx'
import styles from './papers.module.css'
import type { Guidance } from './use-guidance.ts'
import { useWords } from './use-words.ts'
import { countText } from './wording.ts'

type Groups = readonly (readonly Component[])[]

/** What to bring: what this person needs, and folded behind it what depends on things that were not asked. */
export function Papers({ guidance }: { readonly guidance: Guidance }) {
  const { t } = useWords()
  const { procedure, asked, answers } = guidance
  const { needed, depends } = papersOf(procedure.components, guidance)
  const isOpen = asked.some(({ id }) => answers[id] === undefined)
  return (
    <section className={styles.papers} aria-labelledby="papers">
      <h2 id="papers">{t('bring')}</h2>
      {needed.length > 0 ? (
        <PaperGroups groups={needed} />
      ) : (
        <p>
          {t(depends.length === 0 ? 'papers.none' : isOpen ? 'papers.answerFirst' : 'papers.onlySometimes')}
        </p>
      )}
      {depends.length === 0 ? null : (
        <Disclosure summary={t('papers.depends', { count: depends.flat().length })}>
          <PaperGroups groups={depends} />
        </Disclosure>
      )}
    </section>
  )
}

/** Papers of one group replace each other. */
function PaperGroups({ groups }: { readonly groups: Groups }) {
  const { t } = useWords()
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
  const words = useWords()
  const { t, language } = words
  const nameId = useId()
  const { id, name, handling, condition, note, formCode } = component
  const isBrought = handling === 'submit' || handling === 'present' || handling === 'upload'
  const count = isBrought ? countText(words, component) : ''
  const how = t(`handling.${handling}`)
  const title = (
    <span className={styles.texts}>
      <span id={nameId} className={styles.name}>
        {name[language]}
      </span>
      <span className={isBrought ? styles.how : styles.howNot}>
        {count === '' ? how : `${how} · ${count}`}
      </span>
    </span>
  )
  const picture = <PaperPictureDrawing picture={paperPictureOf(id)} />
  const hasMore = condition !== undefined || note !== undefined || formCode !== undefined
  return (
    <div className={styles.paper}>
      {isBrought ? (
        <label className={styles.tick}>
          <input type="checkbox" aria-labelledby={nameId} />
          {picture}
          {hasMore ? null : title}
        </label>
      ) : (
        <div className={styles.tick}>
          {picture}
          {hasMore ? null : title}
        </div>
      )}
      {hasMore ? (
        <details className={styles.more}>
          <summary>{title}</summary>
          {condition === undefined ? null : (
            <p>
              <b>{t('papers.when')}</b> {condition[language]}
            </p>
          )}
          {note === undefined ? null : <p>{note[language]}</p>}
          {formCode === undefined ? null : <p lang="vi">{t('papers.form', { form: formCode })}</p>}
        </details>
      ) : null}
    </div>
  )
}
