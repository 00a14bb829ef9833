import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { cardHolders } from '../../../../domain/form/card-answers.ts'
import type { Question } from '../../../../domain/form/definition.ts'
import type { IdentityCard } from '../../../../domain/person/identity-card.ts'
import type { ScanProblem } from '../../../../domain/person/scanned-keys.ts'
import { Button } from '../../../ui/button/button.tsx'
import { Icon } from '../../../ui/icon/icon.tsx'
import { listenForScans } from './scan-listener.ts'
import { usePutBack } from './use-put-back.ts'

const CardCamera = lazy(() => import('./card-camera.tsx').then((module) => ({ default: module.CardCamera })))
const CardConfirmation = lazy(() =>
  import('./card-confirmation.tsx').then((module) => ({ default: module.CardConfirmation })),
)
const ScanRefused = lazy(() =>
  import('./scan-refused.tsx').then((module) => ({ default: module.ScanRefused })),
)

type Reading =
  | { readonly name: 'closed' }
  | { readonly name: 'camera' }
  | { readonly name: 'card'; readonly card: IdentityCard; readonly number: number }
  /** `card-not-asked`: nobody on this screen is asked for what a card knows. */
  | { readonly name: 'refused'; readonly problem: ScanProblem | 'card-not-asked' }

interface CardReadingProps {
  /** Those on the screen. */
  readonly questions: readonly Question[]
  /** Answers have changed below the inputs: make them anew, and put the focus on this question. */
  readonly onRenew: (focus: string | undefined) => void
}

/**
 * Identity cards on a screen of questions: the way to the camera, and the hand-held scanner, which needs no button.
 * Everything heavy is loaded when it is wanted.
 */
export function CardReading({ questions, onRenew }: CardReadingProps) {
  const { t } = useTranslation('declaration')
  const [reading, setReading] = useState<Reading>({ name: 'closed' })
  const { hold, putBack } = usePutBack()
  const holders = cardHolders(questions)
  const current = useRef({ hasHolders: holders.length > 0, onRenew })
  useEffect(() => {
    current.current = { hasHolders: holders.length > 0, onRenew }
  })

  useEffect(
    () =>
      listenForScans({
        onBegin: hold,
        onRecognised() {
          const { isChanged, question } = putBack()
          if (isChanged) current.current.onRenew(question)
        },
        onScanned(result) {
          if (!result.ok) setReading({ name: 'refused', problem: result.problem })
          else if (!current.current.hasHolders) setReading({ name: 'refused', problem: 'card-not-asked' })
          else setReading(cardRead(result.card))
        },
      }),
    [hold, putBack],
  )

  const close = () => setReading({ name: 'closed' })
  return (
    <>
      {holders.length === 0 ? null : (
        <Button icon={<Icon name="card" />} onClick={() => setReading({ name: 'camera' })}>
          {t('scanCard')}
        </Button>
      )}
      {/*
        Outside of the form: Enter on a choice in a dialog must not go on to the next step. Only when there is one: from
        then on React hears each event of the page twice.
      */}
      {reading.name === 'closed'
        ? null
        : createPortal(
            <Suspense fallback={null}>
              {reading.name === 'camera' ? (
                <CardCamera onCard={(card) => setReading(cardRead(card))} onClose={close} />
              ) : null}
              {reading.name === 'card' ? (
                <CardConfirmation
                  key={reading.number}
                  card={reading.card}
                  holders={holders}
                  onFilled={(first) => {
                    close()
                    onRenew(first)
                  }}
                  onClose={close}
                />
              ) : null}
              {reading.name === 'refused' ? (
                <ScanRefused
                  problem={reading.problem}
                  onCamera={holders.length === 0 ? undefined : () => setReading({ name: 'camera' })}
                  onClose={close}
                />
              ) : null}
            </Suspense>,
            document.body,
          )}
    </>
  )
}

let cardsRead = 0
/** Each scan is confirmed afresh, also of the same card. */
function cardRead(card: IdentityCard): Reading {
  cardsRead++
  return { name: 'card', card, number: cardsRead }
}
