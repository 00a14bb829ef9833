import { useTranslation } from 'react-i18next'
import type { Procedure } from '../../../../catalogue/schema.ts'
import type { FormDefinition } from '../../../../domain/form/definition.ts'
import { visibleQuestions } from '../../../../domain/form/evaluate.ts'
import { vietnamDay } from '../../../../domain/time/vietnam-time.ts'
import { contentLanguage } from '../../../i18n.ts'
import { Icon } from '../../../ui/icon/icon.tsx'
import { papersOf } from '../places.ts'
import styles from './start.module.css'

interface BeforeYouStartProps {
  readonly procedure: Procedure
  readonly form: FormDefinition
  readonly unitName: string
}

/** What it asks, about how much, what to have at hand, and what becomes of it. */
export function BeforeYouStart({ procedure, form, unitName }: BeforeYouStartProps) {
  const { t, i18n } = useTranslation('declaration')
  const language = contentLanguage(i18n.language)
  const fewest = visibleQuestions(form, {}, vietnamDay(Date.now())).length
  const all = form.sections.flatMap(({ steps }) => steps.flatMap((step) => step.questions)).length
  const hasPapers = papersOf(procedure).length > 0
  return (
    <ul className={styles.points}>
      <li>
        <Icon name="edit" />
        <div>
          <h2>{t('start.asks.title')}</h2>
          <p>
            {t('start.asks.body', { parts: form.sections.map(({ title }) => title[language]).join(' · ') })}
          </p>
          <p>{t('start.asks.count', { from: tens(fewest), to: tens(all) })}</p>
        </div>
      </li>
      {hasPapers ? (
        <li>
          <Icon name="camera" />
          <div>
            <h2>{t('start.papers.title')}</h2>
            <p>{t('start.papers.body')}</p>
          </div>
        </li>
      ) : null}
      <li>
        <Icon name="saved" />
        <div>
          <h2>{t('start.data.title')}</h2>
          <p>{t('start.data.body', { unit: unitName })}</p>
        </div>
      </li>
    </ul>
  )
}

/** Rounded: conditional questions come and go. */
function tens(count: number): number {
  return Math.max(10, Math.round(count / 10) * 10)
}
