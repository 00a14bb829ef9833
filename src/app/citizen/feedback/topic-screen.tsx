import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { feedbackTopics } from '../../../contract/feedback.ts'
import { Button } from '../../ui/button/button.tsx'
import { FieldGroup } from '../../ui/field/field.tsx'
import { Screen } from '../../ui/screen/screen.tsx'
import styles from './feedback.module.css'
import { useFeedback, useFeedbackWalk } from './feedback-context.ts'
import { topicPlace } from './places.ts'
import { SaveTrouble } from './save-trouble.tsx'
import { TopicPicture } from './topic-picture.tsx'

/** What it is about, as pictures. */
export function TopicScreen() {
  const { t } = useTranslation('feedback')
  const { draft, change } = useFeedback()
  const { number, total, next, back } = useFeedbackWalk(topicPlace)
  const name = useId()
  const [isMissing, setIsMissing] = useState(false)
  return (
    <Screen
      title={t('topic.title')}
      onBack={back}
      progress={{ done: number - 1, total, label: t('progress', { number, total }) }}
      actions={
        <Button kind="primary" onClick={() => (draft.topic === null ? setIsMissing(true) : next())}>
          {t('action.continue', { ns: 'common' })}
        </Button>
      }
    >
      <FieldGroup
        label={t('topic.label')}
        {...(isMissing && draft.topic === null ? { error: t('topic.missing') } : {})}
      >
        <div className={styles.topics}>
          {feedbackTopics.map((topic) => (
            <label key={topic} className={styles.topic}>
              <input
                type="radio"
                name={name}
                value={topic}
                checked={topic === draft.topic}
                onChange={() => change({ topic })}
              />
              <TopicPicture topic={topic} />
              <span>{t(`topics.${topic}`)}</span>
            </label>
          ))}
        </div>
      </FieldGroup>
      <SaveTrouble />
    </Screen>
  )
}
