import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, useNavigate, useParams } from 'react-router'
import type { Lesson } from '../../catalogue/training/training-content.ts'
import { contentLanguage } from '../i18n.ts'
import { Button, ButtonLink } from '../ui/button/button.tsx'
import { Choices } from '../ui/choices/choices.tsx'
import { Notice } from '../ui/notice/notice.tsx'
import { Screen } from '../ui/screen/screen.tsx'
import styles from './training.module.css'

interface LessonScreenProps {
  readonly lessons: readonly Lesson[]
  readonly onPassed: (id: string) => void
}

export function LessonScreen({ lessons, onPassed }: LessonScreenProps) {
  const { lesson: id } = useParams()
  const index = lessons.findIndex((each) => each.id === id)
  const lesson = lessons[index]
  if (lesson === undefined) return <Navigate to="/tap-huan" replace />
  return (
    <OneLesson
      key={lesson.id}
      lesson={lesson}
      number={index + 1}
      next={lessons[index + 1]?.id ?? null}
      onPassed={() => onPassed(lesson.id)}
    />
  )
}

interface OneLessonProps {
  readonly lesson: Lesson
  readonly number: number
  /** Null after the last. */
  readonly next: string | null
  readonly onPassed: () => void
}

/** A few points, and one question at the end. */
function OneLesson({ lesson, number, next, onPassed }: OneLessonProps) {
  const { t, i18n } = useTranslation('training')
  const language = contentLanguage(i18n.language)
  const navigate = useNavigate()
  const [chosen, setChosen] = useState<string>()
  const [state, setState] = useState<'open' | 'missed' | 'wrong' | 'right'>('open')
  const { question, options, why } = lesson.check

  function answer(): void {
    if (chosen === undefined) {
      setState('missed')
      return
    }
    const isRight = options[Number(chosen)]?.isRight === true
    setState(isRight ? 'right' : 'wrong')
    if (isRight) onPassed()
  }

  return (
    <Screen
      title={lesson.title[language]}
      eyebrow={t('number', { number })}
      onBack={() => void navigate('/tap-huan')}
      actions={
        state === 'right' ? (
          <ButtonLink kind="primary" to={next === null ? '/tap-huan' : `/tap-huan/bai/${next}`}>
            {t(next === null ? 'allDone' : 'next')}
          </ButtonLink>
        ) : (
          <Button kind="primary" onClick={answer}>
            {t('answer')}
          </Button>
        )
      }
    >
      <ul className={styles.points}>
        {lesson.points.map((point) => (
          <li key={point.vi}>{point[language]}</li>
        ))}
      </ul>
      <section className={styles.part}>
        <h2>{t('check')}</h2>
        <Choices
          label={question[language]}
          error={state === 'missed' ? t('chooseOne') : state === 'wrong' ? t('wrong') : undefined}
          options={options.map(({ text }, index) => ({ value: String(index), label: text[language] }))}
          value={chosen}
          onChange={(value) => {
            setChosen(value)
            setState('open')
          }}
        />
        {state === 'right' ? (
          <Notice kind="success" title={t('right')} isLive>
            <p>{why[language]}</p>
          </Notice>
        ) : null}
      </section>
    </Screen>
  )
}
