import { useState } from 'react'
import type { AssistancePayload } from '../../contract/assistance.ts'
import type { UnitNews } from '../../contract/unit-days.ts'
import { adviseOn, factsThatCount, nextQuestion, questionsFor } from '../../domain/assistance/advise.ts'
import type { AccountGuide, Facts } from '../../domain/assistance/guide.ts'
import { AdviceScreen } from './advice-screen.tsx'
import { OutcomeScreen } from './outcome-screen.tsx'
import { QuestionScreen } from './question-screen.tsx'
import { StartScreen } from './start-screen.tsx'
import { VisitScreen } from './visit-screen.tsx'

export type Noting = { readonly ok: true } | { readonly ok: false }

interface AssistantProps {
  readonly guide: AccountGuide
  readonly news: UnitNews
  readonly unitName: string | null
  /** Local calendar day. */
  readonly today: string
  /** Null for a citizen, who reads the guide only. */
  readonly note: ((payload: AssistancePayload) => Promise<Noting>) | null
  readonly onLeave: () => void
}

type Place = 'start' | 'questions' | 'advice' | 'visit' | 'outcome'

/** From the first question to the advice, its slip and what came of it. Answers live here and nowhere else. */
export function Assistant({ guide, news, unitName, today, note, onLeave }: AssistantProps) {
  const [place, setPlace] = useState<Place>('start')
  const [facts, setFacts] = useState<Facts>({})
  const again = () => {
    setFacts({})
    setPlace('start')
  }
  const asked = questionsFor(guide, facts)
  const question = nextQuestion(guide, facts)
  const advice = place === 'start' || place === 'questions' ? null : adviseOn(guide, facts)

  if (place === 'start')
    return <StartScreen guide={guide} news={news} onLeave={onLeave} onStart={() => setPlace('questions')} />

  if (advice === null) {
    const shown = question ?? asked[0]
    if (shown === undefined) return null
    const answered = Object.keys(factsThatCount(guide, facts))
    return (
      <QuestionScreen
        key={shown.id}
        question={shown}
        number={answered.length + 1}
        onBack={() => {
          const last = answered.at(-1)
          if (last === undefined) setPlace('start')
          else setFacts(Object.fromEntries(Object.entries(facts).filter(([id]) => id !== last)))
        }}
        onAnswer={(value) => {
          const next = factsThatCount(guide, { ...facts, [shown.id]: value })
          setFacts(next)
          if (nextQuestion(guide, next) === null) setPlace('advice')
        }}
      />
    )
  }

  if (place === 'visit')
    return (
      <VisitScreen
        advice={advice}
        days={news.days}
        unitName={unitName}
        today={today}
        onBack={() => setPlace('advice')}
      />
    )

  if (place === 'outcome' && note !== null)
    return (
      <OutcomeScreen
        need={advice.need}
        villages={news.teams}
        today={today}
        note={note}
        onBack={() => setPlace('advice')}
        onAgain={again}
        onLeave={onLeave}
      />
    )

  return (
    <AdviceScreen
      advice={advice}
      guide={guide}
      onBack={() => {
        const last = Object.keys(factsThatCount(guide, facts)).at(-1)
        setFacts(Object.fromEntries(Object.entries(facts).filter(([id]) => id !== last)))
        setPlace('questions')
      }}
      onVisit={advice.isVisit ? () => setPlace('visit') : null}
      onOutcome={note === null ? null : () => setPlace('outcome')}
      onAgain={again}
    />
  )
}
