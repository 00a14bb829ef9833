import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate } from 'react-router'
import type { Question } from '../../../../domain/form/definition.ts'
import { contentLanguage } from '../../../i18n.ts'
import { Button } from '../../../ui/button/button.tsx'
import { Dialog } from '../../../ui/dialog/dialog.tsx'
import { useDeclaration } from '../declaration-context.ts'
import { stepPlace } from '../places.ts'
import { walkState } from '../use-walk.ts'
import styles from './earlier-version.module.css'

/** Says once, when a draft opens on a newer version of its form, what is asked now and what is not (bug case 22). */
export function FormChanged() {
  const { t, i18n } = useTranslation('declaration')
  const language = contentLanguage(i18n.language)
  const navigate = useNavigate()
  const { depth } = walkState(useLocation())
  const { procedure, draft, steps, change, flush } = useDeclaration()
  const { changes, former = [] } = draft
  if (changes === undefined) return null

  const questions = steps.flatMap((step) => step.questions)
  /** Those that apply to this person. */
  const shown = (ids: readonly string[]) => questions.filter(({ id }) => ids.includes(id))
  const added = shown(changes.added)
  const askedAgain = shown(changes.askedAgain)
  const removed = former.map(({ question }) => question).filter(({ id }) => !changes.askedAgain.includes(id))
  const wanted = new Set([...added, ...askedAgain].map(({ id }) => id))
  const first = steps.find((step) => step.questions.some(({ id }) => wanted.has(id)))

  const close = () => {
    change((before) => {
      const { changes: _, ...seen } = before
      return seen
    })
    void flush()
  }
  const goToFirst = () => {
    close()
    if (first === undefined) return
    const question = first.questions.find(({ id }) => wanted.has(id))?.id ?? null
    void navigate(`/ke-khai/${procedure.code}/${stepPlace(first.id)}`, {
      state: { depth: depth + 1, question },
    })
  }
  return (
    <Dialog
      title={t('changed.title')}
      isOpen
      onClose={close}
      actions={
        first === undefined ? (
          <Button kind="primary" onClick={close}>
            {t('changed.goOn')}
          </Button>
        ) : (
          <>
            <Button onClick={close}>{t('changed.later')}</Button>
            <Button kind="primary" onClick={goToFirst}>
              {t('changed.goTo')}
            </Button>
          </>
        )
      }
    >
      <p>{t('changed.body')}</p>
      <Named title={t('changed.added')} questions={added} language={language} />
      <Named title={t('changed.askedAgain')} questions={askedAgain} language={language} />
      <Named title={t('changed.removed')} questions={removed} language={language} />
    </Dialog>
  )
}

interface NamedProps {
  readonly title: string
  readonly questions: readonly Question[]
  readonly language: 'vi' | 'en'
}

function Named({ title, questions, language }: NamedProps) {
  if (questions.length === 0) return null
  return (
    <section className={styles.named}>
      <h3>{title}</h3>
      <ul>
        {questions.map((question) => (
          <li key={question.id}>{question.label[language]}</li>
        ))}
      </ul>
    </section>
  )
}
