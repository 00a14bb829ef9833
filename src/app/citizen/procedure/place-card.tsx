import { placeOf } from '../../../domain/guidance/place.ts'
import { AnswerCard } from './answer-card.tsx'
import styles from './answers.module.css'
import type { Guidance } from './use-guidance.ts'
import { useWords } from './use-words.ts'

export function PlaceCard({ guidance }: { readonly guidance: Guidance }) {
  const { t, language } = useWords()
  const { procedure } = guidance
  const { text, isOpen } = placeOf(procedure, guidance)
  return (
    <AnswerCard icon="place" question={t('where')}>
      <p>{text[language]}</p>
      {isOpen ? <p className={styles.small}>{t('whereOpen')}</p> : null}
      {procedure.form === undefined ? <p className={styles.good}>{t('guideOnly')}</p> : null}
    </AnswerCard>
  )
}
